package gatehouse.wire.sigv4;

import gatehouse.wire.buffer.GrowableBytes;
import gatehouse.wire.http.Headers;
import gatehouse.wire.http.HttpRequest;
import gatehouse.wire.sigv4.AuthenticationFailure.Reason;
import gatehouse.wire.sigv4.AuthorizationHeader.Dated;
import gatehouse.wire.sigv4.SignatureRules.Payloads;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The parts of a request's SigV4 or SigV4a authentication, before anything is checked against a secret.
///
/// `scope` is `date/region/service/aws4_request`; `signedAt` is from `X-Amz-Date` (or `Date`); `signedHeaders`
/// are in lower case and sorted; `expires` is what a presigned URL asks for, if it does.
public record SignatureV4(
        SigningAlgorithm algorithm,
        Placement placement,
        String accessKeyId,
        CredentialScope scope,
        List<String> signedHeaders,
        String signature,
        Instant signedAt,
        @Nullable Duration expires,
        @Nullable String sessionToken) {
    static final String TERMINATOR = "aws4_request";

    public SignatureV4 {
        signedHeaders = List.copyOf(signedHeaders);
    }

    /// Date (`yyyyMMdd`), region and service that a signing key is derived for. The region of a SigV4a signature
    /// is the request's region set: names and patterns (`us-*`), separated by commas.
    public record CredentialScope(String date, String region, String service) {}

    /// Reads the request's authentication, from the Authorization header or from the query. It is coherent when
    /// this returns: the scope's date is the date of signing, the signed headers hold `host` and every `x-amz-*`
    /// header, and are all there. `Content-Type` may be unsigned, as with AWS, whose documentation asks for it
    /// and whose services don't.
    ///
    /// @throws AuthenticationFailure where there is none, or it is incomplete or contradicts itself
    public static SignatureV4 parse(HttpRequest request) throws AuthenticationFailure {
        Headers headers = request.headers();
        String authorization = HeaderValues.atMostOnce(headers, "authorization");
        QueryParameters query = QueryParameters.read(request.rawQuery());
        if (authorization == null) {
            if (query == null) {
                throw new AuthenticationFailure(Reason.MISSING_TOKEN, "");
            }
            return PresignedUrl.parse(request, query);
        }
        if (query != null) {
            throw new AuthenticationFailure(
                    Reason.AMBIGUOUS,
                    "Found both 'X-Amz-Algorithm' as a query-string param and 'Authorization' as HTTP header.");
        }
        return parseHeader(headers, authorization);
    }

    private static SignatureV4 parseHeader(Headers headers, String authorization) throws AuthenticationFailure {
        String date = HeaderValues.atMostOnce(headers, "x-amz-date");
        if (date == null) {
            date = HeaderValues.atMostOnce(headers, "date");
        }
        AuthorizationHeader header = AuthorizationHeader.parse(authorization, date == null ? Dated.NO : Dated.YES);
        Instant signedAt = SigningTime.parse(date == null ? "" : date);
        List<String> signedHeaders = SignedHeaders.sorted(header.signedHeaders(), headers);
        SignedHeaders.requireSigned(headers, signedHeaders);
        SigningAlgorithm algorithm = SigningAlgorithm.of(header.algorithm());
        if (algorithm == null) {
            throw new AuthenticationFailure(
                    Reason.INCOMPLETE,
                    "Unsupported AWS 'algorithm': '" + header.algorithm() + "' (only AWS4-HMAC-SHA256 and"
                            + " AWS4-ECDSA-P256-SHA256 for now). ");
        }
        Credential credential = Credential.parse(algorithm, header.credential(), Placement.HEADER);
        credential.requireCoherent(date, signedAt);
        String token = HeaderValues.atMostOnce(headers, "x-amz-security-token");
        String regionSet =
                algorithm == SigningAlgorithm.HMAC ? null : HeaderValues.atMostOnce(headers, "x-amz-region-set");
        return new SignatureV4(
                algorithm,
                Placement.HEADER,
                credential.accessKeyId(),
                credential.scope(algorithm, regionSet),
                signedHeaders,
                header.signature(),
                signedAt,
                null,
                token == null ? null : token.strip());
    }

    /// Requires that the credential is scoped to this service (the model's `signingName`) and region, or to a set
    /// of regions with this one; a `null` region allows every region.
    ///
    /// @throws AuthenticationFailure with [Reason#WRONG_SCOPE]
    public void requireScope(String service, @Nullable String region) throws AuthenticationFailure {
        boolean regionFits = region == null || isFor(region);
        boolean serviceFits = service.equals(scope.service());
        if (!regionFits || !serviceFits) {
            throw new AuthenticationFailure(
                            Reason.WRONG_SCOPE,
                            (regionFits ? "" : "Credential should be scoped to a valid region. ")
                                    + (serviceFits
                                            ? ""
                                            : "Credential should be scoped to correct service: '" + service + "'. "))
                    .inS3(placement.s3Complaint()
                            + (serviceFits
                                    ? "the region '" + scope.region() + "' is wrong; expecting '" + region + "'"
                                    : "incorrect service \"" + scope.service() + "\". This endpoint belongs to \""
                                            + service + "\"."))
                    .in(placement);
        }
    }

    private boolean isFor(String region) {
        return switch (algorithm) {
            case HMAC -> region.equals(scope.region());
            case ECDSA -> RegionSet.contains(scope.region(), region);
        };
    }

    /// Whether the request's signature can be checked before its body is here, so that the body may come as a
    /// stream.
    public static boolean precedesBody(HttpRequest head) {
        return head.headers().first(Payload.CONTENT_SHA256) != null
                || head.rawQuery().contains(QueryParameters.SIGNATURE + "=");
    }

    /// Whether the request says that its signature does not cover the body.
    public static boolean leavesPayloadOpen(HttpRequest head) {
        return Payload.UNSIGNED.equals(head.headers().first(Payload.CONTENT_SHA256));
    }

    /// Checks signature, time and body with the secret's derived key. The signature's comparison takes the same
    /// time wherever it differs. Returns the request as it is to be read from here on: `aws-chunked` is decoded,
    /// and a body that arrives as a stream ends with a [gatehouse.wire.http.RejectedBodyException] where it is
    /// not what was signed.
    ///
    /// @throws AuthenticationFailure where anything does not match
    /// @throws gatehouse.wire.shape.ServiceException where a chunked body that is here is broken
    public HttpRequest verify(
            HttpRequest request, SigningKeys keys, String secretAccessKey, Instant now, SignatureRules rules)
            throws AuthenticationFailure {
        Validity.require(this, now, rules);
        Sha256 sha256 = new Sha256();
        Payload payload = Payload.of(request, this, rules, sha256);
        GrowableBytes bytes = canonicalRequest(request, payload, rules.payloads());
        StringToSign.replace(bytes, this, sha256);
        Verifier verifier = new Verifier(this, keys, secretAccessKey, sha256);
        boolean ofS3 = rules.payloads() == Payloads.S3;
        boolean asDeclared = payload.isAsDeclared();
        if (!verifier.accepts(bytes, signature) || (!asDeclared && !ofS3)) {
            throw mismatch(canonicalRequest(request, payload, rules.payloads()), bytes);
        }
        if (!asDeclared) {
            throw PayloadCheck.failure();
        }
        return payload.kind().isChunked()
                ? ChunkedBody.decoded(request, payload.kind(), verifier)
                : payload.announced(payload.events(request, verifier, rules), rules);
    }

    /// The canonical request: with the body's own hash, or where that cannot be, and in S3, with what is
    /// declared.
    private GrowableBytes canonicalRequest(HttpRequest request, Payload payload, Payloads payloads) {
        GrowableBytes bytes = CanonicalRequest.head(request, this);
        byte[] hash = payload.hash();
        String declared = payload.declared();
        return hash != null && (payloads != Payloads.S3 || declared == null)
                ? bytes.putHex(hash)
                : bytes.put(declared == null ? "" : declared);
    }

    private AuthenticationFailure mismatch(GrowableBytes canonical, GrowableBytes stringToSign) {
        return new AuthenticationFailure(
                        Reason.MISMATCH,
                        AuthenticationErrors.SIGNATURE_MISMATCH
                                + "\n\nThe Canonical String for this request should have been\n'"
                                + CanonicalRequest.shown(canonical) + "'\n\nThe String-to-Sign should have been\n'"
                                + stringToSign.utf8() + "'\n")
                .in(placement);
    }

    /// Says neither the signature nor the token.
    @Override
    public String toString() {
        return "SignatureV4[" + accessKeyId + " " + scope + " at " + signedAt + "]";
    }
}
