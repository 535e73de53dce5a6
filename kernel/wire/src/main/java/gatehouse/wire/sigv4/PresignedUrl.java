package gatehouse.wire.sigv4;

import gatehouse.wire.http.HttpRequest;
import gatehouse.wire.sigv4.AuthenticationFailure.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads the signature of a presigned URL.
///
/// Source: https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html
final class PresignedUrl {
    private static final String INCOMPLETE_IN_S3 =
            "Query-string authentication version 4 requires the X-Amz-Algorithm, X-Amz-Credential, X-Amz-Signature,"
                    + " X-Amz-Date, X-Amz-SignedHeaders, and X-Amz-Expires parameters.";
    private static final int EXPIRES_DIGITS_MAX = 9;

    private PresignedUrl() {}

    static SignatureV4 parse(HttpRequest request, QueryParameters query) throws AuthenticationFailure {
        try {
            return read(request, query);
        } catch (AuthenticationFailure e) {
            throw e.in(Placement.QUERY);
        }
    }

    private static SignatureV4 read(HttpRequest request, QueryParameters query) throws AuthenticationFailure {
        String algorithm = orEmpty(query.get(QueryParameters.ALGORITHM));
        String credential = orEmpty(query.get(QueryParameters.CREDENTIAL));
        String signature = orEmpty(query.get(QueryParameters.SIGNATURE));
        String signedHeaders = orEmpty(query.get(QueryParameters.SIGNED_HEADERS));
        String date = orEmpty(query.get(QueryParameters.DATE));
        if (algorithm.isEmpty()
                || credential.isEmpty()
                || signature.isEmpty()
                || signedHeaders.isEmpty()
                || date.isEmpty()) {
            throw incomplete(missing(query));
        }
        SigningAlgorithm known = SigningAlgorithm.of(algorithm);
        if (known == null) {
            throw incomplete("Unsupported AWS 'algorithm': '" + algorithm + "'. ")
                    .inS3("X-Amz-Algorithm only supports \"AWS4-HMAC-SHA256 and AWS4-ECDSA-P256-SHA256\"");
        }
        Instant signedAt = SigningTime.parseBasic(date);
        List<String> names = SignedHeaders.sorted(signedHeaders, request.headers());
        SignedHeaders.requireSigned(request.headers(), names);
        Credential parts = Credential.parse(known, credential, Placement.QUERY);
        parts.requireCoherent(date, signedAt);
        return new SignatureV4(
                known,
                Placement.QUERY,
                parts.accessKeyId(),
                parts.scope(known, query.get(QueryParameters.REGION_SET)),
                names,
                signature,
                signedAt,
                expires(query.get(QueryParameters.EXPIRES)),
                query.get(QueryParameters.SECURITY_TOKEN));
    }

    private static String orEmpty(@Nullable String value) {
        return value == null ? "" : value;
    }

    private static String missing(QueryParameters query) {
        StringBuilder words = new StringBuilder();
        for (String name : new String[] {
            QueryParameters.ALGORITHM,
            QueryParameters.CREDENTIAL,
            QueryParameters.SIGNATURE,
            QueryParameters.SIGNED_HEADERS,
            QueryParameters.DATE
        }) {
            if (orEmpty(query.get(name)).isEmpty()) {
                words.append("AWS query-string parameters must include '")
                        .append(name)
                        .append("'. ");
            }
        }
        return words.append("Re-examine the query-string parameters.").toString();
    }

    private static @Nullable Duration expires(@Nullable String seconds) throws AuthenticationFailure {
        if (seconds == null) {
            return null;
        }
        String digits = seconds.startsWith("-") ? seconds.substring(1) : seconds;
        boolean number = !digits.isEmpty() && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        if (!number) {
            throw incomplete("X-Amz-Expires should be a number").inS3("X-Amz-Expires should be a number");
        }
        if (digits.length() < seconds.length()) {
            throw incomplete("X-Amz-Expires must be non-negative").inS3("X-Amz-Expires must be non-negative");
        }
        // What is longer is too long for everybody, by whatever factor.
        return Duration.ofSeconds(digits.length() > EXPIRES_DIGITS_MAX ? Integer.MAX_VALUE : Integer.parseInt(digits));
    }

    /// Refuses what S3 does not take for `X-Amz-Expires`.
    static Duration requireExpiry(@Nullable Duration expires) throws AuthenticationFailure {
        if (expires == null) {
            throw incomplete("AWS query-string parameters must include 'X-Amz-Expires'."
                            + " Re-examine the query-string parameters.")
                    .in(Placement.QUERY);
        }
        if (expires.compareTo(SignatureRules.PRESIGNED_MAX) > 0) {
            String words =
                    "X-Amz-Expires must be less than a week (in seconds) that is, the given X-Amz-Expires must be"
                            + " less than 604800 seconds";
            throw incomplete(words).inS3(words).in(Placement.QUERY);
        }
        return expires;
    }

    private static AuthenticationFailure incomplete(String detail) {
        return new AuthenticationFailure(Reason.INCOMPLETE, detail).inS3(INCOMPLETE_IN_S3);
    }
}
