package gatehouse.crypto.asymmetric;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.digests.SHA1Digest;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SHA384Digest;
import org.bouncycastle.crypto.digests.SHA512Digest;
import org.bouncycastle.crypto.digests.SHAKEDigest;
import org.bouncycastle.crypto.digests.SM3Digest;

/// The hash functions of the algorithms here.
enum Hash {
    SHA_1("SHA-1", 20),
    SHA_256("SHA-256", 32),
    SHA_384("SHA-384", 48),
    SHA_512("SHA-512", 64),
    SM3("SM3", 32),
    SHAKE_256("SHAKE256", 64);

    private final String jcaName;
    private final int sizeBytes;

    Hash(String jcaName, int sizeBytes) {
        this.jcaName = jcaName;
        this.sizeBytes = sizeBytes;
    }

    String jcaName() {
        return jcaName;
    }

    int sizeBytes() {
        return sizeBytes;
    }

    /// The digest of `message`: the JDK's where it has the function, which for short messages is the fastest.
    byte[] of(byte[] message) {
        return switch (this) {
            case SHA_1, SHA_256, SHA_384, SHA_512 -> jdk(message);
            case SM3, SHAKE_256 -> bouncy(message);
        };
    }

    /// A function in Bouncy Castle's form.
    Digest bouncy() {
        return Bouncy.digest(this);
    }

    private byte[] jdk(byte[] message) {
        try {
            return MessageDigest.getInstance(jcaName).digest(message);
        } catch (NoSuchAlgorithmException e) {
            throw Toolkit.broken(jcaName, e);
        }
    }

    private byte[] bouncy(byte[] message) {
        Digest digest = bouncy();
        digest.update(message, 0, message.length);
        byte[] result = new byte[digest.getDigestSize()];
        digest.doFinal(result, 0);
        return result;
    }

    /// Loaded when it is first needed: see [KeyPairSpec#family].
    private static final class Bouncy {
        private static Digest digest(Hash hash) {
            return switch (hash) {
                case SHA_1 -> new SHA1Digest();
                case SHA_256 -> new SHA256Digest();
                case SHA_384 -> new SHA384Digest();
                case SHA_512 -> new SHA512Digest();
                case SM3 -> new SM3Digest();
                case SHAKE_256 -> new SHAKEDigest(256);
            };
        }
    }
}
