package gatehouse.wire.sigv4;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import gatehouse.wire.buffer.GrowableBytes;
import gatehouse.wire.sigv4.Sha256.HmacKey;
import gatehouse.wire.sigv4.SignatureV4.CredentialScope;

/// A bounded cache of derived signing keys, by access key, secret and scope.
///
/// Only derived keys are kept, never a request or a signature: each signature is computed anew. The secret is part of
/// the cache's key, so that a changed secret finds nothing. For several threads.
public final class SigningKeys {
    private final Cache<Key, HmacKey> derived;

    /// A cache that keeps at most `entriesMax` keys.
    public SigningKeys(long entriesMax) {
        // Maintenance on the caller's thread: there is no pool to shut down, and it is a matter of nanoseconds.
        this.derived = Caffeine.newBuilder()
                .maximumSize(entriesMax)
                .executor(Runnable::run)
                .build();
    }

    /// The key that signs the string to sign.
    HmacKey keyFor(String accessKeyId, CredentialScope scope, String secretAccessKey) {
        Key key = new Key(accessKeyId, scope, secretAccessKey);
        HmacKey known = derived.getIfPresent(key);
        if (known == null) {
            known = derive(scope, secretAccessKey);
            derived.put(key, known);
        }
        return known;
    }

    private static HmacKey derive(CredentialScope scope, String secretAccessKey) {
        Sha256 sha256 = new Sha256();
        byte[] key = ("AWS4" + secretAccessKey).getBytes(UTF_8);
        for (String part : new String[] {scope.date(), scope.region(), scope.service(), SignatureV4.TERMINATOR}) {
            key = sha256.hmac(new HmacKey(key), new GrowableBytes(part.length()).put(part));
        }
        return new HmacKey(key);
    }

    @Override
    public String toString() {
        return "SigningKeys[" + derived.estimatedSize() + " keys]";
    }

    /// Both secrets that are ever compared here are the server's own.
    private record Key(String accessKeyId, CredentialScope scope, String secretAccessKey) {
        @Override
        public String toString() {
            return accessKeyId + " " + scope;
        }
    }
}
