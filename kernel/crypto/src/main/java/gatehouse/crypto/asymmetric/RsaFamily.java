package gatehouse.crypto.asymmetric;

import gatehouse.crypto.SecretBytes;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.interfaces.RSAPrivateCrtKey;
import javax.crypto.Cipher;
import org.bouncycastle.asn1.pkcs.RSAPrivateKey;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.crypto.params.RSAKeyParameters;

/// RSA with a modulus of some size.
final class RsaFamily implements KeyFamily {
    private static final String KEYS = "RSA";

    private final int modulusBits;

    RsaFamily(int modulusBits) {
        this.modulusBits = modulusBits;
    }

    int modulusBytes() {
        return modulusBits / 8;
    }

    @Override
    public KeyPairMaterial generate() {
        try {
            return SlowWork.done(this::generateHere);
        } catch (GeneralSecurityException e) {
            throw Toolkit.broken("The generation of RSA keys", e);
        }
    }

    private KeyPairMaterial generateHere() throws GeneralSecurityException {
        KeyPairGenerator generator =
                KeyPairGenerator.getInstance(KEYS, Toolkit.NATIVE_FIRST.nativeOrJdk("KeyPairGenerator", KEYS));
        generator.initialize(modulusBits);
        RSAPrivateCrtKey key = (RSAPrivateCrtKey) generator.generateKeyPair().getPrivate();
        KeyPairMaterial material = RsaKeys.material(new RSAPrivateKey(
                key.getModulus(),
                key.getPublicExponent(),
                key.getPrivateExponent(),
                key.getPrimeP(),
                key.getPrimeQ(),
                key.getPrimeExponentP(),
                key.getPrimeExponentQ(),
                key.getCrtCoefficient()));
        JcaKeys.destroy(key);
        return material;
    }

    @Override
    public KeyPairMaterial imported(SecretBytes pkcs8) throws InvalidKeyMaterialException {
        return RsaKeys.material(RsaKeys.checked(pkcs8, modulusBits));
    }

    @Override
    public PrivateOperations openPrivate(SecretBytes pkcs8, Toolkit toolkit) throws InvalidKeyMaterialException {
        PrivateKey key = JcaKeys.privateKey(KEYS, keyFactory(toolkit), pkcs8);
        if (!(key instanceof RSAPrivateCrtKey rsa)) {
            throw new InvalidKeyMaterialException("The RSA private key has not its primes.");
        }
        RsaKeys.requireSize(rsa.getModulus(), rsa.getPublicExponent(), modulusBits);
        return new Private(toolkit, key, parameters(rsa.getModulus(), rsa.getPublicExponent()));
    }

    @Override
    public PublicOperations openPublic(byte[] spki, Toolkit toolkit) throws InvalidKeyMaterialException {
        RSAPublicKey rsa = RsaKeys.publicKey(spki, modulusBits);
        PublicKey key = JcaKeys.publicKey(KEYS, keyFactory(toolkit), spki);
        return new Public(toolkit, key, parameters(rsa.getModulus(), rsa.getPublicExponent()));
    }

    private static Provider keyFactory(Toolkit toolkit) {
        return toolkit.nativeOrJdk("KeyFactory", KEYS);
    }

    /// The public key for Bouncy Castle, which need not test it again.
    private static RSAKeyParameters parameters(BigInteger modulus, BigInteger exponent) {
        return new RSAKeyParameters(false, modulus, exponent, true);
    }

    private final class Private implements PrivateOperations {
        private final PrivateKey key;
        private final RsaPadding padding;
        private final Oaep oaep;

        private Private(Toolkit toolkit, PrivateKey key, RSAKeyParameters parameters) {
            this.key = key;
            this.padding = new RsaPadding(new RawRsa(toolkit, key, modulusBytes()), parameters);
            this.oaep = new Oaep(toolkit, Cipher.DECRYPT_MODE, key);
        }

        @Override
        public byte[] sign(SigningAlgorithm algorithm, MessageType type, byte[] message) {
            return padding.sign(algorithm, algorithm.digest(type, message));
        }

        @Override
        public byte[] decrypt(EncryptionAlgorithm algorithm, byte[] ciphertext) throws InvalidCiphertextException {
            if (ciphertext.length != modulusBytes()) {
                throw new InvalidCiphertextException();
            }
            try {
                return oaep.process(algorithm, ciphertext);
            } catch (GeneralSecurityException _) {
                throw new InvalidCiphertextException();
            }
        }

        @Override
        public void destroy() {
            JcaKeys.destroy(key);
        }
    }

    private final class Public implements PublicOperations {
        private final RsaPadding padding;
        private final Oaep oaep;

        private Public(Toolkit toolkit, PublicKey key, RSAKeyParameters parameters) {
            this.padding = new RsaPadding(new RawRsa(toolkit, key, modulusBytes()), parameters);
            this.oaep = new Oaep(toolkit, Cipher.ENCRYPT_MODE, key);
        }

        @Override
        public boolean verify(SigningAlgorithm algorithm, MessageType type, byte[] message, byte[] signature) {
            return padding.verify(algorithm, algorithm.digest(type, message), signature);
        }

        @Override
        public byte[] encrypt(EncryptionAlgorithm algorithm, byte[] plaintext) {
            try {
                return oaep.process(algorithm, plaintext);
            } catch (GeneralSecurityException e) {
                throw Toolkit.broken("OAEP", e);
            }
        }
    }
}
