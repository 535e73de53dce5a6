package gatehouse.wire.sigv4;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import gatehouse.wire.sigv4.SignatureV4.CredentialScope;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import javax.crypto.Mac;

/// A bounded cache of derived signing keys, by access key, secret and scope.
///
/// Only derived keys are kept, never a request or a signature: each signature is computed anew. The secret stands
/// in the cache's key as a fingerprint, so that a changed secret finds nothing. For several threads.
public final class SigningKeys {
    private final Cache<Key, DerivedKey> derived;

    /// A cache that keeps at most `entriesMax` keys.
    public SigningKeys(long entriesMax) {
        // Maintenance on the caller's thread: there is no pool to shut down, and it is a matter of nanoseconds.
        this.derived = Caffeine.newBuilder()
                .maximumSize(entriesMax)
                .executor(Runnable::run)
                .build();
    }

    /// An HMAC with the derived key, ready for the string to sign.
    Mac macFor(String accessKeyId, CredentialScope scope, String secretAccessKey) {
        Key key = Key.of(accessKeyId, scope, secretAccessKey);
        DerivedKey known = derived.getIfPresent(key);
        if (known == null) {
            known = DerivedKey.of(scope, secretAccessKey);
            derived.put(key, known);
        }
        return known.mac();
    }

    @Override
    public String toString() {
        return "SigningKeys[" + derived.estimatedSize() + " keys]";
    }

    /// 128 bits of SHA-256 of the secret. No salt: the derived key beside it would tell a guess from a miss as well.
    private record Key(String accessKeyId, CredentialScope scope, long fingerprintHigh, long fingerprintLow) {
        static Key of(String accessKeyId, CredentialScope scope, String secretAccessKey) {
            MessageDigest digest = Sha256.digest();
            ByteBuffer hash = ByteBuffer.wrap(digest.digest(secretAccessKey.getBytes(UTF_8)));
            return new Key(accessKeyId, scope, hash.getLong(), hash.getLong());
        }

        @Override
        public String toString() {
            return accessKeyId + " " + scope;
        }
    }

    /// An initialised HMAC that is only ever cloned, where its provider allows that, or else its key.
    private static final class DerivedKey {
        private final byte[] signingKey;
        private final Mac prototype;

        private DerivedKey(byte[] signingKey) {
            this.signingKey = signingKey;
            this.prototype = Sha256.mac(signingKey);
        }

        static DerivedKey of(CredentialScope scope, String secretAccessKey) {
            byte[] key = ("AWS4" + secretAccessKey).getBytes(UTF_8);
            for (String part : new String[] {scope.date(), scope.region(), scope.service(), SignatureV4.TERMINATOR}) {
                key = Sha256.mac(key).doFinal(part.getBytes(UTF_8));
            }
            return new DerivedKey(key);
        }

        Mac mac() {
            try {
                return (Mac) prototype.clone();
            } catch (CloneNotSupportedException _) {
                return Sha256.mac(signingKey);
            }
        }

        @Override
        public String toString() {
            return "DerivedKey[hidden]";
        }
    }
}
