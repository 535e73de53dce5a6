package gatehouse.keys.kms;

import static gatehouse.keys.kms.KmsFixture.base64;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.crypto.SecretBytes;
import gatehouse.crypto.asymmetric.KeyPairMaterial;
import gatehouse.crypto.asymmetric.KeyPairSpec;
import gatehouse.crypto.asymmetric.OpenedPrivateKey;
import gatehouse.crypto.asymmetric.OpenedPublicKey;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What key pairs do beside signing: encrypt, agree, and come as data keys.
class KeyPairsTest {
    private static final byte[] MESSAGE = "what is signed ☃".getBytes(UTF_8);

    @TempDir
    private static Path folder;

    @SuppressWarnings("NullAway.Init") // Before all tests.
    private static KmsFixture kms;

    @BeforeAll
    static void start() throws IOException {
        kms = KmsFixture.in(folder);
    }

    @AfterAll
    static void stop() {
        kms.close();
    }

    @ParameterizedTest
    @CsvSource({
        "RSA_2048, RSAES_OAEP_SHA_1, 214",
        "RSA_2048, RSAES_OAEP_SHA_256, 190",
        "RSA_3072, RSAES_OAEP_SHA_1, 342",
        "RSA_3072, RSAES_OAEP_SHA_256, 318",
        "RSA_4096, RSAES_OAEP_SHA_1, 470",
        "RSA_4096, RSAES_OAEP_SHA_256, 446"
    })
    void anRsaKeyEncryptsAsMuchAsItsAlgorithmTakes(String spec, String algorithm, int bytesMax) {
        String key = kms.key(spec, "ENCRYPT_DECRYPT");
        byte[] plaintext = new byte[bytesMax];
        plaintext[0] = 7;
        byte[] ciphertext = encrypt(key, algorithm, plaintext).bytes("CiphertextBlob");
        Answer decrypted = decrypt(key, algorithm, ciphertext);
        assertThat(decrypted.bytes("Plaintext")).isEqualTo(plaintext);
        assertThat(decrypted.text("EncryptionAlgorithm")).isEqualTo(algorithm);
        assertThat(decrypted.ok().has("KeyMaterialId")).isFalse();
        encrypt(key, algorithm, new byte[bytesMax + 1])
                .isRefusedWith(
                        "ValidationException",
                        "Algorithm " + algorithm + " and key spec " + spec + " cannot encrypt data larger than "
                                + bytesMax + " bytes.");
        ciphertext[9] ^= 1;
        decrypt(key, algorithm, ciphertext).isRefusedWith("InvalidCiphertextException");
    }

    @Test
    void anSm2KeyEncrypts() {
        String key = kms.key("SM2", "ENCRYPT_DECRYPT");
        byte[] ciphertext = encrypt(key, "SM2PKE", MESSAGE).bytes("CiphertextBlob");
        assertThat(decrypt(key, "SM2PKE", ciphertext).bytes("Plaintext")).isEqualTo(MESSAGE);
    }

    @Test
    void whatAKeyPairEncryptsIsBoundToNoContextAndNamesNoKey() {
        String key = kms.key("RSA_2048", "ENCRYPT_DECRYPT");
        String body = "{'KeyId':'" + key + "','EncryptionAlgorithm':'RSAES_OAEP_SHA_256','Plaintext':'AAAA'";
        kms.call(kms.root, "Encrypt", body + ",'EncryptionContext':{'a':'b'}}").isRefusedWith("ValidationException");
        kms.call(kms.root, "Encrypt", "{'KeyId':'" + key + "','Plaintext':'AAAA'}")
                .isRefusedWith(
                        "InvalidKeyUsageException",
                        "Algorithm SYMMETRIC_DEFAULT is incompatible with key spec RSA_2048.");
        String ciphertext = kms.call(kms.root, "Encrypt", body + "}").text("CiphertextBlob");
        kms.call(
                        kms.root,
                        "Decrypt",
                        "{'EncryptionAlgorithm':'RSAES_OAEP_SHA_256','CiphertextBlob':'" + ciphertext + "'}")
                .isRefusedWith("ValidationException");
    }

    @Test
    void aCiphertextMovesBetweenSecretKeysAndKeyPairs() {
        String secret = kms.key();
        String pair = kms.key("RSA_2048", "ENCRYPT_DECRYPT");
        String under = kms.call(kms.root, "Encrypt", "{'KeyId':'" + secret + "','Plaintext':'AAAA'}")
                .text("CiphertextBlob");
        Answer moved = kms.call(
                kms.root,
                "ReEncrypt",
                "{'CiphertextBlob':'" + under + "','DestinationKeyId':'" + pair
                        + "','DestinationEncryptionAlgorithm':'RSAES_OAEP_SHA_1'}");
        assertThat(moved.ok().has("DestinationKeyMaterialId")).isFalse();
        Answer back = kms.call(
                kms.root,
                "ReEncrypt",
                "{'CiphertextBlob':'" + moved.text("CiphertextBlob") + "','SourceKeyId':'" + pair
                        + "','SourceEncryptionAlgorithm':'RSAES_OAEP_SHA_1','DestinationKeyId':'" + secret + "'}");
        assertThat(kms.call(kms.root, "Decrypt", "{'CiphertextBlob':'" + back.text("CiphertextBlob") + "'}")
                        .text("Plaintext"))
                .isEqualTo("AAAA");
    }

