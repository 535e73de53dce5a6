package gatehouse.wire.sigv4;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import gatehouse.wire.http.Headers;
import gatehouse.wire.http.HttpRequest;
import gatehouse.wire.http.RejectedBodyException;
import gatehouse.wire.protocol.Protocol.Family;
import gatehouse.wire.shape.CommonException;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

final class SignatureV4FuzzTest {
    private final SigningKeys keys = new SigningKeys(100);

    @Property
    void whateverTheHeadersHoldNothingElseIsThrown(
            @ForAll("authorizations") String authorization, @ForAll("dates") String date, @ForAll String other) {
        HttpRequest request = request(
                "/" + other,
                other,
                Headers.of("authorization", authorization, "x-amz-date", date, "host", other, "x-amz-meta", other));
        assertThat(catchThrowable(() -> check(request))).isInstanceOf(AuthenticationFailure.class);
    }

    @Property
    void whateverThePathAndQueryHoldTheSignatureOfAnotherIsRefused(
            @ForAll String path, @ForAll String query, @ForAll byte[] body) {
        HttpRequest original = Vector.botocore("json").request();
        HttpRequest request =
                new HttpRequest("POST", "/a" + path, "q=" + query, original.headers(), body, original.connection());
        assertThat(catchThrowable(() -> check(request))).isInstanceOf(AuthenticationFailure.class);
    }

    @Property
    void whateverTheQueryHoldsNothingElseIsThrown(@ForAll("queries") String query) {
        HttpRequest request = request("/", query, Headers.of("host", "a"));
        assertThat(catchThrowable(() -> check(request))).isInstanceOf(AuthenticationFailure.class);
    }

    @Property
    void whateverChunksHoldNothingElseIsThrown(@ForAll("chunks") String body, @ForAll("chunked") String name) {
        Vector vector = Vector.crt(name);
        HttpRequest request = vector.request().with(vector.request().headers(), body.getBytes(UTF_8));
        assertThat(catchThrowable(() -> SignatureV4.parse(request)
                        .verify(request, keys, Vector.SECRET, Vector.BOTOCORE_TIME, vector.rules())))
                .isInstanceOfAny(AuthenticationFailure.class, CommonException.class);
        assertThat(catchThrowable(() -> readStream(vector, AwsVectorsTest.streamed(request))))
                .isInstanceOf(RejectedBodyException.class);
    }

    private void readStream(Vector vector, HttpRequest request) throws AuthenticationFailure, IOException {
        HttpRequest verified =
                SignatureV4.parse(request).verify(request, keys, Vector.SECRET, Vector.BOTOCORE_TIME, vector.rules());
        Objects.requireNonNull(verified.stream()).readAllBytes();
    }

    private void check(HttpRequest request) throws AuthenticationFailure {
        SignatureV4.parse(request)
                .verify(
                        request,
                        keys,
                        Vector.SECRET,
                        Vector.BOTOCORE_TIME,
                        SignatureRules.ordinary(Family.JSON, Duration.ofMinutes(5)));
    }

    @Provide
    Arbitrary<String> authorizations() {
        Arbitrary<String> words = Arbitraries.of(
                "AWS4-HMAC-SHA256",
                " ",
                ",",
                "=",
                "/",
                ";",
                "Credential=",
                "SignedHeaders=",
                "Signature=",
                "AKID/20260101/us-east-1/kms/aws4_request",
                "host;x-amz-date;x-amz-meta",
                "host",
                "é",
                "\t",
                "00");
        return words.list().ofMaxSize(20).map(list -> "AWS4-HMAC-SHA256 " + String.join("", list));
    }

    @Provide
    Arbitrary<String> queries() {
        Arbitrary<String> words = Arbitraries.of(
                "X-Amz-Algorithm=AWS4-HMAC-SHA256",
                "X-Amz-Algorithm=AWS4-ECDSA-P256-SHA256",
                "X-Amz-Credential=AKID%2F20260101%2Fus-east-1%2Fkms%2Faws4_request",
                "X-Amz-Credential=AKID%2F20260101%2Fkms%2Faws4_request",
                "X-Amz-Date=20260101T123456Z",
                "X-Amz-Expires=60",
                "X-Amz-Region-Set=*",
                "X-Amz-SignedHeaders=host",
                "X-Amz-Signature=00",
                "%",
                "%58-Amz-Date",
                "=",
                "é",
                "+");
        return words.list().ofMaxSize(12).map(list -> String.join("&", list));
    }

    @Provide
    Arbitrary<String> chunked() {
        return Arbitraries.of(
                "s3 chunks",
                "s3 chunks and trailer",
                "s3 unsigned chunks and trailer",
                "s3 asymmetric chunks",
                "s3 asymmetric chunks and trailer");
    }

    @Provide
    Arbitrary<String> chunks() {
        Arbitrary<String> words = Arbitraries.of(
                "2064",
                "0",
                ";chunk-signature=",
                "00".repeat(32),
                "*",
                "\r\n",
                "\r",
                "\n",
                "a".repeat(8292),
                "x-amz-checksum-crc32:",
                "x-amz-trailer-signature:",
                "AAAAAA==",
                "é");
        return words.list().ofMaxSize(20).map(list -> String.join("", list));
    }

    @Provide
    Arbitrary<String> dates() {
        return Arbitraries.oneOf(
                Arbitraries.strings(),
                Arbitraries.of("20260101T123456Z", "99999999T999999Z", "Thu, 01 Jan 2026 12:34:56 GMT"),
                Arbitraries.strings().numeric().ofLength(8).map(digits -> digits + "T123456Z"));
    }

    private static HttpRequest request(String path, String query, Headers headers) {
        return new HttpRequest("GET", path, query, headers, new byte[0], new HttpRequest.Connection("::1", true));
    }
}
