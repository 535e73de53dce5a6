package gatehouse.wire.sigv4;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.wire.http.Headers;
import gatehouse.wire.http.HttpRequest;
import gatehouse.wire.protocol.Protocol.Family;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// Requests that AWS's own code or documentation signed.
final class AwsVectorsTest {
    static final List<Vector> CRT = Vector.crt();
    static final List<Vector> SUITE = Vector.asymmetricSuite();
    static final List<Vector> CHUNKED =
            CRT.stream().filter(each -> each.name().contains("chunks")).toList();

    private static final Instant DOCUMENTED = Instant.parse("2013-05-24T00:00:00Z");
    private static final String DOCUMENTED_SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

    private final SigningKeys keys = new SigningKeys(100);

    @ParameterizedTest
    @FieldSource("CRT")
    void requestsThatTheCommonRuntimeSignsAreAuthentic(Vector vector) throws AuthenticationFailure {
        SignatureV4.parse(vector.request())
                .verify(vector.request(), keys, Vector.SECRET, Vector.BOTOCORE_TIME, vector.rules());
    }

    @ParameterizedTest
    @FieldSource("SUITE")
    void requestsOfTheAsymmetricSuiteAreAuthentic(Vector vector) throws AuthenticationFailure {
        SignatureV4.parse(vector.request())
                .verify(vector.request(), keys, Vector.SECRET, Vector.SUITE_TIME, vector.rules());
    }

    @ParameterizedTest
    @FieldSource("CHUNKED")
    void bodiesInChunksAreDecoded(Vector vector) throws AuthenticationFailure {
        HttpRequest decoded = SignatureV4.parse(vector.request())
                .verify(vector.request(), keys, Vector.SECRET, Vector.BOTOCORE_TIME, vector.rules());
        assertThat(decoded.body()).hasSize(8292).startsWith('a', 'b', 'c');
        assertThat(decoded.headers().first("content-encoding")).isNull();
        assertThat(decoded.headers().first("content-length")).isEqualTo("8292");
        if (vector.name().endsWith("trailer")) {
            assertThat(decoded.headers().first("x-amz-checksum-crc32")).isNotNull();
        }
    }

    @ParameterizedTest
    @FieldSource("CHUNKED")
    void bodiesInChunksAreDecodedWhileTheyArrive(Vector vector) throws AuthenticationFailure, IOException {
        HttpRequest request = streamed(vector.request());
        HttpRequest decoded =
                SignatureV4.parse(request).verify(request, keys, Vector.SECRET, Vector.BOTOCORE_TIME, vector.rules());
        try (InputStream body = Objects.requireNonNull(decoded.stream())) {
            assertThat(body.readAllBytes()).hasSize(8292).startsWith('a', 'b', 'c');
        }
    }

    static HttpRequest streamed(HttpRequest request) {
        return new HttpRequest(
                request.method(),
                request.rawPath(),
                request.rawQuery(),
                request.headers(),
                new byte[0],
                new ByteArrayInputStream(request.body()),
                request.connection());
    }

    /// From tests/key_derivation_tests.c of aws-c-auth, "derived in synchronicity with Golang and IAM".
    @Test
    void theAsymmetricKeyIsDerivedAsAwsDerivesIt() {
        EcdsaKeyPair pair = EcdsaKeyPair.derive("AKISORANDOMAASORANDOM", "q+jcrXGc+0zWN6uzclKVhvMmUsIfRPa4rlRandom");
        assertThat(((ECPrivateKey) pair.privateKey()).getS())
                .isEqualTo(hex("7fd3bd010c0d9c292141c2b77bfbde1042c92e6836fff749d1269ec890fca1bd"));
        ECPublicKey publicKey = (ECPublicKey) pair.publicKey();
        assertThat(publicKey.getW().getAffineX())
                .isEqualTo(hex("15d242ceebf8d8169fd6a8b5a746c41140414c3b07579038da06af89190fffcb"));
        assertThat(publicKey.getW().getAffineY())
                .isEqualTo(hex("0515242cedd82e94799482e4c0514b505afccf2c0c98d6a553bf539f424c5ec0"));
        assertThat(pair.toString()).doesNotContain("7fd3");
    }

