package gatehouse.conformance;

import gatehouse.wire.http.Headers;
import gatehouse.wire.sigv4.Signer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;

/// Signed calls with nothing between the test and the wire: no call is tried twice, and an answer is only an answer
/// once all of it is here.
final class SignedClient implements AutoCloseable {
    private static final Duration ANSWER_MAX = Duration.ofSeconds(60);
    private static final gatehouse.wire.http.HttpRequest.Connection LOCAL =
            new gatehouse.wire.http.HttpRequest.Connection("127.0.0.1", false);

    private final URI endpoint;
    private final Signer.Credentials credentials;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(ANSWER_MAX)
            .build();

    SignedClient(URI endpoint, String accessKeyId, String secretAccessKey) {
        this.endpoint = endpoint;
        this.credentials = new Signer.Credentials(accessKeyId, secretAccessKey, null);
    }

    /// The root user of a [ServerProcess].
    static SignedClient root(URI endpoint) {
        return new SignedClient(endpoint, ServerProcess.ROOT.accessKeyId(), ServerProcess.ROOT.secretAccessKey());
    }

    /// An answer, whole.
    record Answer(int status, String requestId, String body) {
        boolean succeeded() {
            return status == 200;
        }

        /// The text of the first XML element or JSON string of that name.
        String text(String name) {
            String open = body.startsWith("<") ? "<" + name + ">" : "\"" + name + "\":\"";
            int start = body.indexOf(open);
            if (start < 0) {
                throw new IllegalStateException("there is no " + name + " in " + body);
            }
            start += open.length();
            return body.substring(start, body.indexOf(body.startsWith("<") ? "<" : "\"", start));
        }
    }

    Answer iam(String form) throws IOException, InterruptedException {
        return query("iam", form + "&Version=2010-05-08");
    }

    Answer callerIdentity() throws IOException, InterruptedException {
        return query("sts", "Action=GetCallerIdentity&Version=2011-06-15");
    }

    Answer kms(String operation, String json) throws IOException, InterruptedException {
        return json("kms", "TrentService." + operation, json);
    }

    Answer lookupEvents(String json) throws IOException, InterruptedException {
        return json("cloudtrail", "com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101.LookupEvents", json);
    }

    private Answer query(String service, String form) throws IOException, InterruptedException {
        return post(service, Map.of("content-type", "application/x-www-form-urlencoded"), form);
    }

    private Answer json(String service, String target, String json) throws IOException, InterruptedException {
        return post(service, Map.of("content-type", "application/x-amz-json-1.1", "x-amz-target", target), json);
    }

    private Answer post(String service, Map<String, String> headers, String body)
            throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(signed(service, headers, body), BodyHandlers.ofString());
        String requestId = answer.headers()
                .firstValue("x-amzn-requestid")
                .orElseThrow(() -> new IllegalStateException("an answer without a request id: " + answer.body()));
        return new Answer(answer.statusCode(), requestId, answer.body());
    }

    private HttpRequest signed(String service, Map<String, String> headers, String body) {
        Headers.Builder unsigned = new Headers.Builder().add("host", endpoint.getAuthority());
        headers.forEach(unsigned::add);
        Headers signed = Signer.sign(
                        new gatehouse.wire.http.HttpRequest(
                                "POST", "/", "", unsigned.build(), body.getBytes(StandardCharsets.UTF_8), LOCAL),
                        credentials,
                        "us-east-1",
                        service,
                        InstantSource.system().instant())
                .headers();
        HttpRequest.Builder request = HttpRequest.newBuilder(endpoint.resolve("/"))
                .timeout(ANSWER_MAX)
                .POST(BodyPublishers.ofString(body));
        for (int i = 0; i < signed.size(); i++) {
            if (!signed.name(i).equals("host")) {
                request.header(signed.name(i), signed.value(i));
            }
        }
        return request.build();
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
