package gatehouse.server;

import gatehouse.server.ServerSettings.ChosenCredentials;
import gatehouse.server.tls.TrustFile;
import gatehouse.wire.http.Headers;
import gatehouse.wire.http.HttpRequest;
import gatehouse.wire.sigv4.Signer;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/// Calls a running server with a root user's key: what the command line and the training run need.
public final class OwnClient {
    private static final int TIMEOUT_MILLIS = 30_000;

    private final URI endpoint;
    private final @Nullable ChosenCredentials credentials;
    private final InstantSource clock;
    private @Nullable SSLSocketFactory trust;

    public OwnClient(String endpoint, ChosenCredentials credentials, InstantSource clock) {
        this(clock, endpoint, credentials);
    }

    /// A client for the paths that need no signature.
    public static OwnClient unsigned(String endpoint, InstantSource clock) {
        return new OwnClient(clock, endpoint, null);
    }

    private OwnClient(InstantSource clock, String endpoint, @Nullable ChosenCredentials credentials) {
        this.endpoint = URI.create(endpoint);
        this.credentials = credentials;
        this.clock = clock;
    }

    /// Trusts the certificates that a server left in its data folder, whatever names they have: who reads the folder's
    /// credentials talks to the folder's server.
    public OwnClient trusting(Path dataFolder) throws IOException {
        trust = endpoint.getScheme().equals("https") ? TrustFile.sockets(dataFolder) : null;
        return this;
    }

    /// An answer: its HTTP status and body.
    public record Answer(int status, String body) {}

    /// Posts `body` to `path`, signed for `service` in us-east-1.
    public Answer post(String service, String path, Map<String, String> headers, String body) throws IOException {
        return call("POST", service, path, headers, body);
    }

    /// Gets one of the server's own paths.
    public Answer get(String path) throws IOException {
        return call("GET", "gatehouse", path, Map.of(), "");
    }

    /// Posts to one of the server's own paths without a signature. The body is the caller's to erase.
    public Answer postUnsigned(String path, byte[] body) throws IOException {
        return send(new HttpRequest(
                "POST",
                path,
                "",
                Headers.of("content-type", "application/octet-stream"),
                body,
                new HttpRequest.Connection("127.0.0.1", false)));
    }

    /// Gets one of the server's own paths without a signature.
    public Answer getUnsigned(String path) throws IOException {
        return send(new HttpRequest(
                "GET",
                path,
                "",
                Headers.of("accept", "application/json"),
                new byte[0],
                new HttpRequest.Connection("127.0.0.1", false)));
    }

    private Answer call(String method, String service, String path, Map<String, String> headers, String body)
            throws IOException {
        ChosenCredentials signer = Objects.requireNonNull(credentials);
        Headers.Builder unsigned = new Headers.Builder().add("host", endpoint.getAuthority());
        headers.forEach(unsigned::add);
        HttpRequest signed = Signer.sign(
                new HttpRequest(
                        method,
                        path,
                        "",
                        unsigned.build(),
                        body.getBytes(StandardCharsets.UTF_8),
                        new HttpRequest.Connection("127.0.0.1", false)),
                new Signer.Credentials(signer.accessKeyId(), signer.secretAccessKey(), null),
                "us-east-1",
                service,
                clock.instant());
        return send(signed);
    }

    private Answer send(HttpRequest request) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) endpoint.resolve(request.rawPath()).toURL().openConnection();
        if (trust != null && connection instanceof HttpsURLConnection secure) {
            secure.setSSLSocketFactory(trust);
            secure.setHostnameVerifier((_, _) -> true);
        }
        connection.setRequestMethod(request.method());
        connection.setConnectTimeout(TIMEOUT_MILLIS);
        connection.setReadTimeout(TIMEOUT_MILLIS);
        for (int i = 0; i < request.headers().size(); i++) {
            connection.setRequestProperty(
                    request.headers().name(i), request.headers().value(i));
        }
        if (request.body().length > 0) {
            connection.setDoOutput(true);
            connection.getOutputStream().write(request.body());
        }
        int status = connection.getResponseCode();
        try (var in = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
            return new Answer(status, in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}
