package gatehouse.crypto.asymmetric;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gatehouse.crypto.SecretBytes;
import gatehouse.crypto.asymmetric.Vectors.Vector;
import java.util.Arrays;
import java.util.stream.Stream;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSAPrivateKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Published answers, with the native library and without.
class KnownAnswersTest {
    static Stream<Vector> ecdsa() {
        return Vectors.of("ecdsa.txt");
    }

    @ParameterizedTest
    @MethodSource
    void ecdsa(Vector vector) throws Exception {
        byte[] signature = Fixtures.derSignature(vector.number("r"), vector.number("s"));
        byte[] message = vector.bytes("message");
        SigningAlgorithm algorithm = vector.spec().signingAlgorithms().getFirst();
        byte[] publicKey;
        try {
            publicKey = Fixtures.ecPublicKey(vector.spec(), vector.number("x"), vector.number("y"));
        } catch (IllegalArgumentException _) {
            assertThat(vector.valid()).isFalse(); // A changed public key, off the curve.
            return;
        }
        for (Toolkit toolkit : Toolkit.values()) {
            OpenedPublicKey key;
            try {
                key = OpenedPublicKey.open(vector.spec(), publicKey, toolkit);
            } catch (InvalidKeyMaterialException _) {
                assertThat(vector.valid()).isFalse();
                continue;
            }
            assertThat(key.verify(algorithm, MessageType.RAW, message, signature))
                    .isEqualTo(vector.valid());
            assertThat(key.verify(
                            algorithm, MessageType.DIGEST, algorithm.hash().of(message), signature))
                    .isEqualTo(vector.valid());
        }
    }

    static Stream<Vector> ecKeyPairs() {
        return Vectors.of("ec-key-pairs.txt");
    }

    @ParameterizedTest
    @MethodSource
    void ecKeyPairs(Vector vector) throws Exception {
        KeyPairMaterial key = Fixtures.ec(vector.spec(), vector.number("d"));

        assertThat(vector.spec().imported(key.privateKey()).publicKey())
                .isEqualTo(Fixtures.ecPublicKey(vector.spec(), vector.number("x"), vector.number("y")));
    }

    static Stream<Vector> ecdh() {
        return Vectors.of("ecdh.txt");
    }

    @ParameterizedTest
    @MethodSource
    void ecdh(Vector vector) throws Exception {
        byte[] peer = Fixtures.ecPublicKey(vector.spec(), vector.number("x"), vector.number("y"));
        for (Toolkit toolkit : Toolkit.values()) {
            SecretBytes own = Fixtures.ec(vector.spec(), vector.number("d")).privateKey();
            try (OpenedPrivateKey key = OpenedPrivateKey.open(vector.spec(), own, toolkit)) {
                assertThat(key.agree(peer)).isEqualTo(vector.bytes("secret"));
            }
        }
    }

    static Stream<Vector> rsaSignatures() {
        return Stream.concat(Vectors.of("rsa-pkcs1.txt"), Vectors.of("rsa-pss.txt"));
    }

    @ParameterizedTest
    @MethodSource
    void rsaSignatures(Vector vector) throws Exception {
        boolean valid = !vector.values().containsKey("valid") || vector.valid();
        byte[] message = vector.bytes("message");
        byte[] signature = vector.bytes("signature");
        for (Toolkit toolkit : Toolkit.values()) {
            OpenedPublicKey key = Fixtures.opened(vector.spec(), Fixtures.rsaPublicKey(vector), toolkit);
            byte[] digest = vector.signing().hash().of(message);
            assertThat(key.verify(vector.signing(), MessageType.RAW, message, signature))
                    .isEqualTo(valid);
            assertThat(key.verify(vector.signing(), MessageType.DIGEST, digest, signature))
                    .isEqualTo(valid);
        }
    }

    static Stream<Vector> pssSaltsOfAnotherLength() {
        return Vectors.of("rsa-pss-short-salt.txt");
    }

    @ParameterizedTest
    @MethodSource
    void pssSaltsOfAnotherLength(Vector vector) throws Exception {
        for (Toolkit toolkit : Toolkit.values()) {
            OpenedPublicKey key = Fixtures.opened(vector.spec(), Fixtures.rsaPublicKey(vector), toolkit);
            assertThat(key.verify(
                            vector.signing(), MessageType.RAW, vector.bytes("message"), vector.bytes("signature")))
                    .isFalse();
        }
    }

    static Stream<Vector> rsaOaep() {
        return Vectors.of("rsa-oaep.txt");
    }

    @ParameterizedTest
    @MethodSource
    void rsaOaep(Vector vector) throws Exception {
        RSAPrivateKey rsa = new RSAPrivateKey(
                vector.number("n"),
                vector.number("e"),
                vector.number("d"),
                vector.number("p"),
                vector.number("q"),
                vector.number("dp"),
                vector.number("dq"),
                vector.number("qinv"));
        SecretBytes pkcs8 =
                Der.privateKey(new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE), rsa);
        EncryptionAlgorithm algorithm = EncryptionAlgorithm.valueOf(vector.text("algorithm"));

