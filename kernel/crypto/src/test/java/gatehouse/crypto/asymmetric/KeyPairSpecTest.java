package gatehouse.crypto.asymmetric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gatehouse.crypto.SecretBytes;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.UnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.RSAPrivateKey;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.pqc.crypto.mldsa.MLDSAParameters;
import org.bouncycastle.pqc.crypto.mldsa.MLDSAPrivateKeyParameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KeyPairSpecTest {
    @ParameterizedTest
    @EnumSource
    void aGeneratedKeyIsWhatItsImportWouldGive(KeyPairSpec spec) throws Exception {
        KeyPairMaterial key = Fixtures.key(spec);

        KeyPairMaterial imported = spec.imported(key.privateKey());

        assertThat(imported.privateKey()).isEqualTo(key.privateKey());
        assertThat(imported.publicKey()).isEqualTo(key.publicKey());
    }

    @ParameterizedTest
    @EnumSource
    void keysAreNewEachTime(KeyPairSpec spec) {
        if (spec != KeyPairSpec.RSA_4096) {
            assertThat(spec.generate().privateKey())
                    .isNotEqualTo(spec.generate().privateKey());
        }
    }

    @ParameterizedTest
    @EnumSource
    void keysOfOtherSpecsAreRefused(KeyPairSpec spec) {
        for (KeyPairSpec other : KeyPairSpec.values()) {
            if (other != spec) {
                KeyPairMaterial key = Fixtures.key(other);
                assertThatThrownBy(() -> spec.imported(key.privateKey()))
                        .describedAs("%s as %s", other, spec)
                        .isInstanceOf(InvalidKeyMaterialException.class)
                        .hasNoCause();
                for (Toolkit toolkit : Toolkit.values()) {
                    assertThatThrownBy(() -> OpenedPrivateKey.open(spec, key.privateKey(), toolkit))
                            .isInstanceOf(InvalidKeyMaterialException.class);
                    assertThatThrownBy(() -> OpenedPublicKey.open(spec, key.publicKey(), toolkit))
                            .isInstanceOf(InvalidKeyMaterialException.class);
                }
            }
        }
    }

    /// A changed encoding is refused, or it is a key that is whole again, such as another private number
    /// without a public key; nothing else leaves these methods.
    @Property(tries = 250)
    void brokenEncodingsAreRefusedInOneWay(@ForAll KeyPairSpec spec, @ForAll int position, @ForAll byte value) {
        requireRefusedInOneWay(spec, position, value);
    }

    /// Each byte of the keys that are short, and the head of the others: the number of unused bits of a
    /// public key's bit string among them.
    @ParameterizedTest
    @EnumSource
    void whicheverByteIsBroken(KeyPairSpec spec) {
        int bytes = Math.min(160, Fixtures.key(spec).privateKey().size());
        for (int position = 0; position < bytes; position++) {
            requireRefusedInOneWay(spec, position, (byte) 1);
            requireRefusedInOneWay(spec, position, (byte) 7);
        }
    }

    private static void requireRefusedInOneWay(KeyPairSpec spec, int position, byte value) {
        SecretBytes changed = changed(Fixtures.key(spec).privateKey().revealSecret(), position, value);
        try {
            KeyPairMaterial material = spec.imported(changed);
            assertThat(spec.imported(material.privateKey()).publicKey()).isEqualTo(material.publicKey());
        } catch (InvalidKeyMaterialException e) {
            assertThat(e).hasNoCause();
        }
        for (Toolkit toolkit : Toolkit.values()) {
            try {
                OpenedPrivateKey.open(spec, changed, toolkit).close();
            } catch (InvalidKeyMaterialException e) {
                assertThat(e).hasNoCause();
            }
            try {
                OpenedPublicKey.open(
                        spec,
                        changed(Fixtures.key(spec).publicKey(), position, value).revealSecret(),
                        toolkit);
            } catch (InvalidKeyMaterialException e) {
                assertThat(e).hasNoCause();
            }
        }
    }

    @Property(tries = 100)
    void otherBytesAreRefused(@ForAll KeyPairSpec spec, @ForAll byte[] bytes) {
        assertRefused(spec, SecretBytes.owning(bytes));
        assertThatThrownBy(() -> OpenedPublicKey.open(spec, bytes)).isInstanceOf(InvalidKeyMaterialException.class);
    }

    @ParameterizedTest
    @EnumSource
    void cutAndExtendedKeysAreRefused(KeyPairSpec spec) {
        byte[] whole = Fixtures.key(spec).privateKey().revealSecret();

        assertRefused(spec, SecretBytes.owning(Arrays.copyOf(whole, whole.length - 1)));
        assertRefused(spec, SecretBytes.owning(Arrays.copyOf(whole, whole.length + 1)));
        assertRefused(spec, SecretBytes.owning(new byte[0]));
    }

    @Test
    void rsaKeysWithANumberThatDoesNotBelongAreRefused() throws Exception {
        RSAPrivateKey key = rsa();
        UnaryOperator<BigInteger> other = number -> number.add(BigInteger.TWO);
        BigInteger n = key.getModulus();
        BigInteger e = key.getPublicExponent();
        BigInteger d = key.getPrivateExponent();
        BigInteger p = key.getPrime1();
        BigInteger q = key.getPrime2();
        BigInteger dp = key.getExponent1();
        BigInteger dq = key.getExponent2();
        BigInteger inverse = key.getCoefficient();

        assertThat(KeyPairSpec.RSA_2048
                        .imported(rsa(new RSAPrivateKey(n, e, d, p, q, dp, dq, inverse)))
                        .privateKey())
                .isEqualTo(Fixtures.key(KeyPairSpec.RSA_2048).privateKey());
        for (RSAPrivateKey wrong : new RSAPrivateKey[] {
            new RSAPrivateKey(other.apply(n), e, d, p, q, dp, dq, inverse),
            new RSAPrivateKey(n, other.apply(e), d, p, q, dp, dq, inverse),
            new RSAPrivateKey(n, e, other.apply(d), p, q, dp, dq, inverse),
            new RSAPrivateKey(n, e, d, other.apply(p), q, dp, dq, inverse),
            new RSAPrivateKey(n, e, d, p, other.apply(q), dp, dq, inverse),
            new RSAPrivateKey(n, e, d, p, q, other.apply(dp), dq, inverse),
            new RSAPrivateKey(n, e, d, p, q, dp, other.apply(dq), inverse),
            new RSAPrivateKey(n, e, d, p, q, dp, dq, other.apply(inverse)),
            new RSAPrivateKey(n, e, d, q, p, dp, dq, inverse),
            new RSAPrivateKey(n, BigInteger.valueOf(3), d, p, q, dp, dq, inverse),
            new RSAPrivateKey(n.negate(), e, d, p.negate(), q, dp, dq, inverse),
        }) {
            assertRefused(KeyPairSpec.RSA_2048, rsa(wrong));
        }
    }

    @Test
    void rsaKeysOfOtherSizesAreRefused() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        for (int bits : new int[] {1024, 2047, 2056}) {
            generator.initialize(bits);
            assertRefused(
                    KeyPairSpec.RSA_2048,
                    SecretBytes.owning(generator.generateKeyPair().getPrivate().getEncoded()));
        }
    }

    @Test
    void keysOfTheJdkAreImported() throws Exception {
        assertImportsFromJdk(KeyPairSpec.RSA_2048, "RSA", 2048);
        assertImportsFromJdk(KeyPairSpec.ECC_NIST_P256, "EC", 256);
        assertImportsFromJdk(KeyPairSpec.ECC_NIST_P384, "EC", 384);
        assertImportsFromJdk(KeyPairSpec.ECC_NIST_P521, "EC", 521);
        assertImportsFromJdk(KeyPairSpec.ECC_NIST_EDWARDS25519, "Ed25519", 255);
        assertImportsFromJdk(KeyPairSpec.ML_DSA_44, "ML-DSA-44", 0);
        assertImportsFromJdk(KeyPairSpec.ML_DSA_65, "ML-DSA-65", 0);
        assertImportsFromJdk(KeyPairSpec.ML_DSA_87, "ML-DSA-87", 0);
    }

    @Test
    void ellipticCurveKeysOutsideTheOrderAreRefused() {
        Fixtures.CURVES.forEach((spec, curve) -> {
            BigInteger order = curve.domain().getN();
            for (BigInteger number : new BigInteger[] {BigInteger.ZERO, order, order.add(BigInteger.ONE)}) {
                SecretBytes pkcs8 = Der.privateKey(curve.algorithm(), new ECPrivateKey(order.bitLength(), number));
                assertRefused(spec, pkcs8);
                assertThatThrownBy(() -> OpenedPrivateKey.open(spec, pkcs8))
                        .isInstanceOf(InvalidKeyMaterialException.class);
            }
        });
    }

    @Test
    void aPublicKeyOfAnotherPrivateKeyIsRefused() {
        Fixtures.CURVES.forEach((spec, curve) -> {
            DERBitString point =
                    new DERBitString(Curve.encode(curve.domain().getG().normalize()));
            SecretBytes pkcs8 = Der.privateKey(
                    curve.algorithm(),
                    new ECPrivateKey(curve.domain().getN().bitLength(), BigInteger.TWO, point, null));
            assertRefused(spec, pkcs8);
        });
    }

    @Test
    void mlDsaKeysAreImportedInEachFormOfTheRfc() throws Exception {
        byte[] seed = HexFormat.of().parseHex("00".repeat(32));
        MLDSAPrivateKeyParameters key = new MLDSAPrivateKeyParameters(MLDSAParameters.ml_dsa_44, seed);
        AlgorithmIdentifier algorithm = new AlgorithmIdentifier(NISTObjectIdentifiers.id_ml_dsa_44);
        DEROctetString expanded = new DEROctetString(key.getEncoded());
        KeyPairMaterial ofSeed = MlDsaKeys.ofSeed(algorithm, MLDSAParameters.ml_dsa_44, seed);

        KeyPairMaterial ofBoth = KeyPairSpec.ML_DSA_44.imported(
                Der.privateKey(algorithm, new DERSequence(new DEROctetString[] {new DEROctetString(seed), expanded})));
        KeyPairMaterial ofExpanded = KeyPairSpec.ML_DSA_44.imported(Der.privateKey(algorithm, expanded));

        assertThat(ofBoth.privateKey()).isEqualTo(ofSeed.privateKey());
        assertThat(ofBoth.publicKey()).isEqualTo(ofSeed.publicKey());
        assertThat(ofExpanded.publicKey()).isEqualTo(ofSeed.publicKey());
        for (Toolkit toolkit : Toolkit.values()) {
            try (OpenedPrivateKey opened =
                    OpenedPrivateKey.open(KeyPairSpec.ML_DSA_44, ofExpanded.privateKey(), toolkit)) {
                byte[] signature = opened.sign(SigningAlgorithm.ML_DSA_SHAKE_256, MessageType.RAW, new byte[] {1});
                assertThat(Fixtures.opened(KeyPairSpec.ML_DSA_44, ofSeed.publicKey(), toolkit)
                                .verify(SigningAlgorithm.ML_DSA_SHAKE_256, MessageType.RAW, new byte[] {1}, signature))
                        .isTrue();
            }
        }
        byte[] otherSeed = seed.clone();
        otherSeed[0] = 1;
        assertRefused(KeyPairSpec.ML_DSA_44, Der.privateKey(algorithm, new DERSequence(new DEROctetString[] {
            new DEROctetString(otherSeed), expanded
        })));
    }

    @Test
    void expandedMlDsaKeysWhosePartsDoNotBelongTogetherAreRefused() {
        byte[] expanded = new MLDSAPrivateKeyParameters(MLDSAParameters.ml_dsa_44, new byte[32]).getEncoded();
        AlgorithmIdentifier algorithm = new AlgorithmIdentifier(NISTObjectIdentifiers.id_ml_dsa_44);
        // One bit of rho, of tr and of s1 (FIPS 204, algorithm 24).
        for (int at : new int[] {0, 64, 128}) {
            byte[] changed = expanded.clone();
            changed[at] ^= 1;
            assertRefused(KeyPairSpec.ML_DSA_44, Der.privateKey(algorithm, new DEROctetString(changed)));
        }
    }

    @Test
    void whatASpecDoesIsAwss() {
        assertThat(KeyPairSpec.RSA_2048.signingAlgorithms().getFirst())
                .isEqualTo(SigningAlgorithm.RSASSA_PKCS1_V1_5_SHA_256);
        assertThat(Arrays.stream(KeyPairSpec.values()).filter(KeyPairSpec::agreesOnSecrets))
                .containsExactly(
                        KeyPairSpec.ECC_NIST_P256,
                        KeyPairSpec.ECC_NIST_P384,
                        KeyPairSpec.ECC_NIST_P521,
                        KeyPairSpec.SM2);
        assertThat(Arrays.stream(KeyPairSpec.values())
                        .filter(spec -> !spec.encryptionAlgorithms().isEmpty()))
                .containsExactly(KeyPairSpec.RSA_2048, KeyPairSpec.RSA_3072, KeyPairSpec.RSA_4096, KeyPairSpec.SM2);
    }

    @ParameterizedTest
    @EnumSource
    void nothingOfAPrivateKeyIsShown(KeyPairSpec spec) throws Exception {
        KeyPairMaterial key = Fixtures.key(spec);
        try (OpenedPrivateKey opened = OpenedPrivateKey.open(spec, key.privateKey())) {
            assertThat(opened).hasToString("OpenedPrivateKey[" + spec + "]");
        }
        assertThat(key).hasToString("KeyPairMaterial[" + key.publicKey().length + " bytes of public key]");
    }

    private static void assertImportsFromJdk(KeyPairSpec spec, String algorithm, int bits) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
        if (bits > 0) {
            generator.initialize(bits);
        }
        KeyPair pair = generator.generateKeyPair();

        KeyPairMaterial imported =
                spec.imported(SecretBytes.owning(pair.getPrivate().getEncoded()));

        assertThat(imported.publicKey()).isEqualTo(pair.getPublic().getEncoded());
    }

    private static void assertRefused(KeyPairSpec spec, SecretBytes pkcs8) {
        assertThatThrownBy(() -> spec.imported(pkcs8))
                .isInstanceOf(InvalidKeyMaterialException.class)
                .hasNoCause();
    }

    private static SecretBytes changed(byte[] encoding, int position, byte value) {
        byte[] changed = encoding.clone();
        changed[Math.floorMod(position, changed.length)] = value;
        return SecretBytes.owning(changed);
    }

    private static RSAPrivateKey rsa() throws Exception {
        return RSAPrivateKey.getInstance(PrivateKeyInfo.getInstance(
                        Fixtures.key(KeyPairSpec.RSA_2048).privateKey().revealSecret())
                .parsePrivateKey());
    }

    private static SecretBytes rsa(RSAPrivateKey key) {
        return Der.privateKey(new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE), key);
    }
}
