package gatehouse.wire.sigv4;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import gatehouse.wire.http.Headers;
import gatehouse.wire.http.HttpRequest;
import gatehouse.wire.protocol.Protocol.Family;
import gatehouse.wire.shape.CommonException;
import gatehouse.wire.sigv4.AuthenticationFailure.Reason;
import gatehouse.wire.sigv4.Signer.Addressee;
import gatehouse.wire.sigv4.Signer.Credentials;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// How long presigned URLs are good, and what is said of those that are not.
final class PresignedUrlTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Credentials KEY = new Credentials("AKIDEXAMPLE", Vector.SECRET, null);
    private static final Addressee S3 = new Addressee(SigningAlgorithm.HMAC, "us-east-1", "s3");
    private static final Addressee STS = new Addressee(SigningAlgorithm.HMAC, "us-east-1", "sts");
    private static final SignatureRules STS_RULES = SignatureRules.ordinary(Family.QUERY, Duration.ofMinutes(15));

    private final SigningKeys keys = new SigningKeys(10);

    @ParameterizedTest
    @CsvSource({"1,1", "3600,3600", "604800,604800", "60,-900"})
    void anUrlOfS3IsGoodAsLongAsItSays(long expires, long seconds) throws AuthenticationFailure {
        HttpRequest url = presigned(S3, expires);
        verify(url, SignatureRules.s3(), NOW.plusSeconds(seconds));
    }

    @ParameterizedTest
    @CsvSource({
        "1,2,403,AccessDenied,Request has expired",
        "0,1,403,AccessDenied,Request has expired",
        "604800,604801,403,AccessDenied,Request has expired",
        "60,-901,403,AccessDenied,Request is not yet valid",
        "604801,0,400,AuthorizationQueryParametersError,'X-Amz-Expires must be less than a week (in seconds) that is,"
                + " the given X-Amz-Expires must be less than 604800 seconds'",
        "99999999999,0,400,AuthorizationQueryParametersError,'X-Amz-Expires must be less than a week (in seconds) that"
                + " is, the given X-Amz-Expires must be less than 604800 seconds'",
        "-1,0,400,AuthorizationQueryParametersError,X-Amz-Expires must be non-negative",
    })
    void anUrlOfS3IsRefusedInItsWords(long expires, long seconds, int status, String code, String message) {
        CommonException error = answer(presigned(S3, expires), SignatureRules.s3(), NOW.plusSeconds(seconds));
        assertThat(error.error().code()).isEqualTo(code);
        assertThat(error.error().status()).isEqualTo(status);
        assertThat(error).hasMessage(message);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 60, 900, 604_800, 6_048_000})
    void anUrlOfStsIsGoodForAQuarterOfAnHourWhateverItSays(long expires) throws AuthenticationFailure {
        HttpRequest url = presigned(STS, expires);
        verify(url, STS_RULES, NOW.plusSeconds(900));
        CommonException error = answer(url, STS_RULES, NOW.plusSeconds(901));
        assertThat(error.error().code()).isEqualTo("SignatureDoesNotMatch");
        assertThat(error.error().status()).isEqualTo(403);
        assertThat(error)
                .hasMessage("Signature expired: 20260101T000000Z is now earlier than 20260101T000001Z"
                        + " (20260101T001501Z - 15 min.)");
    }

    @Test
    void whatTheQueryLacksIsListed() {
        HttpRequest url = query(presigned(STS, 60), "X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Date=20260101T000000Z");
        CommonException error = answer(url, STS_RULES, NOW);
        assertThat(error.error().code()).isEqualTo("IncompleteSignature");
        assertThat(error)
                .hasMessage("AWS query-string parameters must include 'X-Amz-Credential'. AWS query-string parameters"
                        + " must include 'X-Amz-Signature'. AWS query-string parameters must include"
                        + " 'X-Amz-SignedHeaders'. Re-examine the query-string parameters.");
        assertThat(answer(url, SignatureRules.s3(), NOW))
                .hasMessage("Query-string authentication version 4 requires the X-Amz-Algorithm, X-Amz-Credential,"
                        + " X-Amz-Signature, X-Amz-Date, X-Amz-SignedHeaders, and X-Amz-Expires parameters.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Amz-Date", "X-Amz-Credential", "X-Amz-Expires", "X-Amz-Security-Token", "X%2DAmz-Date"})
    void noParameterOfTheSignatureIsThereTwice(String name) {
        HttpRequest url = presigned(S3, 60);
        HttpRequest twice = query(url, url.rawQuery() + "&" + name + "=a&" + name + "=a");
        CommonException error = answer(twice, SignatureRules.s3(), NOW);
        assertThat(error.error().code()).isEqualTo("AuthorizationQueryParametersError");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "%2", "%zz", "%FF", "%C3", "%ED%A0%80"})
    void aParameterThatIsNoTextIsRefused(String value) {
        HttpRequest url = presigned(S3, 60);
        HttpRequest broken = query(url, url.rawQuery() + "&X-Amz-Security-Token=" + value);
        assertThat(catchThrowableOfType(AuthenticationFailure.class, () -> SignatureV4.parse(broken))
                        .reason())
                .isEqualTo(Reason.INCOMPLETE);
    }

    @Test
    void aSignatureIsInTheHeaderOrInTheQueryButNotInBoth() {
        HttpRequest url = presigned(S3, 60);
        HttpRequest both = Signer.sign(url, KEY, "us-east-1", "s3", NOW);
        AuthenticationFailure failure =
                catchThrowableOfType(AuthenticationFailure.class, () -> SignatureV4.parse(both));
        assertThat(failure.reason()).isEqualTo(Reason.AMBIGUOUS);
        CommonException error = AuthenticationErrors.of(failure, Family.REST_XML);
        assertThat(error.error().code()).isEqualTo("InvalidArgument");
        assertThat(AuthenticationErrors.of(failure, Family.JSON))
                .hasMessage("Found both 'X-Amz-Algorithm' as a query-string param and 'Authorization' as HTTP header.");
    }

    @Test
    void aHeaderThatIsNotSignedIsNamedByItsOwnError() {
        HttpRequest url = presigned(S3, 60);
        HttpRequest more = url.with(Headers.of("host", "b.s3.amazonaws.com", "x-amz-acl", "public-read"), url.body());
        CommonException error = answer(more, SignatureRules.s3(), NOW);
        assertThat(error.error().code()).isEqualTo("AccessDenied");
        assertThat(error).hasMessage("There were headers present in the request which were not signed");
    }

    @Test
    void whatTheSignatureShouldHaveBeenDoesNotShowTheToken() {
        HttpRequest url = Signer.presign(
                bare(), new Credentials("ASIA", "wrong", "SECRETTOKEN"), STS, NOW, Duration.ofMinutes(1));
        assertThat(answer(url, STS_RULES, NOW).getMessage())
                .contains("X-Amz-Security-Token=(hidden)&X-Amz-SignedHeaders")
                .doesNotContain("SECRETTOKEN");
    }

    @Test
    void ofIotTheTokenIsAddedAfterwards() throws AuthenticationFailure {
        Addressee iot = new Addressee(SigningAlgorithm.HMAC, "us-east-1", "iotdevicegateway");
        HttpRequest url = Signer.presign(bare(), KEY, iot, NOW, Duration.ofMinutes(1));
        HttpRequest withToken = query(url, url.rawQuery() + "&X-Amz-Security-Token=abc");
        assertThat(SignatureV4.parse(withToken).sessionToken()).isEqualTo("abc");
        verify(withToken, STS_RULES, NOW);
    }

    private CommonException answer(HttpRequest url, SignatureRules rules, Instant now) {
        AuthenticationFailure failure =
                catchThrowableOfType(AuthenticationFailure.class, () -> verify(url, rules, now));
        return AuthenticationErrors.of(failure, rules.family());
    }

    private void verify(HttpRequest url, SignatureRules rules, Instant now) throws AuthenticationFailure {
        SignatureV4.parse(url).verify(url, keys, Vector.SECRET, now, rules);
    }

    private static HttpRequest presigned(Addressee addressee, long expires) {
        return Signer.presign(bare(), KEY, addressee, NOW, Duration.ofSeconds(expires));
    }

    private static HttpRequest bare() {
        return new HttpRequest(
                "GET",
                "/key",
                "",
                Headers.of("host", "b.s3.amazonaws.com"),
                new byte[0],
                new HttpRequest.Connection("192.0.2.1", true));
    }

    private static HttpRequest query(HttpRequest r, String rawQuery) {
        return new HttpRequest(r.method(), r.rawPath(), rawQuery, r.headers(), r.body(), r.connection());
    }
}