        assertThat(vector.spec().imported(pkcs8).publicKey()).isEqualTo(Fixtures.rsaPublicKey(vector));
        for (Toolkit toolkit : Toolkit.values()) {
            try (OpenedPrivateKey key = OpenedPrivateKey.open(vector.spec(), pkcs8, toolkit)) {
                assertThat(key.decrypt(algorithm, vector.bytes("ciphertext"))).isEqualTo(vector.bytes("plaintext"));
            }
        }
    }

    static Stream<Vector> ed25519() {
        return Vectors.of("ed25519.txt");
    }

    /// RFC 8032's example of Ed25519ph is no digest, which KMS would refuse: it is given to the operations
    /// themselves.
    @ParameterizedTest
    @MethodSource
    void ed25519(Vector vector) throws Exception {
        KeyPairSpec spec = KeyPairSpec.ECC_NIST_EDWARDS25519;
        KeyPairMaterial key = spec.imported(Fixtures.ed25519(vector.bytes("seed")));
        byte[] message = vector.bytes("message");

        assertThat(Arrays.copyOfRange(key.publicKey(), key.publicKey().length - 32, key.publicKey().length))
                .isEqualTo(vector.bytes("public"));
        for (Toolkit toolkit : Toolkit.values()) {
            PrivateOperations own = spec.family().openPrivate(key.privateKey(), toolkit);
            PublicOperations theirs = spec.family().openPublic(key.publicKey(), toolkit);
            byte[] signature = own.sign(vector.signing(), MessageType.RAW, message);
            assertThat(signature).isEqualTo(vector.bytes("signature"));
            assertThat(theirs.verify(vector.signing(), MessageType.RAW, message, signature))
                    .isTrue();
        }
    }

    static Stream<Vector> mlDsa() {
        return Vectors.of("ml-dsa.txt");
    }

    @ParameterizedTest
    @MethodSource
    void mlDsa(Vector vector) throws Exception {
        SigningAlgorithm algorithm = SigningAlgorithm.ML_DSA_SHAKE_256;
        KeyPairMaterial key = vector.spec().imported(SecretBytes.owning(vector.bytes("private")));
        byte[] signature = vector.bytes("signature");

        assertThat(key.publicKey()).isEqualTo(vector.bytes("public"));
        for (Toolkit toolkit : Toolkit.values()) {
            OpenedPublicKey opened = Fixtures.opened(vector.spec(), key.publicKey(), toolkit);
            assertThat(opened.verify(algorithm, MessageType.RAW, vector.bytes("message"), signature))
                    .isEqualTo(vector.valid());
            assertThat(opened.verify(algorithm, MessageType.EXTERNAL_MU, vector.bytes("mu"), signature))
                    .isEqualTo(vector.valid());
        }
    }

    @Test
    void sm2() throws Exception {
        Vector vector = Vectors.of("sm2.txt").findFirst().orElseThrow();
        KeyPairMaterial key = Fixtures.ec(KeyPairSpec.SM2, vector.number("private"));
        byte[] message = vector.text("message").getBytes(US_ASCII);
        byte[] signature = Fixtures.derSignature(vector.number("r"), vector.number("s"));
        byte[] joined = concat(
                new byte[] {4}, vector.bytes("c1x"), vector.bytes("c1y"), vector.bytes("c3"), vector.bytes("c2"));

        assertThat(key.publicKey())
                .isEqualTo(Fixtures.ecPublicKey(KeyPairSpec.SM2, vector.number("x"), vector.number("y")));
        OpenedPublicKey opened = OpenedPublicKey.open(KeyPairSpec.SM2, key.publicKey());
        assertThat(opened.verify(SigningAlgorithm.SM2DSA, MessageType.RAW, message, signature))
                .isTrue();
        assertThat(opened.verify(SigningAlgorithm.SM2DSA, MessageType.DIGEST, vector.bytes("digest"), signature))
                .isTrue();
        try (OpenedPrivateKey own = OpenedPrivateKey.open(KeyPairSpec.SM2, key.privateKey())) {
            byte[] plaintext = own.decrypt(EncryptionAlgorithm.SM2PKE, Sm2Ciphertext.encoded(joined, Curve.SM2));
            assertThat(new String(plaintext, US_ASCII)).isEqualTo(vector.text("plaintext"));
        }
    }

    static Stream<Vector> hmac() {
        return Vectors.of("hmac.txt");
    }

    @ParameterizedTest
    @MethodSource
    void hmac(Vector vector) {
        MacAlgorithm algorithm = MacAlgorithm.valueOf(vector.text("algorithm"));
        byte[] expected = vector.bytes("mac");

        byte[] mac = algorithm.compute(SecretBytes.owning(vector.bytes("key")), vector.bytes("message"));

        assertThat(mac).hasSize(algorithm.macBytes());
        assertThat(Arrays.copyOf(mac, expected.length)).isEqualTo(expected);
    }

    static Stream<Vector> keyWrap() {
        return Vectors.of("aes-kwp.txt");
    }

    @ParameterizedTest
    @MethodSource
    void keyWrap(Vector vector) throws Exception {
        byte[] expected = vector.bytes("plaintext");
        for (Toolkit toolkit : Toolkit.values()) {
            if (expected.length == 0) {
                assertThatThrownBy(() ->
                                WrappingAlgorithm.unwrapKey(toolkit, vector.bytes("key"), vector.bytes("wrapped")))
                        .isInstanceOf(InvalidCiphertextException.class);
            } else {
                assertThat(WrappingAlgorithm.unwrapKey(toolkit, vector.bytes("key"), vector.bytes("wrapped"))
                                .revealSecret())
                        .isEqualTo(expected);
            }
        }
    }

    private static byte[] concat(byte[]... parts) {
        byte[] joined = {};
        for (byte[] part : parts) {
            int at = joined.length;
            joined = Arrays.copyOf(joined, at + part.length);
            System.arraycopy(part, 0, joined, at, part.length);
        }
        return joined;
    }
}
