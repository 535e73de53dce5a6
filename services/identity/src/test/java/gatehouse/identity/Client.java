package gatehouse.identity;

import static java.nio.charset.StandardCharsets.UTF_8;

import gatehouse.wire.http.Headers;
import gatehouse.wire.http.HttpRequest;
import gatehouse.wire.sigv4.Signer;
import java.net.URLEncoder;
import org.jspecify.annotations.Nullable;

/// Someone with credentials, who signs and sends.
public record Client(
        TestServer server,
        String accessKeyId,
        String secret,
        @Nullable String token) {
    /// Calls an operation of STS with alternating parameter names and values.
    public Reply sts(String action, String... parameters) {
        return send("sts", "eu-central-1", "2011-06-15", action, parameters);
    }

    /// Calls an operation of IAM, likewise.
    public Reply iam(String action, String... parameters) {
        return send("iam", "us-east-1", "2010-05-08", action, parameters);
    }

    public Client withToken(@Nullable String other) {
        return new Client(server, accessKeyId, secret, other);
    }

    private Reply send(String service, String region, String version, String action, String... parameters) {
        StringBuilder body = new StringBuilder("Action=" + action + "&Version=" + version);
        for (int i = 0; i < parameters.length; i += 2) {
            body.append('&').append(parameters[i]).append('=').append(URLEncoder.encode(parameters[i + 1], UTF_8));
        }
        HttpRequest request = new HttpRequest(
                "POST",
                "/",
                "",
                Headers.of("host", "localhost", "content-type", "application/x-www-form-urlencoded; charset=utf-8"),
                body.toString().getBytes(UTF_8),
                new HttpRequest.Connection("192.0.2.7", false));
        return server.answer(Signer.sign(
                request, new Signer.Credentials(accessKeyId, secret, token), region, service, TestServer.WALL_TIME));
    }

    @Override
    public String toString() {
        return "Client[" + accessKeyId + "]";
    }
}
