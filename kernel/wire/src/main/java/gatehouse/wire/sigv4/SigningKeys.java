package gatehouse.wire.sigv4;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import gatehouse.wire.buffer.GrowableBytes;
import gatehouse.wire.sigv4.Sha256.HmacKey;
import gatehouse.wire.sigv4.SignatureV4.CredentialScope;
import java.security.PublicKey;

/// Bounded caches of derived signing keys: by access key, secret and scope, and those of SigV4a by access key and
/// secret.
///
/// Only derived keys are kept, never a request or a signature: each signature is computed anew. The secret is
/// part of the cache's key, so that a changed secret finds nothing. For several threads.
public final class SigningKeys {
    private final Cache<Key, HmacKey> derived;
    private final Cache<Secret, PublicKey> asymmetric;

    /// Caches that keep at most `entriesMax` keys each.
    public SigningKeys(long entriesMax) {
        // Maintenance on the caller's thread: there is no pool to shut down, and it is a matter of nanoseconds.
        this.derived = Caffeine.newBuilder()
                .maximumSize(entriesMax)
                .executor(Runnable::run)
                .build();
        this.asymmetric = Caffeine.newBuilder()
                .maximumSize(entriesMax)
                .executor(Runnable::run)
                .build();
    }

    /// The key that verifies the access key's asymmetric signatures.
    PublicKey publicKeyFor(String accessKeyId, String secretAccessKey) {
        Secret secret = new Secret(accessKeyId, secretAccessKey);
        PublicKey known = asymmetric.getIfPresent(secret);
        if (known == null) {
            known = EcdsaKeyPair.derive(accessKeyId, secretAccessKey).publicKey();
            asymmetric.put(secret, known);
        }
        return known;
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

    private record Secret(String accessKeyId, String secretAccessKey) {
        @Override
        public String toString() {
            return accessKeyId;
        }
    }

    @Override
    public String toString() {
        return "SigningKeys[" + (derived.estimatedSize() + asymmetric.estimatedSize()) + " keys]";
    }

    /// Both secrets that are ever compared here are the server's own.
    private record Key(String accessKeyId, CredentialScope scope, String secretAccessKey) {
        @Override
        public String toString() {
            return accessKeyId + " " + scope;
        }
    }
}
