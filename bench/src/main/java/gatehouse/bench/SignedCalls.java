package gatehouse.bench;

import gatehouse.wire.http.Headers;
import gatehouse.wire.http.HttpRequest;
import gatehouse.wire.sigv4.Signer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/// Requests of one call of KMS's, each with other bytes, signed beforehand.
///
/// Only signatures are kept (32 bytes each): the rest of a request follows from its number. They carry one time in
/// the middle of the run, which the server's five minutes of skew allow.
final class SignedCalls implements Load.Requests {
    private static final int SIGNATURE_BYTES = 32;
    private static final int SIGNATURE_HEX = 2 * SIGNATURE_BYTES;

    private final byte[][] signatures;
    private final byte[] before;
    private final byte[] between;
    private final KmsCall call;
    private final int perChunk = 1 << 20;

    private SignedCalls(URI endpoint, Subject subject, Instant signedAt, int count) {
        this.call = subject.call();
        this.signatures = new byte[(count + perChunk - 1) / perChunk][];
        String head = head(signed(endpoint, subject.user(), signedAt, 0));
        int at = head.indexOf("Signature=") + "Signature=".length();
        this.before = head.substring(0, at).getBytes(StandardCharsets.US_ASCII);
        this.between = head.substring(at + SIGNATURE_HEX).getBytes(StandardCharsets.US_ASCII);
        Arrays.setAll(signatures, _ -> new byte[perChunk * SIGNATURE_BYTES]);
    }

    /// Requests that a server takes.
    static SignedCalls signed(Target server, Subject subject, Instant signedAt, int count) {
        SignedCalls requests = new SignedCalls(server.endpoint(), subject, signedAt, count);
        IntStream.range(0, count)
                .parallel()
                .forEach(i -> requests.keep(i, requests.signed(server.endpoint(), subject.user(), signedAt, i)));
        return requests;
    }

    /// Requests of the same form and size, with signatures that are only different: for who does not look at them.
    static SignedCalls unsigned(URI endpoint, KmsCall call, int count) {
        Subject nobody = new Subject(new Signer.Credentials("AKIAAAAAAAAAAAAAAAAA", "none", null), call);
        SignedCalls requests = new SignedCalls(endpoint, nobody, Instant.now(), count);
        for (byte[] chunk : requests.signatures) {
            ThreadLocalRandom.current().nextBytes(chunk);
        }
        return requests;
    }

    @Override
    public byte[] bytes(long index) {
        int i = Math.toIntExact(index);
        byte[] body = call.body(i);
        byte[] request = new byte[before.length + SIGNATURE_HEX + between.length + body.length];
        System.arraycopy(before, 0, request, 0, before.length);
        String hex = HexFormat.of()
                .formatHex(
                        signatures[i / perChunk], i % perChunk * SIGNATURE_BYTES, (i % perChunk + 1) * SIGNATURE_BYTES);
        System.arraycopy(hex.getBytes(StandardCharsets.US_ASCII), 0, request, before.length, SIGNATURE_HEX);
        System.arraycopy(between, 0, request, before.length + SIGNATURE_HEX, between.length);
        System.arraycopy(body, 0, request, request.length - body.length, body.length);
        return request;
    }

    private HttpRequest signed(URI endpoint, Signer.Credentials credentials, Instant signedAt, int i) {
        Headers headers = Headers.of(
                "host",
                endpoint.getAuthority(),
                "content-type",
                "application/x-amz-json-1.1",
                "x-amz-target",
                "TrentService." + call.operation(),
                "user-agent",
                "aws-sdk-java/2.35.0 md/io#sync md/http#Apache ua/2.1 os/Linux lang/java#25");
        return Signer.sign(
                new HttpRequest("POST", "/", "", headers, call.body(i), new HttpRequest.Connection("127.0.0.1", false)),
                credentials,
                "us-east-1",
                "kms",
                signedAt);
    }

    private static String head(HttpRequest request) {
        StringBuilder head = new StringBuilder("POST / HTTP/1.1\r\n");
        for (int i = 0; i < request.headers().size(); i++) {
            head.append(request.headers().name(i))
                    .append(": ")
                    .append(request.headers().value(i))
                    .append("\r\n");
        }
        return head.append("content-length: ")
                .append(request.body().length)
                .append("\r\n\r\n")
                .toString();
    }

    private void keep(int i, HttpRequest request) {
        String authorization = request.headers().first("authorization");
        if (authorization == null) {
            throw new IllegalStateException("a signed request has a signature");
        }
        byte[] signature =
                HexFormat.of().parseHex(authorization, authorization.length() - SIGNATURE_HEX, authorization.length());
        System.arraycopy(signature, 0, signatures[i / perChunk], i % perChunk * SIGNATURE_BYTES, SIGNATURE_BYTES);
    }
}
