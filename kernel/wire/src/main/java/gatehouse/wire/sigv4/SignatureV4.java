package gatehouse.wire.sigv4;

import gatehouse.wire.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The parts of a request's SigV4 authentication, before anything is checked against a secret.
///
/// `scope` is `date/region/service/aws4_request`; `signedAt` is from `X-Amz-Date` (or `Date`).
public record SignatureV4(
        String accessKeyId,
        CredentialScope scope,
        List<String> signedHeaders,
        String signature,
        Instant signedAt,
        @Nullable String sessionToken) {
    public SignatureV4 {
        signedHeaders = List.copyOf(signedHeaders);
    }

    /// Date (`yyyyMMdd`), region and service that a signing key is derived for.
    public record CredentialScope(String date, String region, String service) {}

    /// Reads the request's authentication.
    ///
    /// @throws AuthenticationFailure where there is none, or it is incomplete or contradicts itself
    public static SignatureV4 parse(HttpRequest request) throws AuthenticationFailure {
        throw new UnsupportedOperationException();
    }

    public void requireScope(String service, @Nullable String region) throws AuthenticationFailure {}

    /// Checks signature, time and body hash with the secret's derived key.
    ///
    /// @throws AuthenticationFailure where anything does not match
    public void verify(HttpRequest request, SigningKeys keys, String secretAccessKey, Instant now, Duration skewMax)
            throws AuthenticationFailure {
        throw new UnsupportedOperationException();
    }
}
