package gatehouse.crypto.asymmetric;

import gatehouse.crypto.SecretBytes;
import java.io.IOException;
import java.math.BigInteger;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.agreement.ECDHBasicAgreement;
import org.bouncycastle.crypto.engines.SM2Engine;
import org.bouncycastle.crypto.generators.ECKeyPairGenerator;
import org.bouncycastle.crypto.params.ECKeyGenerationParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.ParametersWithRandom;
import org.bouncycastle.crypto.signers.SM2Signer;
import org.bouncycastle.util.BigIntegers;
import org.jspecify.annotations.Nullable;

/// SM2 (GB/T 32918) on its recommended curve: signatures, encryption, and ECDH. Only Bouncy Castle has it.
final class Sm2Family implements KeyFamily {
    private static final Curve CURVE = Curve.SM2;

    @Override
    public KeyPairMaterial generate() {
        ECKeyPairGenerator generator = new ECKeyPairGenerator();
        generator.init(new ECKeyGenerationParameters(CURVE.domain(), null));
        AsymmetricCipherKeyPair pair = generator.generateKeyPair();
        return EcKeys.material(CURVE, ((ECPrivateKeyParameters) pair.getPrivate()).getD());
    }

    @Override
    public KeyPairMaterial imported(SecretBytes pkcs8) throws InvalidKeyMaterialException {
        return EcKeys.imported(CURVE, pkcs8);
    }

    @Override
    public PrivateOperations openPrivate(SecretBytes pkcs8, Toolkit toolkit) throws InvalidKeyMaterialException {
        BigInteger number = EcKeys.privateNumber(CURVE, pkcs8);
        return new Private(new ECPrivateKeyParameters(number, CURVE.domain()));
    }

    @Override
    public PublicOperations openPublic(byte[] spki, Toolkit toolkit) throws InvalidKeyMaterialException {
        return new Public(publicKey(spki));
    }

    private static ECPublicKeyParameters publicKey(byte[] spki) throws InvalidKeyMaterialException {
        return new ECPublicKeyParameters(EcKeys.publicPoint(CURVE, spki), CURVE.domain());
    }

    /// Bouncy Castle's signer hashes the signer's identity and the message together. Where the caller has
    /// done that, its digest takes the place of the signer's.
    private static final class Signer extends SM2Signer {
        private final byte @Nullable [] digest;

        private Signer(byte @Nullable [] digest) {
            this.digest = digest;
        }

        private static SM2Signer of(MessageType type, byte[] message) {
            return new Signer(type == MessageType.DIGEST ? message : null);
        }

        @Override
        protected BigInteger calculateE(BigInteger order, byte[] ownDigest) {
            return super.calculateE(order, digest == null ? ownDigest : digest);
        }
    }

    private static final class Private implements PrivateOperations {
        private final ECPrivateKeyParameters key;

        private Private(ECPrivateKeyParameters key) {
            this.key = key;
        }

        @Override
        public byte[] sign(SigningAlgorithm algorithm, MessageType type, byte[] message) {
            try {
                SM2Signer signer = Signer.of(type, message);
                signer.init(true, key);
                signer.update(message, 0, message.length);
                return signer.generateSignature();
            } catch (CryptoException e) {
                throw new IllegalStateException(
                        "SM2 does not sign here: " + e.getClass().getName());
            }
        }

        @Override
        public byte[] decrypt(EncryptionAlgorithm algorithm, byte[] ciphertext) throws InvalidCiphertextException {
            byte[] joined = Sm2Ciphertext.joined(ciphertext, CURVE);
            try {
                SM2Engine engine = new SM2Engine(SM2Engine.Mode.C1C3C2);
                engine.init(false, key);
                return engine.processBlock(joined, 0, joined.length);
            } catch (InvalidCipherTextException | IllegalArgumentException | IllegalStateException _) {
                throw new InvalidCiphertextException();
            }
        }

        @Override
        public byte[] agree(byte[] peerPublicKeyDer) throws InvalidPeerKeyException {
            try {
                ECDHBasicAgreement agreement = new ECDHBasicAgreement();
                agreement.init(key);
                BigInteger secret = agreement.calculateAgreement(publicKey(peerPublicKeyDer));
                return BigIntegers.asUnsignedByteArray(CURVE.fieldBytes(), secret);
            } catch (InvalidKeyMaterialException _) {
                throw new InvalidPeerKeyException("The peer's key is no public key of " + CURVE.jcaName() + ".");
            }
        }

        @Override
        public void destroy() {
            // A number of Java's cannot be overwritten: the garbage collector takes it.
        }
    }

    private static final class Public implements PublicOperations {
        private final ECPublicKeyParameters key;

        private Public(ECPublicKeyParameters key) {
            this.key = key;
        }

        @Override
        public boolean verify(SigningAlgorithm algorithm, MessageType type, byte[] message, byte[] signature) {
            if (!isShallow(signature)) {
                return false;
            }
            SM2Signer signer = Signer.of(type, message);
            signer.init(false, key);
            signer.update(message, 0, message.length);
            return signer.verifySignature(signature);
        }

        private static boolean isShallow(byte[] signature) {
            try {
                Der.requireShallow(signature);
                return true;
            } catch (IOException _) {
                return false;
            }
        }

        @Override
        public byte[] encrypt(EncryptionAlgorithm algorithm, byte[] plaintext) {
            try {
                SM2Engine engine = new SM2Engine(SM2Engine.Mode.C1C3C2);
                engine.init(true, new ParametersWithRandom(key));
                return Sm2Ciphertext.encoded(engine.processBlock(plaintext, 0, plaintext.length), CURVE);
            } catch (InvalidCipherTextException e) {
                throw new IllegalStateException(
                        "SM2 does not encrypt here: " + e.getClass().getName());
            }
        }
    }
}
