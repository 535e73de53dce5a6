package gatehouse.crypto.asymmetric;

import gatehouse.crypto.SecretBytes;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import javax.security.auth.DestroyFailedException;

/// Keys as JCA's providers hold them.
final class JcaKeys {
    private JcaKeys() {}

    static PrivateKey privateKey(String algorithm, Provider provider, SecretBytes pkcs8)
            throws InvalidKeyMaterialException {
        try {
            return KeyFactory.getInstance(algorithm, provider)
                    .generatePrivate(new PKCS8EncodedKeySpec(pkcs8.revealSecret()));
        } catch (GeneralSecurityException _) {
            throw new InvalidKeyMaterialException("The key material is no private key for " + algorithm + ".");
        }
    }

    static PublicKey publicKey(String algorithm, Provider provider, byte[] spki) throws InvalidKeyMaterialException {
        try {
            return KeyFactory.getInstance(algorithm, provider).generatePublic(new X509EncodedKeySpec(spki));
        } catch (GeneralSecurityException _) {
            throw new InvalidKeyMaterialException("The key material is no public key for " + algorithm + ".");
        }
    }

    /// Corretto's provider overwrites its keys; the others cannot.
    static void destroy(PrivateKey key) {
        try {
            key.destroy();
        } catch (DestroyFailedException _) {
            // The garbage collector takes it.
        }
    }
}
