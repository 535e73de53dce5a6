package gatehouse.crypto.asymmetric;

import gatehouse.crypto.Pool;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.spec.MGF1ParameterSpec;
import java.util.EnumMap;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;

/// RSAES-OAEP (RFC 8017, 7.1) with one key, for any number of threads.
final class Oaep {
    private static final String ALGORITHM = "RSA/ECB/OAEPPadding";

    private final Map<EncryptionAlgorithm, Pool<Cipher>> ciphers = new EnumMap<>(EncryptionAlgorithm.class);

    /// @param mode of [Cipher]: to encrypt or to decrypt
    Oaep(Toolkit toolkit, int mode, Key key) {
        for (EncryptionAlgorithm algorithm :
                new EncryptionAlgorithm[] {EncryptionAlgorithm.RSAES_OAEP_SHA_1, EncryptionAlgorithm.RSAES_OAEP_SHA_256
                }) {
            String hash = algorithm.hash().jcaName();
            OAEPParameterSpec parameters =
                    new OAEPParameterSpec(hash, "MGF1", new MGF1ParameterSpec(hash), PSource.PSpecified.DEFAULT);
            ciphers.put(algorithm, new Pool<>(() -> {
                Cipher cipher = Cipher.getInstance(ALGORITHM, toolkit.cipher(ALGORITHM));
                cipher.init(mode, key, parameters);
                return cipher;
            }));
        }
    }

    /// @throws GeneralSecurityException where `input` cannot be encrypted or decrypted
    byte[] process(EncryptionAlgorithm algorithm, byte[] input) throws GeneralSecurityException {
        Pool<Cipher> pool = ciphers.get(algorithm);
        if (pool == null) {
            throw new IllegalArgumentException(algorithm + " is not RSA's");
        }
        Cipher cipher = pool.take();
        byte[] output = cipher.doFinal(input);
        pool.giveBack(cipher);
        return output;
    }
}
