package gatehouse.crypto.asymmetric;

import gatehouse.crypto.SecretBytes;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.pqc.crypto.mldsa.MLDSAParameters;

/// ML-DSA (FIPS 204) with one of its parameter sets, pure and with an empty context.
final class MlDsaFamily implements KeyFamily {
    private static final String KEYS = "ML-DSA";
    private static final String PURE = "ML-DSA";
    private static final String NATIVE_OF_MU = "ML-DSA-ExtMu";
    private static final String BOUNCY_OF_MU = "ML-DSA-EXTERNAL-MU";

    private final Parameters parameters;

    MlDsaFamily(Parameters parameters) {
        this.parameters = parameters;
    }

    @Override
    public KeyPairMaterial generate() {
        try {
            PrivateKey key = KeyPairGenerator.getInstance(
                            parameters.jcaName,
                            Toolkit.NATIVE_FIRST.nativeOrBouncy("KeyPairGenerator", parameters.jcaName))
                    .generateKeyPair()
                    .getPrivate();
            SecretBytes encoded = SecretBytes.owning(key.getEncoded());
            try {
                return imported(encoded);
            } finally {
                encoded.erase();
                JcaKeys.destroy(key);
            }
        } catch (GeneralSecurityException e) {
            throw Toolkit.broken("The generation of ML-DSA keys", e);
        } catch (InvalidKeyMaterialException e) {
            throw new IllegalStateException("A new ML-DSA key is none", e);
        }
    }

    @Override
    public KeyPairMaterial imported(SecretBytes pkcs8) throws InvalidKeyMaterialException {
        return MlDsaKeys.imported(parameters.algorithm, parameters.bouncy, pkcs8);
    }

    @Override
    public PrivateOperations openPrivate(SecretBytes pkcs8, Toolkit toolkit) throws InvalidKeyMaterialException {
        MlDsaKeys.requireKind(parameters.algorithm, pkcs8);
        return ways(toolkit).signing(JcaKeys.privateKey(KEYS, toolkit.nativeOrBouncy("KeyFactory", KEYS), pkcs8));
    }

    @Override
    public PublicOperations openPublic(byte[] spki, Toolkit toolkit) throws InvalidKeyMaterialException {
        SubjectPublicKeyInfo info = Der.publicKey(spki);
        if (!parameters.algorithm.equals(info.getAlgorithm())
                || Der.octets(info.getPublicKeyData()).length != parameters.publicBytes) {
            throw new InvalidKeyMaterialException("The public key is not one of this ML-DSA parameter set.");
        }
        return ways(toolkit).verifying(JcaKeys.publicKey(KEYS, toolkit.nativeOrBouncy("KeyFactory", KEYS), spki));
    }

    private static JcaSigner.Algorithm pure(Toolkit toolkit) {
        return () -> Signature.getInstance(PURE, toolkit.nativeOrBouncy("Signature", PURE));
    }

    private static JcaSigner.Algorithm ofMu(Toolkit toolkit) {
        String name = toolkit.runsNative() ? NATIVE_OF_MU : BOUNCY_OF_MU;
        return () -> Signature.getInstance(name, toolkit.nativeOrBouncy("Signature", name));
    }

    private static TwoWays ways(Toolkit toolkit) {
        return new TwoWays(pure(toolkit), ofMu(toolkit), (algorithm, type) -> type == MessageType.EXTERNAL_MU);
    }

    /// The parameter sets.
    @SuppressWarnings("ImmutableEnumChecker") // Nobody changes what Bouncy Castle gives.
    enum Parameters {
        ML_DSA_44("ML-DSA-44", NISTObjectIdentifiers.id_ml_dsa_44, MLDSAParameters.ml_dsa_44, 1312),
        ML_DSA_65("ML-DSA-65", NISTObjectIdentifiers.id_ml_dsa_65, MLDSAParameters.ml_dsa_65, 1952),
        ML_DSA_87("ML-DSA-87", NISTObjectIdentifiers.id_ml_dsa_87, MLDSAParameters.ml_dsa_87, 2592);

        private final String jcaName;
        private final AlgorithmIdentifier algorithm;
        private final MLDSAParameters bouncy;
        private final int publicBytes;

        Parameters(String jcaName, ASN1ObjectIdentifier id, MLDSAParameters bouncy, int publicBytes) {
            this.jcaName = jcaName;
            this.algorithm = new AlgorithmIdentifier(id);
            this.bouncy = bouncy;
            this.publicBytes = publicBytes;
        }
    }
}
