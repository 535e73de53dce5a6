package gatehouse.wire.sigv4;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import gatehouse.wire.sigv4.SignatureV4.CredentialScope;
import javax.crypto.Mac;

/// A bounded cache of derived signing keys, by access key, secret and scope.
///
/// Only derived keys are kept, never a request or a signature: each signature is computed anew. The secret is part of
/// the cache's key, so that a changed secret finds nothing. For several threads.
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
        Key key = new Key(accessKeyId, scope, secretAccessKey);
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

    /// Both secrets that are ever compared here are the server's own.
    private record Key(String accessKeyId, CredentialScope scope, String secretAccessKey) {
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
