package gatehouse.keys.kms;

import static gatehouse.keys.kms.KmsFixture.arn;
import static gatehouse.keys.kms.KmsFixture.base64;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MacsTest {
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
    @CsvSource({"HMAC_224, 28", "HMAC_256, 32", "HMAC_384, 48", "HMAC_512, 64"})
    void aMacIsMadeAndVerified(String spec, int bytes) {
        String key = kms.key(spec, "GENERATE_VERIFY_MAC");
        String algorithm = spec.replace("HMAC_", "HMAC_SHA_");
        Answer made = kms.call(kms.root, "GenerateMac", request(key, algorithm) + "}");
        byte[] mac = made.bytes("Mac");
        assertThat(mac).hasSize(bytes);
        assertThat(made.text("KeyId")).isEqualTo(arn(key));
        assertThat(made.text("MacAlgorithm")).isEqualTo(algorithm);
        assertThat(kms.call(kms.root, "GenerateMac", request(key, algorithm) + "}")
                        .bytes("Mac"))
                .isEqualTo(mac);
        assertThat(verify(key, algorithm, mac).ok().path("MacValid").asBoolean())
                .isTrue();
        mac[0] ^= 1;
        verify(key, algorithm, mac).isRefusedWith("KMSInvalidMacException");
        assertThat(kms.event("GenerateMac").toString()).doesNotContain(base64(MESSAGE));
    }

    @Test
    void aMacNeedsItsOwnAlgorithmAndUsage() {
        String key = kms.key("HMAC_256", "GENERATE_VERIFY_MAC");
        kms.call(kms.root, "GenerateMac", request(key, "HMAC_SHA_512") + "}")
                .isRefusedWith(
                        "InvalidKeyUsageException", "Algorithm HMAC_SHA_512 is incompatible with key spec HMAC_256.");
        kms.call(kms.root, "GenerateMac", request(kms.key(), "HMAC_SHA_256") + "}")
                .isRefusedWith("InvalidKeyUsageException");
        kms.call(kms.root, "GetPublicKey", "{'KeyId':'" + key + "'}").isRefusedWith("UnsupportedOperationException");
        kms.call(kms.root, "GenerateMac", request(key, "HMAC_SHA_256") + ",'DryRun':true}")
                .isRefusedWith("DryRunOperationException");
    }

    private static Answer verify(String key, String algorithm, byte[] mac) {
        return kms.call(kms.root, "VerifyMac", request(key, algorithm) + ",'Mac':'" + base64(mac) + "'}");
    }

    private static String request(String key, String algorithm) {
        return "{'KeyId':'" + key + "','MacAlgorithm':'" + algorithm + "','Message':'" + base64(MESSAGE) + "'";
    }
}
