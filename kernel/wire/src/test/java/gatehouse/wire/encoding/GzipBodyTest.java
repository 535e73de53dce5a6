package gatehouse.wire.encoding;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import gatehouse.wire.http.Headers;
import gatehouse.wire.http.HttpRequest;
import gatehouse.wire.http.RejectedBodyException;
import gatehouse.wire.sample.SampleService;
import gatehouse.wire.shape.CommonException;
import gatehouse.wire.shape.Operation;
import gatehouse.wire.shape.Operation.Checksum;
import gatehouse.wire.shape.Operation.Flag;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class GzipBodyTest {
    private static final Operation<?, ?> COMPRESSED = operation(Set.of(Flag.GZIP));
    private static final Operation<?, ?> PLAIN = operation(Set.of());

    @Property
    void whatWasCompressedComesOut(@ForAll byte[] body) throws IOException {
        HttpRequest decoded = GzipBody.decoded(request("gzip", gzip(body)), COMPRESSED);
        assertThat(decoded.body()).isEqualTo(body);
        assertThat(decoded.headers().first("content-encoding")).isNull();
        assertThat(decoded.headers().first("content-length")).isEqualTo(Integer.toString(body.length));
    }

    @Property
    void whateverComesNothingElseIsThrown(@ForAll byte[] body) {
        Throwable thrown = catchThrowable(() -> GzipBody.decoded(request("gzip", body), COMPRESSED));
        assertThat(thrown).isInstanceOf(CommonException.class);
    }

    @Test
    void onlyGzipOfOperationsThatTakeItIsDecoded() throws IOException {
        byte[] body = gzip(new byte[10]);
        for (HttpRequest request : List.of(request("identity", body), request("deflate", body), request("", body))) {
            assertThat(GzipBody.decoded(request, COMPRESSED)).isSameAs(request);
        }
        HttpRequest request = request("gzip", body);
        assertThat(GzipBody.decoded(request, PLAIN)).isSameAs(request);
        assertThat(GzipBody.decoded(request(" GZIP", body), COMPRESSED).body()).hasSize(10);
    }

    @Test
    void severalMembersAreOneBody() throws IOException {
        ByteArrayOutputStream members = new ByteArrayOutputStream();
        for (String each : new String[] {"a", "", "b".repeat(10_000), "c"}) {
            members.write(gzip(each.getBytes(US_ASCII)));
        }
        assertThat(new String(
                        GzipBody.decoded(request("gzip", members.toByteArray()), COMPRESSED)
                                .body(),
                        US_ASCII))
                .isEqualTo("a" + "b".repeat(10_000) + "c");
    }

    /// Made by Python's gzip with a file name, and by hand with a comment, extra bytes and a header checksum.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "H4sICAAAAAAC/2EudHh0AMtIzcnJBwCGphA2BQAAAA==",
                "H4sIHgAAAAAC/wIAeHluYW1lAGNvbW1lbnQAM3LLSM3JyQcAhqYQNgUAAAA=",
            })
    void optionalPartsOfTheHeaderAreSkipped(String base64) {
        HttpRequest request = request("gzip", Base64.getDecoder().decode(base64));
        assertThat(new String(GzipBody.decoded(request, COMPRESSED).body(), US_ASCII))
                .isEqualTo("hello");
    }

    @Test
    void theHeadersChecksumIsChecked() {
        assertBroken(Base64.getDecoder().decode("H4sIHgAAAAAC/wIAeHluYW1lAGNvbW1lbnQAAADLSM3JyQcAhqYQNgUAAAA="));
    }

    @Test
    void aFlippedBitOrAMissingEndIsAnError() throws IOException {
        byte[] good = gzip("hello, hello, hello".getBytes(US_ASCII));
        for (int length = 0; length < good.length; length++) {
            assertBroken(Arrays.copyOf(good, length));
        }
        assertBroken(Arrays.copyOf(good, good.length + 1));
        for (int i = 0; i < good.length; i++) {
            boolean matters = i < 4 || i > 9; // Time, flags of the compressor and system do not.
            byte[] other = good.clone();
            other[i] ^= (byte) 0x20;
            if (matters) {
                assertBroken(other);
            }
        }
    }

    private static void assertBroken(byte[] body) {
        CommonException error =
                catchThrowableOfType(CommonException.class, () -> GzipBody.decoded(request("gzip", body), COMPRESSED));
        assertThat(error).hasMessage("The request's body is not valid gzip.");
    }

    @Test
    void whatGrowsTooMuchIsRefusedBeforeItHas() throws IOException {
        byte[] bomb = gzip(new byte[32 << 20]);
        CommonException error =
                catchThrowableOfType(CommonException.class, () -> GzipBody.decoded(request("gzip", bomb), COMPRESSED));
        assertThat(error.error().status()).isEqualTo(413);
        assertThat(error).hasMessage("The request's body is more than 100 times as long decompressed.");
        assertThat(GzipBody.decoded(request("gzip", gzip(new byte[1 << 20])), COMPRESSED)
                        .body())
                .hasSize(1 << 20);
    }

    @Test
    void aStreamIsHeldToTheSameLimits() throws IOException {
        HttpRequest good = streamed(gzip(new byte[100]));
        assertThat(Objects.requireNonNull(GzipBody.decoded(good, COMPRESSED).stream())
                        .readAllBytes())
                .hasSize(100);
        var bomb = Objects.requireNonNull(GzipBody.decoded(streamed(gzip(new byte[32 << 20])), COMPRESSED).stream());
        assertThat(catchThrowableOfType(RejectedBodyException.class, bomb::readAllBytes)
                        .answer()
                        .error()
                        .code())
                .isEqualTo("RequestEntityTooLarge");
    }

    @Test
    void theLargestBodyIsBounded() throws IOException {
        byte[] compressed = gzip(new byte[2000]);
        try (GunzipInput in = new GunzipInput(new ByteArrayInputStream(compressed), 1999)) {
            assertThat(catchThrowableOfType(RejectedBodyException.class, in::readAllBytes))
                    .hasMessage("The request's body has more than 1999 bytes decompressed.");
        }
    }

    private static HttpRequest streamed(byte[] body) {
        HttpRequest request = request("gzip", new byte[0]);
        return request.with(request.headers(), new ByteArrayInputStream(body));
    }

    private static byte[] gzip(byte[] body) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(body);
        }
        return out.toByteArray();
    }

    private static HttpRequest request(String encoding, byte[] body) {
        return new HttpRequest(
                "POST",
                "/",
                "",
                Headers.of("content-encoding", encoding, "content-length", Integer.toString(body.length)),
                body,
                new HttpRequest.Connection("192.0.2.1", true));
    }

    private static Operation<?, ?> operation(Set<Flag> flags) {
        return new Operation<>(
                SampleService.JSON,
                0,
                "PutThing",
                new Operation.Http("POST", "/", 200),
                null,
                flags,
                Checksum.NONE,
                List.of());
    }
}
