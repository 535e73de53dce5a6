package gatehouse.conformance;

import gatehouse.wire.http.Headers;
import gatehouse.wire.http.HttpRequest;
import gatehouse.wire.http.HttpRequest.Connection;
import gatehouse.wire.shape.Operation;
import gatehouse.wire.shape.ServiceModel;
import gatehouse.wire.sigv4.Signer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Sends requests exactly as a test made them: signed rightly, wrongly or not at all.
final class RawClient implements AutoCloseable {
    private static final String REGION = "us-east-1";

    private final URI endpoint;
    private final InstantSource clock = InstantSource.system();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    RawClient(URI endpoint) {
        this.endpoint = endpoint;
    }

    /// An answer, with the request id that the trail knows it by.
    record Reply(int status, String requestId, String errorType, String body) {
        private static final Pattern CODE = Pattern.compile("\"(?:__type|code)\":\"(\\w+)\"|<Code>(\\w+)</Code>");

        /// The error's code in JSON or XML; empty where the answer is no error.
        String code() {
            if (!errorType.isEmpty()) {
                return errorType;
            }
            Matcher matcher = CODE.matcher(body);
            if (!matcher.find()) {
                return "";
            }
            return matcher.group(1) != null ? matcher.group(1) : matcher.group(2);
        }
    }

    /// A request that is not signed yet. `target` is a path, which may have a query behind it.
    HttpRequest request(String method, String target, String body, String... headers) {
        int question = target.indexOf('?');
        Headers.Builder all = new Headers.Builder().add("host", endpoint.getAuthority());
        for (int i = 0; i < headers.length; i += 2) {
            all.add(headers[i], headers[i + 1]);
        }
        return new HttpRequest(
                method,
                question < 0 ? target : target.substring(0, question),
                question < 0 ? "" : target.substring(question + 1),
                all.build(),
                body.getBytes(StandardCharsets.UTF_8),
                new Connection("127.0.0.1", false));
    }

    /// The operation's request in the first protocol that its model names, with that input.
    HttpRequest request(Operation<?, ?> operation, Map<String, Object> input) {
        ServiceModel.Metadata metadata = operation.service().metadata();
        List<String> protocols = metadata.protocols();
        String uri = operation.http().requestUri().replaceAll("\\{[^}]*}", "x");
        if (operation.http().method().equals("GET") || protocols.getFirst().startsWith("rest-")) {
            return request(operation.http().method(), uri, "");
        }
        return protocols.contains("json")
                ? request(
                        "POST",
                        uri,
                        InputText.json(input),
                        "content-type",
                        "application/x-amz-json-" + metadata.jsonVersion(),
                        "x-amz-target",
                        metadata.targetPrefix() + "." + operation.name())
                : request(
                        "POST",
                        uri,
                        InputText.form(operation.name(), metadata.apiVersion(), operation.inputSchema(), input),
                        "content-type",
                        "application/x-www-form-urlencoded; charset=utf-8");
    }

    Reply signed(HttpRequest request, Signer.Credentials credentials, String service) {
        return send(Signer.sign(request, credentials, REGION, service, clock.instant()));
    }

    Reply send(HttpRequest request) {
        java.net.http.HttpRequest.Builder out = java.net.http.HttpRequest.newBuilder(endpoint.resolve(
                        request.rawPath() + (request.rawQuery().isEmpty() ? "" : "?" + request.rawQuery())))
                .method(request.method(), BodyPublishers.ofByteArray(request.body()));
        for (int i = 0; i < request.headers().size(); i++) {
            if (!request.headers().name(i).equals("host")) { // The client sends it itself, with the same value.
                out.header(request.headers().name(i), request.headers().value(i));
            }
        }
        try {
            HttpResponse<String> answer = http.send(out.build(), BodyHandlers.ofString());
            return new Reply(
                    answer.statusCode(),
                    answer.headers().firstValue("x-amzn-requestid").orElse(""),
                    answer.headers().firstValue("x-amzn-errortype").orElse(""),
                    answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for an answer", e);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
