package gatehouse.wire.sigv4;

import gatehouse.wire.http.Headers;
import gatehouse.wire.http.HttpRequest;
import gatehouse.wire.sigv4.SignatureV4.CredentialScope;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Signs requests, as a client does: for our own command line, and for tests and benchmarks.
public final class Signer {
    private static final SigningKeys KEYS = new SigningKeys(1_000);

    private Signer() {}

    /// An access key, with its session token where it is a temporary one.
    public record Credentials(
            String accessKeyId,
            String secretAccessKey,
            @Nullable String sessionToken) {
        @Override
        public String toString() {
            return "Credentials[" + accessKeyId + "]";
        }
    }

    /// `request` with `X-Amz-Date`, the token and `Authorization` added; all its headers are signed, `host` must be
    /// among them.
    public static HttpRequest sign(
            HttpRequest request, Credentials credentials, String region, String service, Instant now) {
        Headers.Builder headers = new Headers.Builder();
        List<String> names = new ArrayList<>();
        for (int i = 0; i < request.headers().size(); i++) {
            headers.add(request.headers().name(i), request.headers().value(i));
            names.add(request.headers().name(i));
        }
        headers.add("x-amz-date", SigningTime.basicFormat(now));
        names.add("x-amz-date");
        String token = credentials.sessionToken();
        if (token != null) {
            headers.add("x-amz-security-token", token);
            names.add("x-amz-security-token");
        }
        names = names.stream().distinct().sorted().toList();
        CredentialScope scope = new CredentialScope(SigningTime.date(now), region, service);
        SignatureV4 unsigned = new SignatureV4(credentials.accessKeyId(), scope, names, "", now, token);
        HttpRequest complete = with(request, headers.build());
        String signature = unsigned.signatureOf(complete, KEYS, credentials.secretAccessKey());
        headers.add(
                "authorization",
                "AWS4-HMAC-SHA256 Credential=" + credentials.accessKeyId() + "/" + scope.date() + "/" + region + "/"
                        + service + "/aws4_request, SignedHeaders=" + String.join(";", names) + ", Signature="
                        + signature);
        return with(request, headers.build());
    }

    private static HttpRequest with(HttpRequest request, Headers headers) {
        return new HttpRequest(
                request.method(), request.rawPath(), request.rawQuery(), headers, request.body(), request.connection());
    }
}
