package gatehouse.wire.sigv4;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import gatehouse.wire.http.Headers;
import gatehouse.wire.http.HttpRequest;
import gatehouse.wire.protocol.Protocol.Family;
import gatehouse.wire.shape.CommonException;
import gatehouse.wire.sigv4.AuthenticationFailure.Reason;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// Every way to fail, with AWS's code, status and words.
final class AuthenticationErrorsTest {
    private static final String CREDENTIAL = "Credential=AKIDEXAMPLE/20260101/us-east-1/kms/aws4_request";
    private static final String DATE = "20260101T000000Z";
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "MISSING_TOKEN,QUERY,403,MissingAuthenticationToken",
        "MISSING_TOKEN,JSON,400,MissingAuthenticationTokenException",
        "MISSING_TOKEN,REST_JSON,403,MissingAuthenticationTokenException",
        "MISSING_TOKEN,REST_XML,403,AccessDenied",
        "INCOMPLETE,QUERY,400,IncompleteSignature",
        "INCOMPLETE,JSON,400,IncompleteSignatureException",
        "UNKNOWN_KEY,QUERY,403,InvalidClientTokenId",
        "UNKNOWN_KEY,JSON,400,UnrecognizedClientException",
        "UNKNOWN_KEY,REST_XML,403,InvalidAccessKeyId",
        "INVALID_TOKEN,QUERY,403,InvalidClientTokenId",
        "INVALID_TOKEN,CBOR,400,UnrecognizedClientException",
        "EXPIRED_TOKEN,QUERY,403,ExpiredToken",
        "EXPIRED_TOKEN,JSON,400,ExpiredTokenException",
        "EXPIRED,QUERY,403,SignatureDoesNotMatch",
        "EXPIRED,JSON,400,InvalidSignatureException",
        "EXPIRED,REST_XML,403,RequestTimeTooSkewed",
        "NOT_YET_CURRENT,QUERY,403,SignatureDoesNotMatch",
        "WRONG_SCOPE,QUERY,403,SignatureDoesNotMatch",
        "WRONG_SCOPE,JSON,400,InvalidSignatureException",
        "WRONG_SCOPE,REST_XML,400,AuthorizationHeaderMalformed",
        "MISMATCH,QUERY,403,SignatureDoesNotMatch",
        "MISMATCH,JSON,400,InvalidSignatureException",
    })
    void reasonsHaveTheirCodesInEachFamily(Reason reason, Family family, int status, String code) {
        CommonException error = AuthenticationErrors.of(new AuthenticationFailure(reason, "detail"), family);
        assertThat(error.error().code()).isEqualTo(code);
        assertThat(error.error().status()).isEqualTo(status);
    }

    @ParameterizedTest
    @EnumSource(Reason.class)
    void everyReasonHasWordsInEveryFamily(Reason reason) {
        for (Family family : Family.values()) {
            assertThat(AuthenticationErrors.of(new AuthenticationFailure(reason, "detail"), family))
                    .message()
                    .isNotEmpty();
        }
    }

    @Test
    void knownWordsAreAws() {
        assertThat(words(Reason.MISSING_TOKEN, Family.QUERY)).isEqualTo("Request is missing Authentication Token");
        assertThat(words(Reason.UNKNOWN_KEY, Family.JSON))
                .isEqualTo("The security token included in the request is invalid.");
        assertThat(words(Reason.EXPIRED_TOKEN, Family.JSON))
                .isEqualTo("The security token included in the request is expired");
    }

    private static String words(Reason reason, Family family) {
        return String.valueOf(AuthenticationErrors.of(new AuthenticationFailure(reason, ""), family)
                .getMessage());
    }

    @Test
    void withoutAuthorizationTheTokenIsMissing() {
        assertFails(Headers.of("host", "a"), Reason.MISSING_TOKEN, "");
        assertFails(Headers.of("host", "a", "authorization", "Basic YTpi"), Reason.MISSING_TOKEN, "");
    }

    @Test
    void whatTheHeaderLacksIsListed() {
        String hash = "(Hashed with SHA-256 and encoded with Base64) Authorization=";
        assertFails(
                Headers.of("host", "a", "authorization", "AWS4-HMAC-SHA256"),
                Reason.INCOMPLETE,
                "Authorization header requires 'Credential' parameter. Authorization header requires 'Signature'"
                        + " parameter. Authorization header requires 'SignedHeaders' parameter. Authorization header"
                        + " requires existence of either a 'X-Amz-Date' or a 'Date' header. " + hash
                        + "YI2YWea8FSxnksZL2ETHbs5elHm9HQufxTLK0W0ffV0=");
        assertFails(
                Headers.of("host", "a", "authorization", "AWS4-HMAC-SHA256 " + CREDENTIAL, "x-amz-date", DATE),
                Reason.INCOMPLETE,
                "Authorization header requires 'Signature' parameter. Authorization header requires 'SignedHeaders'"
                        + " parameter. " + hash + "mLyPvCsFZg9abj0XsSv6BNXozcq45ql5fwGIH/0aPwA=");
    }

    @Test
    void aWordWithoutAnEqualSignIsNotEchoed() {
        assertFails(
                Headers.of("host", "a", "authorization", "AWS4-HMAC-SHA256 Credential", "x-amz-date", DATE),
                Reason.INCOMPLETE,
                "Invalid key=value pair (missing equal-sign) in Authorization header (hashed with SHA-256 and encoded"
                        + " with Base64): 'KfSoC26UaBDGXxo5AUFS45c1cmAbyLKDOxOTKcZYWt4='.");
    }

    @Test
    void theCredentialHasFiveElements() {
        assertFails(
                headers("Credential=AKID/20260101/us-east-1", "host;x-amz-date", DATE),
                Reason.INCOMPLETE,
                "Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, got"
                        + " 'AKID/20260101/us-east-1'");
    }

    @ParameterizedTest
    @CsvSource({"201", "20260230T000000Z", "20260101T240000Z", "2026-01-01T00:00:00Z", "''"})
    void aDateThatIsNoneIsRefused(String date) {
        assertFails(
                headers(CREDENTIAL, "host;x-amz-date", date),
                Reason.INCOMPLETE,
                "Date must be in ISO-8601 'basic format'. Got '" + date
                        + "'. See http://en.wikipedia.org/wiki/ISO_8601");
    }

    @Test
    void theScopeMustAgreeWithTheDateAndEndAsAlways() {
        assertFails(
                headers("Credential=AKID/20260102/us-east-1/kms/aws5_request", "host;x-amz-date", DATE),
                Reason.WRONG_SCOPE,
                "Credential should be scoped with a valid terminator: 'aws4_request', not 'aws5_request'. Date in"
                        + " Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '20260102'"
                        + " != '20260101', from '20260101T000000Z'.");
    }

    @Test
    void hostAndAmazonHeadersMustBeSigned() {
        assertFails(
                headers(CREDENTIAL, "x-amz-date", DATE),
                Reason.WRONG_HEADERS,
                "'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.");
        assertFails(
                headers(CREDENTIAL, "host", DATE),
                Reason.WRONG_HEADERS,
                "'x-amz-date' must be a 'SignedHeader' in the AWS Authorization.");
    }

    @Test
    void otherAlgorithmsAreUnsupported() {
        assertFails(
                Headers.of(
                        "host",
                        "a",
                        "x-amz-date",
                        DATE,
                        "authorization",
                        "AWS4-HMAC-SHA512 " + CREDENTIAL + ", SignedHeaders=host;x-amz-date, Signature=00"),
                Reason.INCOMPLETE,
                "Unsupported AWS 'algorithm': 'AWS4-HMAC-SHA512' (only AWS4-HMAC-SHA256 and AWS4-ECDSA-P256-SHA256 for"
                        + " now). ");
    }

    @Test
    void nothingIsGivenTwice() {
        String authorization = "AWS4-HMAC-SHA256 " + CREDENTIAL + ", SignedHeaders=host;x-amz-date, Signature=00";
        assertFails(
                Headers.of("host", "a", "authorization", authorization, "authorization", authorization),
                Reason.INCOMPLETE,
                "The request has more than one 'authorization' header.");
        assertFails(
                Headers.of("host", "a", "authorization", authorization, "x-amz-date", DATE, "x-amz-date", DATE),
                Reason.INCOMPLETE,
                "The request has more than one 'x-amz-date' header.");
        assertFails(
                headers(CREDENTIAL + ", " + CREDENTIAL, "host;x-amz-date", DATE),
                Reason.INCOMPLETE,
                "Authorization header has more than one 'Credential' parameter.");
    }

    @Test
    void signaturesExpireAndAwaitTheirTime() throws AuthenticationFailure {
        HttpRequest request = request(headers(CREDENTIAL, "host;x-amz-date", DATE));
        SignatureV4 signature = SignatureV4.parse(request);
        assertThat(catchThrowableOfType(
                        AuthenticationFailure.class, () -> verify(signature, request, NOW.plusSeconds(600))))
                .hasMessage(
                        "Signature expired: 20260101T000000Z is now earlier than 20260101T000500Z (20260101T001000Z -"
                                + " 5 min.)")
                .extracting(AuthenticationFailure::reason)
                .isEqualTo(Reason.EXPIRED);
        assertThat(catchThrowableOfType(
                        AuthenticationFailure.class, () -> verify(signature, request, NOW.minusSeconds(600))))
                .hasMessage("Signature not yet current: 20260101T000000Z is still later than 20251231T235500Z"
                        + " (20251231T235000Z + 5 min.)")
                .extracting(AuthenticationFailure::reason)
                .isEqualTo(Reason.NOT_YET_CURRENT);
    }

    @Test
    void aMismatchShowsWhatShouldHaveBeenSignedWithoutTheToken() throws AuthenticationFailure {
        HttpRequest request = request(Headers.of(
                "host",
                "kms.us-east-1.amazonaws.com",
                "x-amz-date",
                DATE,
                "x-amz-security-token",
                "SECRETTOKEN",
                "authorization",
                "AWS4-HMAC-SHA256 " + CREDENTIAL
                        + ", SignedHeaders=host;x-amz-date;x-amz-security-token, Signature=00"));
        SignatureV4 signature = SignatureV4.parse(request);
        assertThat(catchThrowableOfType(AuthenticationFailure.class, () -> verify(signature, request, NOW)))
                .hasMessage("""
                        The request signature we calculated does not match the signature you provided. Check your AWS \
                        Secret Access Key and signing method. Consult the service documentation for details.

                        The Canonical String for this request should have been
                        'POST
                        /

                        host:kms.us-east-1.amazonaws.com
                        x-amz-date:20260101T000000Z
                        x-amz-security-token:(hidden)

                        host;x-amz-date;x-amz-security-token
                        e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'

                        The String-to-Sign should have been
                        'AWS4-HMAC-SHA256
                        20260101T000000Z
                        20260101/us-east-1/kms/aws4_request
                        a717ce7e4155d8dfe651dc53982edff87d1a2beba22efd85d7bc4f94a8e6bc88'
                        """);
    }

    private static void verify(SignatureV4 signature, HttpRequest request, Instant now) throws AuthenticationFailure {
        signature.verify(
                request,
                new SigningKeys(10),
                Vector.SECRET,
                now,
                SignatureRules.ordinary(Family.JSON, Duration.ofMinutes(5)));
    }

    private static Headers headers(String credential, String signedHeaders, String date) {
        return Headers.of(
                "host",
                "a",
                "x-amz-date",
                date,
                "authorization",
                "AWS4-HMAC-SHA256 " + credential + ", SignedHeaders=" + signedHeaders + ", Signature=00");
    }

    private static HttpRequest request(Headers headers) {
        return new HttpRequest("POST", "/", "", headers, new byte[0], new HttpRequest.Connection("192.0.2.1", false));
    }

    private static void assertFails(Headers headers, Reason reason, String message) {
        AuthenticationFailure failure =
                catchThrowableOfType(AuthenticationFailure.class, () -> SignatureV4.parse(request(headers)));
        assertThat(failure).hasMessage(message);
        assertThat(failure.reason()).isEqualTo(reason);
    }
}