    @ParameterizedTest
    @CsvSource({"ECC_NIST_P256", "ECC_NIST_P384", "ECC_NIST_P521", "SM2"})
    void aSecretIsSharedWithWhoeverHasThePublicKey(String spec) throws Exception {
        String key = kms.key(spec, "KEY_AGREEMENT");
        KeyPairMaterial peer = KeyPairSpec.valueOf(spec).generate();
        Answer derived = kms.call(
                kms.root,
                "DeriveSharedSecret",
                "{'KeyId':'" + key + "','KeyAgreementAlgorithm':'ECDH','PublicKey':'" + base64(peer.publicKey())
                        + "'}");
        byte[] ours =
                kms.call(kms.root, "GetPublicKey", "{'KeyId':'" + key + "'}").bytes("PublicKey");
        try (OpenedPrivateKey theirs = OpenedPrivateKey.open(KeyPairSpec.valueOf(spec), peer.privateKey())) {
            assertThat(derived.bytes("SharedSecret")).isEqualTo(theirs.agree(ours));
        }
        assertThat(derived.text("KeyOrigin")).isEqualTo("AWS_KMS");
        assertThat(kms.event("DeriveSharedSecret").toString()).doesNotContain(derived.text("SharedSecret"));
        kms.call(
                        kms.root,
                        "DeriveSharedSecret",
                        "{'KeyId':'" + key + "','KeyAgreementAlgorithm':'ECDH','PublicKey':'" + base64(MESSAGE) + "'}")
                .isRefusedWith("ValidationException", "");
    }

    @ParameterizedTest
    @CsvSource({
        "RSA_2048",
        "RSA_3072",
        "ECC_NIST_P256",
        "ECC_NIST_P384",
        "ECC_NIST_P521",
        "ECC_SECG_P256K1",
        "ECC_NIST_EDWARDS25519",
        "SM2"
    })
    void aDataKeyPairComesInTheClearAndEncrypted(String spec) throws Exception {
        String key = kms.key();
        String body = "{'KeyId':'" + key + "','KeyPairSpec':'" + spec + "','EncryptionContext':{'a':'b'}}";
        Answer made = kms.call(kms.root, "GenerateDataKeyPair", body);
        assertThat(made.text("KeyPairSpec")).isEqualTo(spec);
        Answer decrypted = kms.call(
                kms.root,
                "Decrypt",
                "{'CiphertextBlob':'" + made.text("PrivateKeyCiphertextBlob") + "','EncryptionContext':{'a':'b'}}");
        assertThat(decrypted.text("Plaintext")).isEqualTo(made.text("PrivateKeyPlaintext"));
        KeyPairMaterial derived =
                KeyPairSpec.valueOf(spec).imported(SecretBytes.owning(made.bytes("PrivateKeyPlaintext")));
        assertThat(derived.publicKey()).isEqualTo(made.bytes("PublicKey"));

        Answer encrypted = kms.call(kms.root, "GenerateDataKeyPairWithoutPlaintext", body);
        assertThat(encrypted.ok().has("PrivateKeyPlaintext")).isFalse();
        OpenedPublicKey.open(KeyPairSpec.valueOf(spec), encrypted.bytes("PublicKey"));
        assertThat(kms.event("GenerateDataKeyPair").toString()).doesNotContain(made.text("PrivateKeyPlaintext"));
    }

    @Test
    void aDataKeyPairNeedsASecretKey() {
        String pair = kms.key("RSA_2048", "ENCRYPT_DECRYPT");
        kms.call(kms.root, "GenerateDataKeyPair", "{'KeyId':'" + pair + "','KeyPairSpec':'RSA_2048'}")
                .isRefusedWith("InvalidKeyUsageException");
    }

    private static Answer encrypt(String key, String algorithm, byte[] plaintext) {
        return kms.call(
                kms.root,
                "Encrypt",
                "{'KeyId':'" + key + "','EncryptionAlgorithm':'" + algorithm + "','Plaintext':'" + base64(plaintext)
                        + "'}");
    }

    private static Answer decrypt(String key, String algorithm, byte[] ciphertext) {
        return kms.call(
                kms.root,
                "Decrypt",
                "{'KeyId':'" + key + "','EncryptionAlgorithm':'" + algorithm + "','CiphertextBlob':'"
                        + base64(ciphertext) + "'}");
    }
}
