package gatehouse.wire.checksum;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import gatehouse.wire.http.Headers;
import gatehouse.wire.http.HttpRequest;
import gatehouse.wire.http.RejectedBodyException;
import gatehouse.wire.http.TrailingHeaders;
import gatehouse.wire.shape.CommonException;
import gatehouse.wire.shape.Operation;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class ChecksumsTest {
    private static final byte[] BODY = "123456789".getBytes(US_ASCII);
    private static final Operation.Checksum OPTIONAL =
            new Operation.Checksum(false, "ChecksumAlgorithm", "", List.of());
    private static final Operation.Checksum REQUIRED = new Operation.Checksum(true, "ChecksumAlgorithm", "", List.of());

    /// The check values of https://reveng.sourceforge.io/crc-catalogue/, and the hashes as every implementation
    /// has them.
    @ParameterizedTest
    @CsvSource({
        "CRC32,cbf43926",
        "CRC32C,e3069283",
        "CRC64NVME,ae8b14860a799888",
        "SHA1,f7c3bc1d808e04732adf679965ccc34ca7ae3441",
        "SHA256,15e2b0d3c33891ebb0f1ef609ec419420c20e320ce94c65fbc8c3312448eb225",
        "MD5,25f9e794323b453885f5181f1b624d0b",
    })
    void checkValuesAreThePublishedOnes(ChecksumAlgorithm algorithm, String hex) {
        assertThat(HexFormat.of().formatHex(Base64.getDecoder().decode(algorithm.of(BODY))))
                .isEqualTo(hex);
    }

    @Property
    void aChecksumIsTheSameInPieces(@ForAll byte[] body, @ForAll @IntRange(max = 64) int piece) {
        for (ChecksumAlgorithm algorithm : ChecksumAlgorithm.values()) {
            Digest digest = algorithm.digest();
            for (int i = 0; i < body.length; i += piece + 1) {
                digest.update(body, i, Math.min(piece + 1, body.length - i));
            }
            assertThat(Base64.getEncoder().encodeToString(digest.value())).isEqualTo(algorithm.of(body));
        }
    }

    @Property
    void crc64IsTheSameByteByByte(@ForAll byte[] body) {
        Crc64Nvme whole = new Crc64Nvme();
        whole.update(body, 0, body.length);
        Crc64Nvme single = new Crc64Nvme();
        for (byte each : body) {
            single.update(each);
        }
        assertThat(whole.getValue()).isEqualTo(single.getValue());
    }

    @ParameterizedTest
    @EnumSource
    void theRightOneIsTakenInHeaderAndStream(ChecksumAlgorithm algorithm) throws IOException {
        HttpRequest request = request(algorithm.header(), algorithm.of(BODY));
        assertThat(Checksums.verify(request, REQUIRED)).isSameAs(request);
        HttpRequest streamed = request.with(request.headers(), new ByteArrayInputStream(BODY));
        assertThat(Objects.requireNonNull(Checksums.verify(streamed, REQUIRED).stream())
                        .readAllBytes())
                .isEqualTo(BODY);
    }

    @ParameterizedTest
    @CsvSource({
        "CRC32,The CRC32 you specified did not match the calculated checksum.",
        "CRC64NVME,The CRC64NVME you specified did not match the calculated checksum.",
        "SHA256,The SHA256 you specified did not match the calculated checksum.",
        "MD5,The Content-MD5 you specified did not match what we received.",
    })
    void aWrongOneIsABadDigest(ChecksumAlgorithm algorithm, String message) {
        HttpRequest request = request(algorithm.header(), algorithm.of(new byte[1]));
        assertFails(request, REQUIRED, "BadDigest", message);
        HttpRequest streamed =
                Checksums.verify(request.with(request.headers(), new ByteArrayInputStream(BODY)), REQUIRED);
        RejectedBodyException rejected = catchThrowableOfType(
                RejectedBodyException.class,
                () -> Objects.requireNonNull(streamed.stream()).readAllBytes());
        assertThat(rejected.answer()).hasMessage(message);
    }

    @Test
    void aTrailingOneIsHeldAgainstTheStream() throws IOException {
        for (String value : List.of("y/Q5Jg==", "AAAAAA==", "AAAA", "")) {
            HttpRequest request = request("x-amz-trailer", "x-amz-checksum-crc32");
            HttpRequest verified = Checksums.verify(
                    request.with(request.headers(), new Trailed(Headers.of("x-amz-checksum-crc32", value))), REQUIRED);
            var stream = Objects.requireNonNull(verified.stream());
            if (value.startsWith("y")) {
                assertThat(stream.readAllBytes()).isEqualTo(BODY);
            } else {
                assertThat(catchThrowableOfType(RejectedBodyException.class, stream::readAllBytes))
                        .isNotNull();
            }
        }
    }

    private static final class Trailed extends ByteArrayInputStream implements TrailingHeaders {
        private final Headers trailing;

        Trailed(Headers trailing) {
            super(BODY);
            this.trailing = trailing;
        }

        @Override
        public Headers trailingHeaders() {
            return trailing;
        }
    }

    @Test
    void aRequiredOneIsMissed() {
        assertFails(
                request(),
                REQUIRED,
                "InvalidRequest",
                "Missing required header for this request: Content-MD5 OR x-amz-checksum-*");
        assertThat(Checksums.verify(request(), OPTIONAL).body()).isEqualTo(BODY);
    }

    @Test
    void operationsWithoutChecksumsLeaveHeadersAlone() {
        HttpRequest request = request("x-amz-checksum-crc32", "of something else");
        assertThat(Checksums.verify(request, Operation.Checksum.NONE)).isSameAs(request);
    }

    @ParameterizedTest
    @CsvSource({
        "x-amz-checksum-crc32,y/Q5Jg",
        "x-amz-checksum-crc32,y_Q5Jg==",
        "x-amz-checksum-crc32,y/Q5Jh==",
        "x-amz-checksum-crc32,''",
        "x-amz-checksum-sha256,y/Q5Jg==",
        "x-amz-checksum-crc64nvme,y/Q5Jg==",
    })
    void whatIsNoChecksumIsInvalid(String header, String value) {
        assertFails(request(header, value), OPTIONAL, "InvalidRequest", "Value for " + header + " header is invalid.");
    }

    @Test
    void whatIsNoMd5IsAnInvalidDigest() {
        assertFails(
                request("content-md5", "y/Q5Jg=="),
                OPTIONAL,
                "InvalidDigest",
                "The Content-MD5 you specified was invalid.");
    }

    @Test
    void oneIsEnough() {
        String several = "Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.";
        String crc32 = ChecksumAlgorithm.CRC32.of(BODY);
        assertFails(
                request("x-amz-checksum-crc32", crc32, "x-amz-checksum-sha1", ChecksumAlgorithm.SHA1.of(BODY)),
                OPTIONAL,
                "InvalidRequest",
                several);
        assertFails(
                request("x-amz-checksum-crc32", crc32, "x-amz-checksum-crc32", crc32),
                OPTIONAL,
                "InvalidRequest",
                several);
        HttpRequest withMd5 = request("x-amz-checksum-crc32", crc32, "content-md5", ChecksumAlgorithm.MD5.of(BODY));
        assertThat(Checksums.verify(withMd5, REQUIRED)).isSameAs(withMd5);
        assertFails(
                request("x-amz-checksum-crc32", crc32, "content-md5", ChecksumAlgorithm.MD5.of(new byte[0])),
                OPTIONAL,
                "BadDigest",
                "The Content-MD5 you specified did not match what we received.");
    }

    @Test
    void theNamedAlgorithmIsTheOneThatIsThere() {
        String crc32 = ChecksumAlgorithm.CRC32.of(BODY);
        assertThat(Checksums.verify(
                                request("x-amz-sdk-checksum-algorithm", "crc32", "x-amz-checksum-crc32", crc32),
                                OPTIONAL)
                        .body())
                .isEqualTo(BODY);
        assertFails(
                request("x-amz-sdk-checksum-algorithm", "SHA1", "x-amz-checksum-crc32", crc32),
                OPTIONAL,
                "InvalidRequest",
                "Value for x-amz-sdk-checksum-algorithm header is invalid.");
        assertFails(
                request("x-amz-sdk-checksum-algorithm", "MD4"),
                OPTIONAL,
                "InvalidRequest",
                "Value for x-amz-sdk-checksum-algorithm header is invalid.");
        assertFails(
                request("x-amz-sdk-checksum-algorithm", "SHA1"),
                OPTIONAL,
                "InvalidRequest",
                "x-amz-sdk-checksum-algorithm specified, but no corresponding x-amz-checksum-* or x-amz-trailer"
                        + " headers were found.");
        assertFails(
                request("x-amz-checksum-md4", "AA=="),
                OPTIONAL,
                "InvalidRequest",
                "The algorithm type you specified in x-amz-checksum- header is invalid.");
        assertThat(Checksums.verify(request("x-amz-checksum-type", "COMPOSITE"), OPTIONAL)
                        .body())
                .isEqualTo(BODY);
    }

    private static void assertFails(HttpRequest request, Operation.Checksum model, String code, String message) {
        CommonException error = catchThrowableOfType(CommonException.class, () -> Checksums.verify(request, model));
        assertThat(error).hasMessage(message);
        assertThat(error.error().code()).isEqualTo(code);
        assertThat(error.error().status()).isEqualTo(400);
    }

    private static HttpRequest request(String... headers) {
        return new HttpRequest(
                "PUT", "/", "", Headers.of(headers), BODY, new HttpRequest.Connection("192.0.2.1", true));
    }
}
