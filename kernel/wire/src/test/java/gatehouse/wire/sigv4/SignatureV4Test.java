package gatehouse.wire.sigv4;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import gatehouse.wire.http.Headers;
import gatehouse.wire.http.HttpRequest;
import gatehouse.wire.protocol.Protocol.Family;
import gatehouse.wire.sigv4.AuthenticationFailure.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SignatureV4Test {
    private static final SignatureRules RULES = SignatureRules.ordinary(Family.JSON, Duration.ofMinutes(5));
    private static final Vector TOKEN = Vector.botocore("json with a session token");

    static final List<Vector> SUITE = Vector.suite();
    static final List<Vector> BOTOCORE = Vector.botocore();

    private final SigningKeys keys = new SigningKeys(100);

    @ParameterizedTest
    @FieldSource("SUITE")
    void requestsOfTheSignatureTestSuiteAreAuthentic(Vector vector) throws AuthenticationFailure {
        verify(vector.request(), Vector.SUITE_TIME);
    }

    @ParameterizedTest
    @FieldSource("BOTOCORE")
    void requestsThatBotocoreSignsAreAuthentic(Vector vector) throws AuthenticationFailure {
        verify(vector.request(), Vector.BOTOCORE_TIME);
    }

    @ParameterizedTest
    @FieldSource("BOTOCORE")
    void anotherSecretIsRefusedEvenAfterTheRightOne(Vector vector) throws AuthenticationFailure {
        verify(vector.request(), Vector.BOTOCORE_TIME);
        SignatureV4 signature = SignatureV4.parse(vector.request());
        AuthenticationFailure failure = catchThrowableOfType(
                AuthenticationFailure.class,
                () -> signature.verify(vector.request(), keys, Vector.SECRET + "x", Vector.BOTOCORE_TIME, RULES));
        assertThat(failure.reason()).isEqualTo(Reason.MISMATCH);
    }

    @Test
    void thePartsOfARequestAreRead() throws AuthenticationFailure {
        SignatureV4 signature = SignatureV4.parse(TOKEN.request());
        assertThat(signature.accessKeyId()).isEqualTo("AKIDEXAMPLE");
        assertThat(signature.scope()).isEqualTo(new SignatureV4.CredentialScope("20260101", "us-east-1", "kms"));
        assertThat(signature.signedAt()).isEqualTo(Vector.BOTOCORE_TIME);
        assertThat(signature.sessionToken()).isEqualTo("IQoJb3JpZ2luX2VjEXAMPLE//token+==");
        assertThat(signature.signedHeaders())
                .containsExactly("content-type", "host", "x-amz-date", "x-amz-security-token", "x-amz-target");
    }

    @Test
    void nothingSecretIsPrinted() throws AuthenticationFailure {
        SignatureV4 signature = SignatureV4.parse(TOKEN.request());
        verify(TOKEN.request(), Vector.BOTOCORE_TIME);
        assertThat(signature.toString() + keys)
                .doesNotContain(signature.signature())
                .doesNotContain("token+")
                .doesNotContain(Vector.SECRET);
    }

    static Stream<HttpRequest> mutations() {
        HttpRequest r = TOKEN.request();
        Stream<HttpRequest> parts = Stream.of(
                new HttpRequest("PUT", r.rawPath(), r.rawQuery(), r.headers(), r.body(), r.connection()),
                new HttpRequest("post", r.rawPath(), r.rawQuery(), r.headers(), r.body(), r.connection()),
                new HttpRequest(r.method(), "/a", r.rawQuery(), r.headers(), r.body(), r.connection()),
                new HttpRequest(r.method(), r.rawPath(), "a", r.headers(), r.body(), r.connection()),
                new HttpRequest(r.method(), r.rawPath(), r.rawQuery(), r.headers(), new byte[0], r.connection()),
                new HttpRequest(r.method(), r.rawPath(), r.rawQuery(), r.headers(), bytes("{} "), r.connection()),
                new HttpRequest(r.method(), r.rawPath(), r.rawQuery(), r.headers(), bytes("[}"), r.connection()),
                new HttpRequest(r.method(), r.rawPath(), r.rawQuery(), r.headers(), bytes("{]"), r.connection()),
                TOKEN.with(headers(-1, "").add("x-amz-new", "1").build()),
                TOKEN.with(headers(-1, "").add("host", "another.example.com").build()),
                TOKEN.with(headers(-1, "")
                        .add("x-amz-target", "TrentService.Decrypt")
                        .build()));
        Stream<HttpRequest> changed = Stream.iterate(0, i -> i < r.headers().size(), i -> i + 1)
                .flatMap(i -> Stream.of(
                                r.headers().value(i) + "x", "x" + r.headers().value(i), "")
                        .map(value -> TOKEN.with(headers(i, value).build())));
        return Stream.concat(parts, changed);
    }

    /// The headers with the value of header `i` replaced.
    private static Headers.Builder headers(int i, String value) {
        Headers original = TOKEN.request().headers();
        Headers.Builder builder = new Headers.Builder();
        for (int each = 0; each < original.size(); each++) {
            builder.add(original.name(each), each == i ? value : original.value(each));
        }
        return builder;
    }

    @ParameterizedTest
    @MethodSource("mutations")
    void aRequestThatWasChangedOnItsWayIsRefused(HttpRequest changed) {
        AuthenticationFailure failure =
                catchThrowableOfType(AuthenticationFailure.class, () -> verify(changed, Vector.BOTOCORE_TIME));
        assertThat(failure).isNotNull();
    }

    @Test
    void everyDigitOfTheSignatureCounts() {
        Headers original = TOKEN.request().headers();
        String authorization = original.value(original.size() - 1);
        int start = authorization.length() - 64;
        for (int i = start; i < authorization.length(); i++) {
            char other = authorization.charAt(i) == '0' ? '1' : '0';
            String changed = authorization.substring(0, i) + other + authorization.substring(i + 1);
            HttpRequest request =
                    TOKEN.with(headers(original.size() - 1, changed).build());
            AuthenticationFailure failure =
                    catchThrowableOfType(AuthenticationFailure.class, () -> verify(request, Vector.BOTOCORE_TIME));
            assertThat(failure.reason()).as("digit %d", i - start).isEqualTo(Reason.MISMATCH);
        }
    }

    @Test
    void headersThatAreNotSignedMayChange() throws AuthenticationFailure {
        verify(
                TOKEN.with(headers(-1, "")
                        .add("user-agent", "aws-cli")
                        .add("accept", "*/*")
                        .build()),
                Vector.BOTOCORE_TIME);
    }

    @Test
    void theDeclaredBodyHashMustBeTheBodys() {
        Vector s3 = Vector.botocore("s3 query");
        HttpRequest r = s3.request();
        Headers.Builder builder = new Headers.Builder();
        for (int i = 0; i < r.headers().size(); i++) {
            boolean hash = r.headers().name(i).equals("x-amz-content-sha256");
            builder.add(
                    r.headers().name(i), hash ? "UNSIGNED-PAYLOAD" : r.headers().value(i));
        }
        AuthenticationFailure failure = catchThrowableOfType(
                AuthenticationFailure.class, () -> verify(s3.with(builder.build()), Vector.BOTOCORE_TIME));
        assertThat(failure.reason()).isEqualTo(Reason.MISMATCH);
    }

    @ParameterizedTest
    @ValueSource(longs = {-300, -1, 0, 1, 300})
    void aClockMayBeFiveMinutesOff(long seconds) throws AuthenticationFailure {
        verify(TOKEN.request(), Vector.BOTOCORE_TIME.plusSeconds(seconds));
    }

    @Test
    void theScopeMustBeTheServicesAndRegions() throws AuthenticationFailure {
        SignatureV4 signature = SignatureV4.parse(TOKEN.request());
        signature.requireScope("kms", "us-east-1");
        signature.requireScope("kms", null);
        assertThat(catchThrowableOfType(AuthenticationFailure.class, () -> signature.requireScope("iam", "eu-west-1")))
                .hasMessage("Credential should be scoped to a valid region. "
                        + "Credential should be scoped to correct service: 'iam'. ")
                .extracting(AuthenticationFailure::reason)
                .isEqualTo(Reason.WRONG_SCOPE);
    }

    @Test
    void s3SaysWhichRegionItExpects() throws AuthenticationFailure {
        SignatureV4 header = SignatureV4.parse(Vector.crt("s3 put").request());
        AuthenticationFailure inHeader =
                catchThrowableOfType(AuthenticationFailure.class, () -> header.requireScope("s3", "eu-west-1"));
        assertThat(AuthenticationErrors.of(inHeader, Family.REST_XML))
                .hasMessage("The authorization header is malformed; the region 'us-east-1' is wrong; expecting"
                        + " 'eu-west-1'");
        SignatureV4 url = SignatureV4.parse(Vector.crt("s3 presigned get").request());
        AuthenticationFailure inUrl =
                catchThrowableOfType(AuthenticationFailure.class, () -> url.requireScope("s3", "eu-west-1"));
        assertThat(AuthenticationErrors.of(inUrl, Family.REST_XML))
                .hasMessage("Error parsing the X-Amz-Credential parameter; the region 'us-east-1' is wrong; expecting"
                        + " 'eu-west-1'")
                .extracting(error -> error.error().code())
                .isEqualTo("AuthorizationQueryParametersError");
    }

    @Test
    void anAsymmetricSignatureIsForEachRegionOfItsSet() throws AuthenticationFailure {
        SignatureV4 signature =
                SignatureV4.parse(Vector.crt("asymmetric with a token").request());
        signature.requireScope("events", "us-east-1");
        signature.requireScope("events", "eu-central-2");
        assertThat(catchThrowableOfType(
                        AuthenticationFailure.class, () -> signature.requireScope("events", "us-west-2")))
                .extracting(AuthenticationFailure::reason)
                .isEqualTo(Reason.WRONG_SCOPE);
    }

    private void verify(HttpRequest request, Instant now) throws AuthenticationFailure {
        SignatureV4.parse(request).verify(request, keys, Vector.SECRET, now, RULES);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
