package gatehouse.wire.sigv4;

import gatehouse.wire.sigv4.AuthenticationFailure.Reason;
import gatehouse.wire.sigv4.SignatureV4.CredentialScope;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The credential that a request names: `key/date/region/service/aws4_request`, in SigV4a without the region.
record Credential(String accessKeyId, String date, String region, String service, String terminator) {
    static Credential parse(SigningAlgorithm algorithm, String credential, Placement placement)
            throws AuthenticationFailure {
        List<String> parts = new ArrayList<>(5);
        for (int start = 0; start < credential.length(); ) {
            int slash = credential.indexOf('/', start);
            int end = slash < 0 ? credential.length() : slash;
            parts.add(credential.substring(start, end));
            start = end + 1;
        }
        if (parts.size() != algorithm.credentialParts() || credential.endsWith("/")) {
            throw new AuthenticationFailure(
                            Reason.INCOMPLETE,
                            "Credential must have exactly " + algorithm.credentialParts()
                                    + " slash-delimited elements, e.g. " + algorithm.credentialForm() + ", got '"
                                    + credential + "'")
                    .inS3(placement.s3Complaint() + "the Credential is mal-formed; expecting"
                            + " \"<YOUR-AKID>/YYYYMMDD/REGION/SERVICE/aws4_request\".");
        }
        return switch (algorithm) {
            case HMAC -> new Credential(parts.get(0), parts.get(1), parts.get(2), parts.get(3), parts.get(4));
            case ECDSA -> new Credential(parts.get(0), parts.get(1), "", parts.get(2), parts.get(3));
        };
    }

    /// The scope; that of SigV4a has the request's region set for a region.
    CredentialScope scope(SigningAlgorithm algorithm, @Nullable String regionSet) throws AuthenticationFailure {
        return switch (algorithm) {
            case HMAC -> new CredentialScope(date, region, service);
            case ECDSA -> {
                if (regionSet == null || regionSet.isBlank()) {
                    throw new AuthenticationFailure(
                            Reason.INCOMPLETE, "An asymmetric signature requires 'X-Amz-Region-Set'. ");
                }
                yield new CredentialScope(date, regionSet.strip(), service);
            }
        };
    }

    /// Requires that the scope's date is that of the time of signing, which the request sent as `sent`.
    void requireCoherent(@Nullable String sent, Instant signedAt) throws AuthenticationFailure {
        boolean dateFits = SigningTime.isOfDay(sent, signedAt, date);
        boolean terminated = SignatureV4.TERMINATOR.equals(terminator);
        if (!dateFits || !terminated) {
            throw new AuthenticationFailure(
                    Reason.WRONG_SCOPE,
                    (terminated
                                    ? ""
                                    : "Credential should be scoped with a valid terminator: 'aws4_request', not '"
                                            + terminator + "'. ")
                            + (dateFits
                                    ? ""
                                    : "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from"
                                            + " HTTP: '" + date + "' != '" + SigningTime.date(signedAt) + "', from '"
                                            + SigningTime.basicFormat(signedAt) + "'."));
        }
    }
}
