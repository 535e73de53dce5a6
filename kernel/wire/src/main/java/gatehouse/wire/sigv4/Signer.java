package gatehouse.wire.sigv4;

import gatehouse.wire.buffer.GrowableBytes;
import gatehouse.wire.http.Headers;
import gatehouse.wire.http.HttpRequest;
import gatehouse.wire.sigv4.SignatureV4.CredentialScope;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Signs requests, as a client does: those that the server sends to others, for our own command line, and for tests and
/// benchmarks.
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

    /// Whom a request is signed for: with [SigningAlgorithm#ECDSA], `region` is a region set.
    public record Addressee(SigningAlgorithm algorithm, String region, String service) {}

    /// [#sign] with SigV4.
    public static HttpRequest sign(
            HttpRequest request, Credentials credentials, String region, String service, Instant now) {
        return sign(request, credentials, new Addressee(SigningAlgorithm.HMAC, region, service), now);
    }

    /// `request` with `X-Amz-Date`, the token and `Authorization` added; all its headers are signed, `host` must
    /// be among them. The payload is what `X-Amz-Content-Sha256` says, where the request has it.
    public static HttpRequest sign(HttpRequest request, Credentials credentials, Addressee addressee, Instant now) {
        return sign(request, credentials, addressee, now, KEYS);
    }

    /// As the other, with derived keys kept in `keys`, whose owner lets go of them.
    public static HttpRequest sign(
            HttpRequest request, Credentials credentials, Addressee addressee, Instant now, SigningKeys keys) {
        Headers.Builder headers = copy(request.headers());
        headers.add("x-amz-date", SigningTime.basicFormat(now));
        if (addressee.algorithm() == SigningAlgorithm.ECDSA) {
            headers.add("x-amz-region-set", addressee.region());
        }
        String token = credentials.sessionToken();
        if (token != null) {
            headers.add("x-amz-security-token", token);
        }
        HttpRequest complete = with(request, request.rawQuery(), headers.build());
        SignatureV4 unsigned = unsigned(Placement.HEADER, complete.headers(), credentials, addressee, now);
        String signature = signatureOf(unsigned, complete, credentials, keys);
        headers.add(
                "authorization",
                addressee.algorithm().word() + " Credential=" + credential(unsigned) + ", SignedHeaders="
                        + String.join(";", unsigned.signedHeaders()) + ", Signature=" + signature);
        return with(request, request.rawQuery(), headers.build());
    }

    /// `request` as a presigned URL: everything is in its query, and all its headers are signed.
    public static HttpRequest presign(
            HttpRequest request, Credentials credentials, Addressee addressee, Instant now, Duration expires) {
        SignatureV4 unsigned = unsigned(Placement.QUERY, request.headers(), credentials, addressee, now);
        StringBuilder query = new StringBuilder(request.rawQuery());
        put(query, QueryParameters.ALGORITHM, addressee.algorithm().word());
        put(query, QueryParameters.CREDENTIAL, credential(unsigned));
        put(query, QueryParameters.DATE, SigningTime.basicFormat(now));
        put(query, QueryParameters.EXPIRES, Long.toString(expires.toSeconds()));
        put(query, QueryParameters.SIGNED_HEADERS, String.join(";", unsigned.signedHeaders()));
        if (addressee.algorithm() == SigningAlgorithm.ECDSA) {
            put(query, QueryParameters.REGION_SET, addressee.region());
        }
        String token = credentials.sessionToken();
        if (token != null) {
            put(query, QueryParameters.SECURITY_TOKEN, token);
        }
        HttpRequest complete = with(request, query.toString(), request.headers());
        put(query, QueryParameters.SIGNATURE, signatureOf(unsigned, complete, credentials, KEYS));
        return with(request, query.toString(), request.headers());
    }

    private static void put(StringBuilder query, String name, String value) {
        query.append(query.isEmpty() ? "" : "&")
                .append(name)
                .append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20"));
    }

    private static SignatureV4 unsigned(
            Placement placement, Headers headers, Credentials credentials, Addressee addressee, Instant now) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < headers.size(); i++) {
            names.add(headers.name(i));
        }
        return new SignatureV4(
                addressee.algorithm(),
                placement,
                credentials.accessKeyId(),
                new CredentialScope(SigningTime.date(now), addressee.region(), addressee.service()),
                names.stream().distinct().sorted().toList(),
                "",
                now,
                null,
                credentials.sessionToken());
    }

    private static String credential(SignatureV4 signature) {
        CredentialScope scope = signature.scope();
        String region = switch (signature.algorithm()) {
            case HMAC -> scope.region() + "/";
            case ECDSA -> "";
        };
        return signature.accessKeyId() + "/" + scope.date() + "/" + region + scope.service() + "/"
                + SignatureV4.TERMINATOR;
    }

    private static String signatureOf(
            SignatureV4 unsigned, HttpRequest request, Credentials credentials, SigningKeys keys) {
        Sha256 sha256 = new Sha256();
        String declared = request.headers().first(Payload.CONTENT_SHA256);
        boolean open = unsigned.placement() == Placement.QUERY
                && unsigned.scope().service().equals("s3");
        GrowableBytes bytes = CanonicalRequest.head(request, unsigned);
        if (declared != null || open) {
            bytes.put(declared == null ? Payload.UNSIGNED : declared.strip());
        } else {
            bytes.putHex(sha256.hash(request.body()));
        }
        StringToSign.replace(bytes, unsigned, sha256);
        return signature(bytes, unsigned, credentials, keys);
    }

    /// The signature of a string to sign, in hexadecimal.
    static String signature(GrowableBytes stringToSign, SignatureV4 unsigned, Credentials credentials) {
        return signature(stringToSign, unsigned, credentials, KEYS);
    }

    private static String signature(
            GrowableBytes stringToSign, SignatureV4 unsigned, Credentials credentials, SigningKeys keys) {
        String secret = credentials.secretAccessKey();
        byte[] signed = switch (unsigned.algorithm()) {
            case HMAC -> new Sha256().hmac(keys.keyFor(unsigned.accessKeyId(), unsigned.scope(), secret), stringToSign);
            case ECDSA -> EcdsaKeyPair.derive(unsigned.accessKeyId(), secret).sign(stringToSign);
        };
        return HexFormat.of().formatHex(signed);
    }

    private static Headers.Builder copy(Headers headers) {
        Headers.Builder copy = new Headers.Builder();
        for (int i = 0; i < headers.size(); i++) {
            copy.add(headers.name(i), headers.value(i));
        }
        return copy;
    }

    private static HttpRequest with(HttpRequest request, String rawQuery, Headers headers) {
        return new HttpRequest(
                request.method(), request.rawPath(), rawQuery, headers, request.body(), request.connection());
    }
}
