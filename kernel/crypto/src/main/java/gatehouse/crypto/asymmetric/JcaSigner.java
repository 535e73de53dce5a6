package gatehouse.crypto.asymmetric;

import gatehouse.crypto.Pool;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;

/// A JCA signature algorithm with one key, for any number of threads: each takes an object that knows the key
/// already, because handing the key over costs as much as a short signature with some keys.
final class JcaSigner {
    private final Pool<Signature> signatures;
    private final String operation;

    private JcaSigner(String operation, Pool<Signature> signatures) {
        this.operation = operation;
        this.signatures = signatures;
    }

    static JcaSigner signing(Algorithm algorithm, PrivateKey key) {
        return new JcaSigner("Signing", new Pool<>(() -> {
            Signature signature = algorithm.make();
            signature.initSign(key);
            return signature;
        }));
    }

    static JcaSigner verifying(Algorithm algorithm, PublicKey key) {
        return new JcaSigner("Verifying", new Pool<>(() -> {
            Signature signature = algorithm.make();
            signature.initVerify(key);
            return signature;
        }));
    }

    byte[] sign(byte[] message) {
        try {
            Signature signature = signatures.take();
            signature.update(message);
            byte[] result = signature.sign();
            signatures.giveBack(signature);
            return result;
        } catch (GeneralSecurityException e) {
            throw Toolkit.broken(operation, e);
        }
    }

    /// False for malformed signatures too.
    boolean verify(byte[] message, byte[] signed) {
        try {
            Signature signature = signatures.take();
            signature.update(message);
            boolean valid = signature.verify(signed);
            signatures.giveBack(signature);
            return valid;
        } catch (SignatureException _) {
            return false;
        } catch (GeneralSecurityException e) {
            throw Toolkit.broken(operation, e);
        }
    }

    /// Makes a signature object without a key.
    @FunctionalInterface
    interface Algorithm {
        Signature make() throws GeneralSecurityException;
    }
}
