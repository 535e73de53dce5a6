package gatehouse.wire.sigv4;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import gatehouse.wire.buffer.GrowableBytes;
import gatehouse.wire.http.Headers;
import gatehouse.wire.http.HttpRequest;
import gatehouse.wire.sigv4.AuthenticationFailure.Reason;
import gatehouse.wire.sigv4.AuthorizationHeader.Dated;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The parts of a request's SigV4 authentication, before anything is checked against a secret.
///
/// `scope` is `date/region/service/aws4_request`; `signedAt` is from `X-Amz-Date` (or `Date`); `signedHeaders` are in
/// lower case and sorted.
public record SignatureV4(
        String accessKeyId,
        CredentialScope scope,
        List<String> signedHeaders,
        String signature,
        Instant signedAt,
        @Nullable String sessionToken) {
    static final String TERMINATOR = "aws4_request";

    private static final String ALGORITHM = "AWS4-HMAC-SHA256";

    public SignatureV4 {
        signedHeaders = List.copyOf(signedHeaders);
    }

    /// Date (`yyyyMMdd`), region and service that a signing key is derived for.
    public record CredentialScope(String date, String region, String service) {}

    /// Reads the request's authentication. It is coherent when this returns: the scope's date is the date of
    /// signing, and the signed headers hold `host` and every `x-amz-*` header. `Content-Type` may be unsigned, as
    /// with AWS, whose documentation asks for it and whose services don't.
    ///
    /// @throws AuthenticationFailure where there is none, or it is incomplete or contradicts itself
    public static SignatureV4 parse(HttpRequest request) throws AuthenticationFailure {
        Headers headers = request.headers();
        String authorization = atMostOnce(headers, "authorization");
        if (authorization == null) {
            throw new AuthenticationFailure(Reason.MISSING_TOKEN, "");
        }
        if (request.rawQuery().contains("X-Amz-Algorithm=")) {
            throw new AuthenticationFailure(
                    Reason.MISMATCH,
                    "Found both 'X-Amz-Algorithm' as a query-string param and 'Authorization' as HTTP header.");
        }
        String date = atMostOnce(headers, "x-amz-date");
        if (date == null) {
            date = atMostOnce(headers, "date");
        }
        AuthorizationHeader header = AuthorizationHeader.parse(authorization, date == null ? Dated.NO : Dated.YES);
        Instant signedAt = SigningTime.parse(date == null ? "" : date);
        List<String> signedHeaders = sortedNames(header.signedHeaders());
        requireSigned(headers, signedHeaders);
        if (!header.algorithm().equals(ALGORITHM)) {
            throw new AuthenticationFailure(
                    Reason.INCOMPLETE,
                    "Unsupported AWS 'algorithm': '" + header.algorithm() + "' (only AWS4-HMAC-SHA256 for now). ");
        }
        List<String> credential = credentialParts(header.credential());
        requireCoherentScope(credential, date, signedAt);
        String token = atMostOnce(headers, "x-amz-security-token");
        return new SignatureV4(
                credential.get(0),
                new CredentialScope(credential.get(1), credential.get(2), credential.get(3)),
                signedHeaders,
                header.signature(),
                signedAt,
                token == null ? null : token.strip());
    }

    /// Requires that the credential is scoped to this service (the model's `signingName`) and region; a `null` region
    /// allows every region.
    ///
    /// @throws AuthenticationFailure with [Reason#WRONG_SCOPE]
    public void requireScope(String service, @Nullable String region) throws AuthenticationFailure {
        boolean regionFits = region == null || region.equals(scope.region());
        boolean serviceFits = service.equals(scope.service());
        if (!regionFits || !serviceFits) {
            throw new AuthenticationFailure(
                    Reason.WRONG_SCOPE,
                    (regionFits ? "" : "Credential should be scoped to a valid region. ")
                            + (serviceFits
                                    ? ""
                                    : "Credential should be scoped to correct service: '" + service + "'. "));
        }
    }

    /// Checks signature, time and body hash with the secret's derived key. The signature's comparison takes the same
    /// time wherever it differs.
    ///
    /// @throws AuthenticationFailure where anything does not match
    public void verify(HttpRequest request, SigningKeys keys, String secretAccessKey, Instant now, Duration skewMax)
            throws AuthenticationFailure {
        requireCurrent(now, skewMax);
        byte[] payloadHash = Sha256.of(request.body());
        GrowableBytes canonical = CanonicalRequest.of(request, scope.service(), signedHeaders, payloadHash);
        GrowableBytes stringToSign = stringToSign(canonical);
        var mac = keys.macFor(accessKeyId, scope, secretAccessKey);
        mac.update(stringToSign.array(), 0, stringToSign.size());
        byte[] expected = new GrowableBytes(64).putHex(mac.doFinal()).toByteArray();
        boolean signatureMatches = MessageDigest.isEqual(expected, signature.getBytes(UTF_8));
        if (!signatureMatches || !declaresHash(request.headers(), payloadHash)) {
            throw new AuthenticationFailure(
                    Reason.MISMATCH,
                    AuthenticationErrors.SIGNATURE_MISMATCH
                            + "\n\nThe Canonical String for this request should have been\n'"
                            + CanonicalRequest.shown(canonical) + "'\n\nThe String-to-Sign should have been\n'"
                            + stringToSign.utf8() + "'\n");
        }
    }

    /// The signature, in hexadecimal, that this request should have.
    String signatureOf(HttpRequest request, SigningKeys keys, String secretAccessKey) {
        GrowableBytes stringToSign =
                stringToSign(CanonicalRequest.of(request, scope.service(), signedHeaders, Sha256.of(request.body())));
        var mac = keys.macFor(accessKeyId, scope, secretAccessKey);
        mac.update(stringToSign.array(), 0, stringToSign.size());
        return new GrowableBytes(64).putHex(mac.doFinal()).utf8();
    }

    /// Says neither the signature nor the token.
    @Override
    public String toString() {
        return "SignatureV4[" + accessKeyId + " " + scope + " at " + signedAt + "]";
    }

    private GrowableBytes stringToSign(GrowableBytes canonical) {
        GrowableBytes out = new GrowableBytes(192);
        out.put(ALGORITHM).put('\n');
        SigningTime.putBasic(out, signedAt).put('\n');
        out.put(scope.date()).put('/').put(scope.region()).put('/').put(scope.service());
        return out.put('/').put(TERMINATOR).put('\n').putHex(Sha256.of(canonical));
    }

    private void requireCurrent(Instant now, Duration skewMax) throws AuthenticationFailure {
        Instant earliest = now.minus(skewMax);
        Instant latest = now.plus(skewMax);
        if (signedAt.isBefore(earliest)) {
            throw new AuthenticationFailure(
                    Reason.EXPIRED,
                    "Signature expired: " + SigningTime.basicFormat(signedAt) + " is now earlier than "
                            + SigningTime.basicFormat(earliest) + " (" + SigningTime.basicFormat(now) + " - "
                            + skewMax.toMinutes() + " min.)");
        }
        if (signedAt.isAfter(latest)) {
            throw new AuthenticationFailure(
                    Reason.NOT_YET_CURRENT,
                    "Signature not yet current: " + SigningTime.basicFormat(signedAt) + " is still later than "
                            + SigningTime.basicFormat(latest) + " (" + SigningTime.basicFormat(now) + " + "
                            + skewMax.toMinutes() + " min.)");
        }
    }

    /// Every `x-amz-content-sha256` must tell the body's own hash: unsigned payloads are not for these protocols.
    private static boolean declaresHash(Headers headers, byte[] payloadHash) {
        for (int i = 0; i < headers.size(); i++) {
            if (headers.name(i).equals("x-amz-content-sha256")) {
                byte[] hash = new GrowableBytes(64).putHex(payloadHash).toByteArray();
                if (!MessageDigest.isEqual(hash, headers.value(i).strip().getBytes(US_ASCII))) {
                    return false;
                }
            }
        }
        return true;
    }

    private static @Nullable String atMostOnce(Headers headers, String name) throws AuthenticationFailure {
        if (headers.count(name) > 1) {
            throw new AuthenticationFailure(Reason.INCOMPLETE, "The request has more than one '" + name + "' header.");
        }
        return headers.first(name);
    }

    private static List<String> sortedNames(String signedHeaders) {
        List<String> names = parts(signedHeaders.toLowerCase(Locale.ROOT), ';');
        Collections.sort(names);
        return names;
    }

    private static List<String> parts(String text, char separator) {
        List<String> parts = new ArrayList<>(8);
        for (int start = 0; start < text.length(); ) {
            int end = text.indexOf(separator, start);
            end = end < 0 ? text.length() : end;
            parts.add(text.substring(start, end));
            start = end + 1;
        }
        return parts;
    }

    private static void requireSigned(Headers headers, List<String> signedHeaders) throws AuthenticationFailure {
        if (!signedHeaders.contains("host")) {
            throw new AuthenticationFailure(
                    Reason.MISMATCH, "'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.");
        }
        for (int i = 0; i < headers.size(); i++) {
            String name = headers.name(i);
            if (name.startsWith("x-amz-") && !signedHeaders.contains(name)) {
                throw new AuthenticationFailure(
                        Reason.MISMATCH, "'" + name + "' must be a 'SignedHeader' in the AWS Authorization.");
            }
        }
    }

    private static List<String> credentialParts(String credential) throws AuthenticationFailure {
        List<String> parts = parts(credential, '/');
        if (parts.size() != 5) {
            throw new AuthenticationFailure(
                    Reason.INCOMPLETE,
                    "Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, got '"
                            + credential + "'");
        }
        return parts;
    }

    private static void requireCoherentScope(List<String> credential, @Nullable String sent, Instant signedAt)
            throws AuthenticationFailure {
        boolean dateFits = SigningTime.isOfDay(sent, signedAt, credential.get(1));
        boolean terminated = TERMINATOR.equals(credential.get(4));
        if (!dateFits || !terminated) {
            String date = SigningTime.date(signedAt);
            throw new AuthenticationFailure(
                    Reason.WRONG_SCOPE,
                    (terminated
                                    ? ""
                                    : "Credential should be scoped with a valid terminator: 'aws4_request', not '"
                                            + credential.get(4) + "'. ")
                            + (dateFits
                                    ? ""
                                    : "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from"
                                            + " HTTP: '" + credential.get(1) + "' != '" + date + "', from '"
                                            + SigningTime.basicFormat(signedAt) + "'."));
        }
    }
}
