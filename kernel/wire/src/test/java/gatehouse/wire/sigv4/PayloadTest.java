package gatehouse.wire.sigv4;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import gatehouse.wire.http.Headers;
import gatehouse.wire.http.HttpRequest;
import gatehouse.wire.http.RejectedBodyException;
import gatehouse.wire.protocol.Protocol.Family;
import gatehouse.wire.shape.CommonException;
import gatehouse.wire.sigv4.AuthenticationFailure.Reason;
import gatehouse.wire.sigv4.Signer.Credentials;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// How bodies are covered by signatures.
final class PayloadTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final SignatureRules ORDINARY = SignatureRules.ordinary(Family.REST_JSON, Duration.ofMinutes(5));
    private static final SignatureRules UNSIGNED =
            SignatureRules.unsignedPayload(Family.REST_JSON, Duration.ofMinutes(5));
    private static final byte[] BODY = "some bytes".getBytes(UTF_8);
    private static final String HASH = HexFormat.of().formatHex(new Sha256().hash(BODY));
    private static final String CHUNKS = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD";

    private final SigningKeys keys = new SigningKeys(10);

    @Test
    void aBodyIsUnsignedOnlyWhereItMayBe() throws AuthenticationFailure {
        HttpRequest request = signed("glacier", "UNSIGNED-PAYLOAD");
        verify(request, UNSIGNED);
        verify(signed("s3", "UNSIGNED-PAYLOAD"), SignatureRules.s3());
        assertThat(failure(request, ORDINARY).reason()).isEqualTo(Reason.MISMATCH);
    }

    @ParameterizedTest
    @ValueSource(strings = {CHUNKS, CHUNKS + "-TRAILER", "STREAMING-UNSIGNED-PAYLOAD-TRAILER"})
    void chunksAreForS3Only(String declared) {
        assertThat(failure(signed("glacier", declared), ORDINARY).reason()).isEqualTo(Reason.MISMATCH);
        assertThat(failure(signed("glacier", declared), UNSIGNED).reason()).isEqualTo(Reason.MISMATCH);
    }

    @ParameterizedTest
    @CsvSource({
        "'',400,InvalidArgument",
        "unsigned-payload,400,InvalidArgument",
        "STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD,400,InvalidArgument",
        "E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855,400,InvalidArgument",
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855,400,XAmzContentSHA256Mismatch",
    })
    void whatS3DoesNotTakeForAHashIsNamed(String declared, int status, String code) {
        CommonException error =
                AuthenticationErrors.of(failure(signed("s3", declared), SignatureRules.s3()), Family.REST_XML);
        assertThat(error.error().code()).isEqualTo(code);
        assertThat(error.error().status()).isEqualTo(status);
    }

    @Test
    void s3AsksForAHash() {
        HttpRequest request = Signer.sign(bare(Headers.of("host", "a")), key(), "us-east-1", "s3", NOW);
        CommonException error = AuthenticationErrors.of(failure(request, SignatureRules.s3()), Family.REST_XML);
        assertThat(error.error().code()).isEqualTo("InvalidRequest");
        assertThat(error).hasMessage("Missing required header for this request: x-amz-content-sha256");
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3", "glacier"})
    void aStreamIsReadAndEndsWellWhereItIsWhatWasSigned(String service) throws AuthenticationFailure, IOException {
        HttpRequest verified = verify(stream(signed(service, HASH), BODY), rules(service));
        assertThat(Objects.requireNonNull(verified.stream()).readAllBytes()).isEqualTo(BODY);
    }

    @ParameterizedTest
    @CsvSource({
        "s3,some Bytes,XAmzContentSHA256Mismatch",
        "s3,some bytes and more,XAmzContentSHA256Mismatch",
        "s3,some,XAmzContentSHA256Mismatch",
        "glacier,some Bytes,InvalidSignatureException",
        "glacier,'',InvalidSignatureException",
    })
    void aStreamThatIsAnotherOneEndsWithAnError(String service, String body, String code) throws AuthenticationFailure {
        HttpRequest verified = verify(stream(signed(service, HASH), body.getBytes(UTF_8)), rules(service));
        RejectedBodyException rejected = catchThrowableOfType(
                RejectedBodyException.class,
                () -> Objects.requireNonNull(verified.stream()).readAllBytes());
        assertThat(rejected.answer().error().code()).isEqualTo(code);
    }

    @Test
    void whoReadsJustTheAnnouncedLengthLearnsThatItIsWrong() throws AuthenticationFailure {
        HttpRequest request = signed("s3", HASH, "content-length", "10");
        HttpRequest verified = verify(stream(request, "some Bytes".getBytes(UTF_8)), SignatureRules.s3());
        InputStream stream = Objects.requireNonNull(verified.stream());
        assertThat(catchThrowableOfType(RejectedBodyException.class, () -> stream.readNBytes(10)))
                .isNotNull();
    }

    @Test
    void anEmptyStreamIsJudgedAtOnce() {
        HttpRequest request = stream(signed("s3", HASH, "content-length", "0"), new byte[0]);
        assertThat(failure(request, SignatureRules.s3()).reason()).isEqualTo(Reason.PAYLOAD_MISMATCH);
    }

    @Test
    void aStreamWithoutAHashCannotBeVerifiedInTime() {
        HttpRequest request = Signer.sign(bare(Headers.of("host", "a")), key(), "us-east-1", "glacier", NOW);
        assertThat(SignatureV4.precedesBody(request)).isFalse();
        assertThat(failure(stream(request, BODY), ORDINARY).reason()).isEqualTo(Reason.MISMATCH);
        assertThat(SignatureV4.precedesBody(signed("glacier", HASH))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "'5\r\nhello\r\n0\r\nx-amz-checksum-crc32:NhCmhg==\r\n\r\n',5,hello",
        "'005\r\nhello\r\n0\r\nX-Amz-Checksum-Crc32: NhCmhg==\r\n\r\n',5,hello",
        "'0\r\nx-amz-checksum-crc32:AAAAAA==\r\n\r\n',0,''",
    })
    void unsignedChunksAreDecoded(String body, String length, String data) throws AuthenticationFailure {
        HttpRequest decoded = verify(chunks(body, length), SignatureRules.s3());
        assertThat(new String(decoded.body(), UTF_8)).isEqualTo(data);
    }

    @ParameterizedTest
    @CsvSource({
        "'5\r\nhello\r\n0\r\nx-amz-checksum-crc32:NhCmhg==\r\n\r\n',6,IncompleteBody",
        "'5\r\nhello\r\n0\r\nx-amz-checksum-crc32:NhCmhg==\r\n\r\n',4,IncompleteBody",
        "'5\r\nhello\r\n0\r\nx-amz-checksum-crc32:NhCmhg==\r\n\r\nx',5,IncompleteBody",
        "'5\nhello\r\n0\r\nx-amz-checksum-crc32:NhCmhg==\r\n\r\n',5,IncompleteBody",
        "'5\r\nhelloo\r\n0\r\nx-amz-checksum-crc32:NhCmhg==\r\n\r\n',5,IncompleteBody",
        "'5\r\nhello\r\n0\r\n',5,IncompleteBody",
        "'5\r\nhello',5,IncompleteBody",
        "'',5,IncompleteBody",
        "'-1\r\n',5,IncompleteBody",
        "'ffffffffffffffff\r\n',5,IncompleteBody",
        "'00000000000000005\r\nhello\r\n0\r\n\r\n',5,IncompleteBody",
        "'5;chunk-signature=00\r\nhello\r\n0\r\nx-amz-checksum-crc32:NhCmhg==\r\n\r\n',5,IncompleteBody",
        "'5\r\nhello\r\n0\r\n\r\n',5,MalformedTrailerError",
        "'5\r\nhello\r\n0\r\nx-amz-checksum-crc32\r\n\r\n',5,MalformedTrailerError",
        "'5\r\nhello\r\n0\r\nx-amz-checksum-sha1:a\r\n\r\n',5,MalformedTrailerError",
        "'5\r\nhello\r\n0\r\nx-amz-checksum-crc32:a\r\nx-amz-checksum-crc32:a\r\n\r\n',5,MalformedTrailerError",
        "'2\r\nhe\r\n3\r\nllo\r\n0\r\nx-amz-checksum-crc32:NhCmhg==\r\n\r\n',5,InvalidChunkSizeError",
        "'',x,MissingContentLength",
        "'',-1,MissingContentLength",
        "'',18446744073709551615,MissingContentLength",
    })
    void brokenChunksAreNamed(String body, String length, String code) {
        CommonException error =
                catchThrowableOfType(CommonException.class, () -> verify(chunks(body, length), SignatureRules.s3()));
        assertThat(error.error().code()).isEqualTo(code);
    }

    @Test
    void trailersComeAsAnnounced() {
        HttpRequest none = signed("s3", "STREAMING-UNSIGNED-PAYLOAD-TRAILER", "x-amz-decoded-content-length", "0");
        assertThat(catchThrowableOfType(CommonException.class, () -> verify(none, SignatureRules.s3()))
                        .error()
                        .code())
                .isEqualTo("MalformedTrailerError");
        HttpRequest unexpected = signed("s3", CHUNKS, "x-amz-decoded-content-length", "0", "x-amz-trailer", "a");
        assertThat(catchThrowableOfType(CommonException.class, () -> verify(unexpected, SignatureRules.s3()))
                        .error()
                        .code())
                .isEqualTo("MalformedTrailerError");
    }

    @Test
    void aSignedChunkThatIsTooLargeIsNotHeld() {
        HttpRequest request = stream(
                signed("s3", CHUNKS, "x-amz-decoded-content-length", "99999999999"),
                ("174876e7ff;chunk-signature=" + "0".repeat(64) + "\r\n").getBytes(UTF_8));
        RejectedBodyException rejected = catchThrowableOfType(
                RejectedBodyException.class,
                () -> Objects.requireNonNull(verify(request, SignatureRules.s3()).stream())
                        .read());
        assertThat(rejected.answer()).hasMessage("A signed chunk may have at most 16777216 bytes.");
    }

    @Test
    void otherEncodingsStay() throws AuthenticationFailure {
        HttpRequest request = signed(
                "s3",
                "STREAMING-UNSIGNED-PAYLOAD-TRAILER",
                "x-amz-decoded-content-length",
                "0",
                "x-amz-trailer",
                "x-amz-checksum-crc32",
                "content-encoding",
                "gzip, aws-chunked");
        HttpRequest decoded = verify(
                request.with(request.headers(), "0\r\nx-amz-checksum-crc32:AAAAAA==\r\n\r\n".getBytes(UTF_8)),
                SignatureRules.s3());
        assertThat(decoded.headers().first("content-encoding")).isEqualTo("gzip");
    }

    private static HttpRequest chunks(String body, String length) {
        HttpRequest request = signed(
                "s3",
                "STREAMING-UNSIGNED-PAYLOAD-TRAILER",
                "x-amz-decoded-content-length",
                length,
                "x-amz-trailer",
                "x-amz-checksum-crc32");
        return request.with(request.headers(), body.getBytes(UTF_8));
    }

    private HttpRequest verify(HttpRequest request, SignatureRules rules) throws AuthenticationFailure {
        return SignatureV4.parse(request).verify(request, keys, Vector.SECRET, NOW, rules);
    }

    private AuthenticationFailure failure(HttpRequest request, SignatureRules rules) {
        return catchThrowableOfType(AuthenticationFailure.class, () -> verify(request, rules));
    }

    private static SignatureRules rules(String service) {
        return service.equals("s3") ? SignatureRules.s3() : ORDINARY;
    }

    private static HttpRequest stream(HttpRequest request, byte[] body) {
        HttpRequest empty = request.with(request.headers(), new byte[0]);
        return empty.with(request.headers(), new ByteArrayInputStream(body));
    }

    private static HttpRequest signed(String service, String declared, String... more) {
        Headers.Builder headers = new Headers.Builder().add("host", "a").add("x-amz-content-sha256", declared);
        for (int i = 0; i < more.length; i += 2) {
            headers.add(more[i], more[i + 1]);
        }
        return Signer.sign(bare(headers.build()), key(), "us-east-1", service, NOW);
    }

    private static Credentials key() {
        return new Credentials("AKIDEXAMPLE", Vector.SECRET, null);
    }

    private static HttpRequest bare(Headers headers) {
        return new HttpRequest("PUT", "/b/k", "", headers, BODY, new HttpRequest.Connection("192.0.2.1", true));
    }
}
