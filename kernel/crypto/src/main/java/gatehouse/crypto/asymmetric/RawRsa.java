package gatehouse.crypto.asymmetric;

import gatehouse.crypto.Pool;
import java.security.GeneralSecurityException;
import java.security.Key;
import javax.crypto.BadPaddingException;
import javax.crypto.Cipher;
import org.bouncycastle.crypto.AsymmetricBlockCipher;
import org.bouncycastle.crypto.CipherParameters;
import org.bouncycastle.crypto.InvalidCipherTextException;

/// RSA's bare function with one key, for any number of threads; a private key's is blinded and checked by the
/// provider. It is dangerous without a padding: only [RsaPadding] uses it, to which it also is Bouncy
/// Castle's cipher.
final class RawRsa implements AsymmetricBlockCipher {
    private static final String ALGORITHM = "RSA/ECB/NoPadding";

    private final int modulusBytes;
    private final Pool<Cipher> ciphers;

    RawRsa(Toolkit toolkit, Key key, int modulusBytes) {
        this.modulusBytes = modulusBytes;
        this.ciphers = new Pool<>(() -> {
            Cipher cipher = Cipher.getInstance(ALGORITHM, toolkit.cipher(ALGORITHM));
            cipher.init(Cipher.ENCRYPT_MODE, key);
            return cipher;
        });
    }

    /// `block` as a number, to the power of the key's exponent.
    ///
    /// @throws InvalidCipherTextException where `block` is not smaller than the modulus
    byte[] power(byte[] block) throws InvalidCipherTextException {
        try {
            Cipher cipher = ciphers.take();
            byte[] result = cipher.doFinal(block);
            ciphers.giveBack(cipher);
            return result;
        } catch (BadPaddingException _) {
            throw new InvalidCipherTextException("Not smaller than the modulus");
        } catch (GeneralSecurityException e) {
            throw Toolkit.broken("RSA", e);
        }
    }

    @Override
    public void init(boolean forEncryption, CipherParameters parameters) {
        // It has its key.
    }

    @Override
    public int getInputBlockSize() {
        return modulusBytes;
    }

    @Override
    public int getOutputBlockSize() {
        return modulusBytes;
    }

    @Override
    public byte[] processBlock(byte[] in, int offset, int sizeBytes) throws InvalidCipherTextException {
        byte[] block = new byte[modulusBytes];
        System.arraycopy(in, offset, block, modulusBytes - sizeBytes, sizeBytes);
        return power(block);
    }
}
