package gatehouse.keys.kms;

import static gatehouse.keys.kms.KmsFixture.ACCOUNT;
import static gatehouse.keys.kms.KmsFixture.arn;
import static gatehouse.keys.kms.KmsFixture.base64;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.crypto.asymmetric.KeyPairSpec;
import gatehouse.crypto.asymmetric.MessageType;
import gatehouse.crypto.asymmetric.OpenedPublicKey;
import gatehouse.crypto.asymmetric.SigningAlgorithm;
import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class SignaturesTest {
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
        "RSA_2048, 6",
        "RSA_3072, 6",
        "RSA_4096, 6",
        "ECC_NIST_P256, 1",
        "ECC_NIST_P384, 1",
        "ECC_NIST_P521, 1",
        "ECC_SECG_P256K1, 1",
        "ECC_NIST_EDWARDS25519, 2",
        "SM2, 1",
        "ML_DSA_44, 1",
        "ML_DSA_65, 1",
        "ML_DSA_87, 1"
    })
    void everyAlgorithmOfASpecSignsWhatKmsAndOthersVerify(String spec, int algorithms) throws Exception {
        String key = kms.key(spec, "SIGN_VERIFY");
        List<String> names = algorithmsOf(key);
        assertThat(names).hasSize(algorithms);
        OpenedPublicKey publicKey = OpenedPublicKey.open(
                KeyPairSpec.valueOf(spec),
                kms.call(kms.root, "GetPublicKey", "{'KeyId':'" + key + "'}").bytes("PublicKey"));
        for (String algorithm : names) {
            String type = algorithm.equals("ED25519_PH_SHA_512") ? "DIGEST" : "RAW";
            byte[] message = type.equals("RAW")
                    ? MESSAGE
                    : MessageDigest.getInstance("SHA-512").digest(MESSAGE);
            Answer signed = sign(key, algorithm, type, message);
            assertThat(signed.text("KeyId")).isEqualTo(arn(key));
            assertThat(signed.text("SigningAlgorithm")).isEqualTo(algorithm);
            byte[] signature = signed.bytes("Signature");

            assertThat(verify(key, algorithm, type, message, signature)
                            .ok()
                            .path("SignatureValid")
                            .asBoolean())
                    .isTrue();
            assertThat(publicKey.verify(
                            SigningAlgorithm.valueOf(algorithm), MessageType.valueOf(type), message, signature))
                    .isTrue();
            signature[signature.length / 2] ^= 1;
            verify(key, algorithm, type, message, signature).isRefusedWith("KMSInvalidSignatureException");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "RSA_2048, RSASSA_PSS_SHA_256, SHA-256",
        "RSA_2048, RSASSA_PKCS1_V1_5_SHA_512, SHA-512",
        "ECC_NIST_P384, ECDSA_SHA_384, SHA-384",
        "ECC_SECG_P256K1, ECDSA_SHA_256, SHA-256"
    })
    void aDigestIsSignedAsItsMessageIs(String spec, String algorithm, String hash) throws Exception {
        String key = kms.key(spec, "SIGN_VERIFY");
        byte[] digest = MessageDigest.getInstance(hash).digest(MESSAGE);
        byte[] signature = sign(key, algorithm, "DIGEST", digest).bytes("Signature");
        verify(key, algorithm, "RAW", MESSAGE, signature).ok();
        sign(key, algorithm, "DIGEST", new byte[digest.length - 1])
                .isRefusedWith("ValidationException", "Digest is invalid length for algorithm " + algorithm + ".");
    }

    @Test
    void aKeySignsOnlyWithItsOwnAlgorithmsAndUsage() {
        String key = kms.key("ECC_NIST_P256", "SIGN_VERIFY");
        sign(key, "ECDSA_SHA_384", "RAW", MESSAGE)
                .isRefusedWith(
                        "InvalidKeyUsageException",
                        "Algorithm ECDSA_SHA_384 is incompatible with key spec ECC_NIST_P256.");
        String agreeing = kms.key("ECC_NIST_P256", "KEY_AGREEMENT");
        sign(agreeing, "ECDSA_SHA_256", "RAW", MESSAGE)
                .isRefusedWith(
                        "InvalidKeyUsageException",
                        arn(agreeing) + " key usage is KEY_AGREEMENT which is not valid for Sign.");
        kms.call(kms.root, "Encrypt", "{'KeyId':'" + key + "','Plaintext':'AAAA'}")
                .isRefusedWith(
                        "InvalidKeyUsageException",
                        arn(key) + " key usage is SIGN_VERIFY which is not valid for Encrypt.");
        sign(key, "ECDSA_SHA_256", "RAW", new byte[4097]).isRefusedWith("ValidationException");
        sign(key, "ECDSA_SHA_256", "RAW", new byte[4096]).ok();
    }

    @Test
    void aDisabledKeyDoesNotSignAndADryRunNeither() {
        String key = kms.key("ECC_NIST_P256", "SIGN_VERIFY");
        kms.call(kms.root, "Sign", request(key, "ECDSA_SHA_256", "RAW", MESSAGE) + ",'DryRun':true}")
                .isRefusedWith("DryRunOperationException");
        kms.call(kms.root, "DisableKey", "{'KeyId':'" + key + "'}").ok();
        sign(key, "ECDSA_SHA_256", "RAW", MESSAGE).isRefusedWith("DisabledException", arn(key) + " is disabled.");
        kms.call(kms.root, "GetPublicKey", "{'KeyId':'" + key + "'}").isRefusedWith("DisabledException");
    }

    @Test
    void algorithmAndMessageTypeDecide() {
        String signer = kms.identities.user(
                ACCOUNT,
                "signer",
                "{'Effect':'Allow','Action':['kms:Sign','kms:Verify'],'Resource':'*','Condition':{'StringEquals':"
                                .replace('\'', '"')
                        + "{'kms:SigningAlgorithm':'RSASSA_PSS_SHA_256','kms:MessageType':'RAW'}}}".replace('\'', '"'));
        String key = kms.key("RSA_2048", "SIGN_VERIFY");
        signAs(signer, key, "RSASSA_PSS_SHA_256", "RAW", MESSAGE).ok();
        signAs(signer, key, "RSASSA_PSS_SHA_384", "RAW", MESSAGE).isRefusedWith("AccessDeniedException");
        signAs(signer, key, "RSASSA_PSS_SHA_256", "DIGEST", new byte[32]).isRefusedWith("AccessDeniedException");
    }

    @Test
    void theRecordHoldsNoMessageAndNoSignature() {
        String key = kms.key("ECC_NIST_P256", "SIGN_VERIFY");
        String signature = sign(key, "ECDSA_SHA_256", "RAW", MESSAGE).text("Signature");
        JsonNode event = kms.event("Sign");
        assertThat(event.toString()).doesNotContain(signature).doesNotContain(base64(MESSAGE));
        assertThat(event.path("requestParameters").path("signingAlgorithm").asString())
                .isEqualTo("ECDSA_SHA_256");
        assertThat(event.path("readOnly").asBoolean()).isTrue();
        assertThat(event.path("resources").get(0).path("ARN").asString()).isEqualTo(arn(key));
    }

    private static List<String> algorithmsOf(String key) {
        List<String> names = new ArrayList<>();
        kms.call(kms.root, "DescribeKey", "{'KeyId':'" + key + "'}")
                .ok()
                .path("KeyMetadata")
                .path("SigningAlgorithms")
                .forEach(name -> names.add(name.asString()));
        return names;
    }

    private static Answer sign(String key, String algorithm, String type, byte[] message) {
        return signAs(kms.root, key, algorithm, type, message);
    }

    private static Answer signAs(String who, String key, String algorithm, String type, byte[] message) {
        return kms.call(who, "Sign", request(key, algorithm, type, message) + "}");
    }

    private static Answer verify(String key, String algorithm, String type, byte[] message, byte[] signature) {
        return kms.call(
                kms.root,
                "Verify",
                request(key, algorithm, type, message) + ",'Signature':'" + base64(signature) + "'}");
    }

    private static String request(String key, String algorithm, String type, byte[] message) {
        return "{'KeyId':'" + key + "','SigningAlgorithm':'" + algorithm + "','MessageType':'" + type + "','Message':'"
                + base64(message) + "'";
    }
}
