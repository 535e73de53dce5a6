package gatehouse.crypto.asymmetric;

import gatehouse.crypto.SecretBytes;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.ECGenParameterSpec;
import javax.crypto.KeyAgreement;

/// ECDSA and ECDH on a curve of NIST's or on secp256k1. Messages are hashed here and then signed as digests.
final class EcFamily implements KeyFamily {
    private static final String KEYS = "EC";
    private static final String ECDSA = "NONEwithECDSA";
    private static final String ECDH = "ECDH";

    private final Curve curve;

    EcFamily(Curve curve) {
        this.curve = curve;
    }

    @Override
    public KeyPairMaterial generate() {
        try {
            KeyPairGenerator generator =
                    KeyPairGenerator.getInstance(KEYS, provider(Toolkit.NATIVE_FIRST, "KeyPairGenerator", KEYS));
            generator.initialize(new ECGenParameterSpec(curve.jcaName()));
            PrivateKey key = generator.generateKeyPair().getPrivate();
            KeyPairMaterial material = EcKeys.material(curve, ((ECPrivateKey) key).getS());
            JcaKeys.destroy(key);
            return material;
        } catch (GeneralSecurityException e) {
            throw Toolkit.broken("The generation of EC keys", e);
        }
    }

    @Override
    public KeyPairMaterial imported(SecretBytes pkcs8) throws InvalidKeyMaterialException {
        return EcKeys.imported(curve, pkcs8);
    }

    @Override
    public PrivateOperations openPrivate(SecretBytes pkcs8, Toolkit toolkit) throws InvalidKeyMaterialException {
        EcKeys.privateNumber(curve, pkcs8);
        return new Private(toolkit, JcaKeys.privateKey(KEYS, provider(toolkit, "KeyFactory", KEYS), pkcs8));
    }

    @Override
    public PublicOperations openPublic(byte[] spki, Toolkit toolkit) throws InvalidKeyMaterialException {
        return new Public(toolkit, publicKey(spki, toolkit));
    }

    /// A checked public key, with its point uncompressed, as not every provider reads the other form.
    private PublicKey publicKey(byte[] spki, Toolkit toolkit) throws InvalidKeyMaterialException {
        byte[] canonical = Der.publicKey(curve.algorithm(), Curve.encode(EcKeys.publicPoint(curve, spki)));
        return JcaKeys.publicKey(KEYS, provider(toolkit, "KeyFactory", KEYS), canonical);
    }

    private Provider provider(Toolkit toolkit, String type, String algorithm) {
        return switch (curve) {
            case P256, P384, P521 -> toolkit.nativeOrJdk(type, algorithm);
            case P256K1, SM2 -> toolkit.nativeOrBouncy(type, algorithm);
        };
    }

    private Signature signature(Toolkit toolkit) throws GeneralSecurityException {
        return Signature.getInstance(ECDSA, provider(toolkit, "Signature", ECDSA));
    }

    private final class Private implements PrivateOperations {
        private final Toolkit toolkit;
        private final PrivateKey key;
        private final JcaSigner signer;

        private Private(Toolkit toolkit, PrivateKey key) {
            this.toolkit = toolkit;
            this.key = key;
            this.signer = JcaSigner.signing(() -> signature(toolkit), key);
        }

        @Override
        public byte[] sign(SigningAlgorithm algorithm, MessageType type, byte[] message) {
            return signer.sign(algorithm.digest(type, message));
        }

        @Override
        public byte[] agree(byte[] peerPublicKeyDer) throws InvalidPeerKeyException {
            try {
                PublicKey peer = publicKey(peerPublicKeyDer, toolkit);
                KeyAgreement agreement = KeyAgreement.getInstance(ECDH, provider(toolkit, "KeyAgreement", ECDH));
                agreement.init(key);
                agreement.doPhase(peer, true);
                return agreement.generateSecret();
            } catch (InvalidKeyMaterialException _) {
                throw new InvalidPeerKeyException("The peer's key is no public key of " + curve.jcaName() + ".");
            } catch (GeneralSecurityException e) {
                throw Toolkit.broken(ECDH, e);
            }
        }

        @Override
        public void destroy() {
            JcaKeys.destroy(key);
        }
    }

    private final class Public implements PublicOperations {
        private final JcaSigner signer;

        private Public(Toolkit toolkit, PublicKey key) {
            this.signer = JcaSigner.verifying(() -> signature(toolkit), key);
        }

        @Override
        public boolean verify(SigningAlgorithm algorithm, MessageType type, byte[] message, byte[] signature) {
            return signer.verify(algorithm.digest(type, message), signature);
        }
    }
}
