package gatehouse.wire.sigv4;

import gatehouse.wire.buffer.GrowableBytes;
import gatehouse.wire.http.Headers;
import gatehouse.wire.http.HttpRequest;
import gatehouse.wire.sigv4.AuthenticationFailure.Reason;
import gatehouse.wire.sigv4.AuthorizationHeader.Dated;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
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

    static final String ALGORITHM = "AWS4-HMAC-SHA256";

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
        List<String> signedHeaders = SignedHeaders.sorted(header.signedHeaders(), headers);
        SignedHeaders.requireSigned(headers, signedHeaders);
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
        Sha256 sha256 = new Sha256();
        byte[] payloadHash = sha256.hash(request.body());
        GrowableBytes bytes = CanonicalRequest.of(request, scope.service(), signedHeaders, payloadHash);
        replaceByStringToSign(bytes, sha256);
        byte[] expected = sha256.hmac(keys.keyFor(accessKeyId, scope, secretAccessKey), bytes);
        boolean signatureMatches = Sha256.isHexOf(expected, signature);
        if (!signatureMatches || !declaresHash(request.headers(), payloadHash)) {
            GrowableBytes canonical = CanonicalRequest.of(request, scope.service(), signedHeaders, payloadHash);
            throw new AuthenticationFailure(
                    Reason.MISMATCH,
                    AuthenticationErrors.SIGNATURE_MISMATCH
                            + "\n\nThe Canonical String for this request should have been\n'"
                            + CanonicalRequest.shown(canonical) + "'\n\nThe String-to-Sign should have been\n'"
                            + bytes.utf8() + "'\n");
        }
    }

    /// The signature, in hexadecimal, that this request should have.
    String signatureOf(HttpRequest request, SigningKeys keys, String secretAccessKey) {
        Sha256 sha256 = new Sha256();
        byte[] payloadHash = sha256.hash(request.body());
        GrowableBytes bytes = CanonicalRequest.of(request, scope.service(), signedHeaders, payloadHash);
        replaceByStringToSign(bytes, sha256);
        byte[] signed = sha256.hmac(keys.keyFor(accessKeyId, scope, secretAccessKey), bytes);
        return HexFormat.of().formatHex(signed);
    }

    /// Says neither the signature nor the token.
    @Override
    public String toString() {
        return "SignatureV4[" + accessKeyId + " " + scope + " at " + signedAt + "]";
    }

    /// Writes the string to sign over the canonical request, of which only the hash is needed any more.
    private void replaceByStringToSign(GrowableBytes canonical, Sha256 sha256) {
        byte[] hash = sha256.hash(canonical);
        canonical.clear();
        canonical.put(ALGORITHM).put('\n');
        SigningTime.putBasic(canonical, signedAt).put('\n');
        canonical.put(scope.date()).put('/').put(scope.region()).put('/').put(scope.service());
        canonical.put('/').put(TERMINATOR).put('\n').putHex(hash);
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
            if (headers.name(i).equals("x-amz-content-sha256")
                    && !Sha256.isHexOf(payloadHash, headers.value(i).strip())) {
                return false;
            }
        }
        return true;
    }

    private static @Nullable String atMostOnce(Headers headers, String name) throws AuthenticationFailure {
        String only = null;
        for (int i = 0; i < headers.size(); i++) {
            if (headers.name(i).equals(name)) {
                if (only != null) {
                    throw new AuthenticationFailure(
                            Reason.INCOMPLETE, "The request has more than one '" + name + "' header.");
                }
                only = headers.value(i);
            }
        }
        return only;
    }

    private static List<String> credentialParts(String credential) throws AuthenticationFailure {
        List<String> parts = new ArrayList<>(5);
        for (int start = 0; start < credential.length(); ) {
            int slash = credential.indexOf('/', start);
            int end = slash < 0 ? credential.length() : slash;
            parts.add(credential.substring(start, end));
            start = end + 1;
        }
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