    /// From tests/aws-signing-test-suite/v4a/get-vanilla/public-key.json of aws-c-auth.
    @Test
    void thePublicKeyIsTheOneOfThePrivate() {
        ECPublicKey key =
                (ECPublicKey) EcdsaKeyPair.derive("AKIDEXAMPLE", Vector.SECRET).publicKey();
        assertThat(key.getW().getAffineX())
                .isEqualTo(hex("b6618f6a65740a99e650b33b6b4b5bd0d43b176d721a3edfea7e7d2d56d936b1"));
        assertThat(key.getW().getAffineY())
                .isEqualTo(hex("865ed22a7eadc9c5cb9d2cbaca1b3699139fedc5043dc6661864218330c8e518"));
    }

    private static BigInteger hex(String digits) {
        return new BigInteger(digits, 16);
    }

    /// https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html
    @Test
    void thePresignedUrlOfS3sDocumentationIsAuthentic() throws AuthenticationFailure {
        HttpRequest request = new HttpRequest(
                "GET",
                "/test.txt",
                "X-Amz-Algorithm=AWS4-HMAC-SHA256"
                        + "&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request"
                        + "&X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&X-Amz-SignedHeaders=host"
                        + "&X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404",
                Headers.of("host", "examplebucket.s3.amazonaws.com"),
                new byte[0],
                new HttpRequest.Connection("192.0.2.1", true));
        SignatureV4 signature = SignatureV4.parse(request);
        assertThat(signature.expires()).isEqualTo(Duration.ofDays(1));
        signature.verify(request, keys, DOCUMENTED_SECRET, DOCUMENTED.plusSeconds(86_400), SignatureRules.s3());
    }

    /// https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html
    @Test
    void theChunksOfS3sDocumentationAreAuthentic() throws AuthenticationFailure {
        String body = chunk(65_536, "ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648")
                + chunk(1024, "0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497")
                + chunk(0, "b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9");
        HttpRequest request = new HttpRequest(
                "PUT",
                "/examplebucket/chunkObject.txt",
                "",
                Headers.of(
                        "host",
                        "s3.amazonaws.com",
                        "x-amz-date",
                        "20130524T000000Z",
                        "x-amz-storage-class",
                        "REDUCED_REDUNDANCY",
                        "authorization",
                        "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,"
                                + "SignedHeaders=content-encoding;content-length;host;x-amz-content-sha256;x-amz-date;"
                                + "x-amz-decoded-content-length;x-amz-storage-class,"
                                + "Signature=4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9",
                        "x-amz-content-sha256",
                        "STREAMING-AWS4-HMAC-SHA256-PAYLOAD",
                        "content-encoding",
                        "aws-chunked",
                        "x-amz-decoded-content-length",
                        "66560",
                        "content-length",
                        "66824"),
                body.getBytes(UTF_8),
                new HttpRequest.Connection("192.0.2.1", true));
        assertThat(SignatureV4.parse(request)
                        .verify(request, keys, DOCUMENTED_SECRET, DOCUMENTED, SignatureRules.s3())
                        .body())
                .hasSize(66_560);
    }

    private static String chunk(int size, String signature) {
        return Integer.toHexString(size) + ";chunk-signature=" + signature + "\r\n" + "a".repeat(size) + "\r\n";
    }

    @ParameterizedTest
    @FieldSource("CRT")
    void whatTheSignerSignsForThemIsAuthentic(Vector vector) throws AuthenticationFailure {
        SignatureV4 signature = SignatureV4.parse(vector.request());
        Signer.Addressee addressee = new Signer.Addressee(
                signature.algorithm(),
                signature.scope().region(),
                signature.scope().service());
        Signer.Credentials credentials =
                new Signer.Credentials(signature.accessKeyId(), Vector.SECRET, signature.sessionToken());
        HttpRequest bare = new HttpRequest(
                "PUT",
                "/a/../b",
                "q=1",
                Headers.of("host", "a", "x-amz-content-sha256", Payload.UNSIGNED),
                new byte[0],
                vector.request().connection());
        HttpRequest own = signature.placement() == Placement.HEADER
                ? Signer.sign(bare, credentials, addressee, Vector.BOTOCORE_TIME)
                : Signer.presign(bare, credentials, addressee, Vector.BOTOCORE_TIME, Duration.ofMinutes(1));
        SignatureRules rules = vector.name().startsWith("s3 ")
                ? vector.rules()
                : SignatureRules.unsignedPayload(Family.JSON, Duration.ofMinutes(5));
        assertThat(SignatureV4.parse(own).verify(own, keys, Vector.SECRET, Vector.BOTOCORE_TIME, rules))
                .isSameAs(own);
    }
}
