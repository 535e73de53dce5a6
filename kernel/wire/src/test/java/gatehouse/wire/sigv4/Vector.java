package gatehouse.wire.sigv4;

import static java.nio.charset.StandardCharsets.UTF_8;

import gatehouse.wire.http.Headers;
import gatehouse.wire.http.HttpRequest;
import gatehouse.wire.http.HttpRequest.Connection;
import gatehouse.wire.protocol.Protocol.Family;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;

/// A signed request from a file of vectors: one `name value` pair in each line, ended by `body`.
record Vector(String name, HttpRequest request) {
    static final String SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
    static final Instant BOTOCORE_TIME = Instant.parse("2026-01-01T12:34:56Z");
    static final Instant SUITE_TIME = Instant.parse("2015-08-30T12:36:00Z");
    private static final Connection CONNECTION = new Connection("192.0.2.1", true);

    static List<Vector> botocore() {
        return load("/sigv4/botocore.txt");
    }

    static List<Vector> suite() {
        return load("/sigv4/aws-test-suite.txt");
    }

    /// Signed by AWS's Common Runtime 0.38.9 for Java: presigned, asymmetric, in chunks.
    static List<Vector> crt() {
        return load("/sigv4/aws-crt.txt");
    }

    /// Of the suite of https://github.com/awslabs/aws-c-auth (tests/aws-signing-test-suite/v4a), without the
    /// headers that its tests add to signed requests.
    static List<Vector> asymmetricSuite() {
        return load("/sigv4/aws-c-auth-v4a.txt");
    }

    static Vector crt(String name) {
        return crt().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /// What the service that it is for asks of signatures.
    SignatureRules rules() {
        return name.startsWith("s3 ")
                ? SignatureRules.s3()
                : SignatureRules.ordinary(Family.JSON, Duration.ofMinutes(15));
    }

    static Vector botocore(String name) {
        return botocore().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    HttpRequest with(Headers headers) {
        HttpRequest r = request;
        return new HttpRequest(r.method(), r.rawPath(), r.rawQuery(), headers, r.body(), CONNECTION);
    }

    private static List<Vector> load(String resource) {
        List<Vector> vectors = new ArrayList<>();
        String name = "";
        String method = "";
        String path = "";
        String query = "";
        Headers.Builder headers = new Headers.Builder();
        for (String line : read(resource).lines().toList()) {
            int space = line.indexOf(' ');
            String value = line.substring(space + 1);
            switch (line.substring(0, space)) {
                case "vector" -> name = value;
                case "method" -> method = value;
                case "path" -> path = value;
                case "query" -> query = value;
                case "header" -> {
                    int colon = value.indexOf(':');
                    headers.add(value.substring(0, colon), value.substring(colon + 1));
                }
                case "body" -> {
                    byte[] body = Base64.getDecoder().decode(value);
                    vectors.add(
                            new Vector(name, new HttpRequest(method, path, query, headers.build(), body, CONNECTION)));
                    headers = new Headers.Builder();
                }
                default -> throw new IllegalStateException(line);
            }
        }
        return vectors;
    }

    private static String read(String resource) {
        try (InputStream in = Objects.requireNonNull(Vector.class.getResourceAsStream(resource))) {
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
