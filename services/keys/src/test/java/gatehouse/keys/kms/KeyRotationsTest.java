package gatehouse.keys.kms;

import static gatehouse.keys.kms.KmsFixture.arn;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class KeyRotationsTest {
    @TempDir
    private Path folder;

    private KmsFixture kms;

    @BeforeEach
    void start() throws IOException {
        kms = KmsFixture.in(folder);
    }

    @AfterEach
    void stop() {
        kms.close();
    }

    @Test
    void aKeyRotatesWhenItsPeriodIsOver() {
        String key = kms.key();
        String old = encrypt(key);
        on("EnableKeyRotation", key, ",'RotationPeriodInDays':90").ok();
        JsonNode status = on("GetKeyRotationStatus", key, "").ok();
        assertThat(status.path("KeyRotationEnabled").asBoolean()).isTrue();
        assertThat(status.path("RotationPeriodInDays").asInt()).isEqualTo(90);
        double next = status.path("NextRotationDate").asDouble();
        assertThat(next).isEqualTo(kms.clock.instant().getEpochSecond() + 90 * 86_400.0);

        kms.clock.advance(Duration.ofDays(89));
        assertThat(kms.sweep.run(kms.clock.instant())).isZero();
        kms.clock.advance(Duration.ofDays(1));
        assertThat(kms.sweep.run(kms.clock.instant())).isEqualTo(1);
        assertThat(kms.sweep.run(kms.clock.instant())).isZero();

        JsonNode event = kms.event("RotateKey");
        assertThat(event.path("eventType").asString()).isEqualTo("AwsServiceEvent");
        assertThat(event.path("serviceEventDetails").path("rotationType").asString())
                .isEqualTo("AUTOMATIC");
        assertThat(event.path("serviceEventDetails").path("keyId").asString()).isEqualTo(key);
        assertThat(materialOf(encrypt(key))).isNotEqualTo(materialOf(old));
        assertThat(on("GetKeyRotationStatus", key, "")
                        .ok()
                        .path("NextRotationDate")
                        .asDouble())
                .isEqualTo(next + 90 * 86_400.0);
        assertThat(rotations(key, "")).hasSize(1);
    }

    @Test
    void allOldCiphertextsOpenAfterAnyNumberOfRotations() {
        String key = kms.key();
        List<String> ciphertexts = new ArrayList<>();
        ciphertexts.add(encrypt(key));
        for (int i = 0; i < 25; i++) {
            kms.clock.advance(Duration.ofMinutes(1));
            on("RotateKeyOnDemand", key, "").ok();
            ciphertexts.add(encrypt(key));
        }
        on("RotateKeyOnDemand", key, "")
                .isRefusedWith(
                        "LimitExceededException",
                        "The on-demand rotations limit has been reached for the given keyId. No more on-demand"
                                + " rotations can be performed for this key: " + arn(key));
        assertThat(ciphertexts.stream().map(this::materialOf)).doesNotHaveDuplicates();
        assertThat(rotations(key, ""))
                .hasSize(25)
                .allSatisfy(rotation -> {
                    assertThat(rotation.path("RotationType").asString()).isEqualTo("ON_DEMAND");
                    assertThat(rotation.path("KeyId").asString()).isEqualTo(arn(key));
                })
                .isSortedAccordingTo((a, b) -> Double.compare(
                        a.path("RotationDate").asDouble(),
                        b.path("RotationDate").asDouble()));
        List<JsonNode> all = rotations(key, ",'IncludeKeyMaterial':'ALL_KEY_MATERIAL'");
        assertThat(all).hasSize(26);
        assertThat(all.getFirst().has("RotationDate")).isFalse();
        assertThat(all.getLast().path("KeyMaterialState").asString()).isEqualTo("CURRENT");
        assertThat(all.getFirst().path("KeyMaterialState").asString()).isEqualTo("NON_CURRENT");
        assertThat(kms.event("RotateKey")
                        .path("serviceEventDetails")
                        .path("rotationType")
                        .asString())
                .isEqualTo("ON_DEMAND");
    }

    @Test
    void rotationsComeInPages() {
        String key = kms.key();
        for (int i = 0; i < 5; i++) {
            kms.clock.advance(Duration.ofMinutes(1));
            on("RotateKeyOnDemand", key, "").ok();
        }
        List<String> materials = new ArrayList<>();
        String marker = "";
        do {
            JsonNode page = on("ListKeyRotations", key, ",'Limit':2" + marker).ok();
            assertThat(page.path("Rotations").size()).isLessThanOrEqualTo(2);
            page.path("Rotations")
                    .forEach(rotation ->
                            materials.add(rotation.path("KeyMaterialId").asString()));
            boolean more = page.path("Truncated").asBoolean();
            marker = more ? ",'Marker':'" + page.path("NextMarker").asString() + "'" : "";
        } while (!marker.isEmpty());
        assertThat(materials).hasSize(5).doesNotHaveDuplicates();
        on("ListKeyRotations", key, ",'Marker':'bm9uc2Vuc2U'").isRefusedWith("InvalidMarkerException");
    }

    @Test
    void noKeyRotatesWhileItIsDisabledOrLeaves() {
        String key = kms.key();
        on("EnableKeyRotation", key, "").ok();
        assertThat(on("GetKeyRotationStatus", key, "")
                        .ok()
                        .path("RotationPeriodInDays")
                        .asInt())
                .isEqualTo(365);
        on("DisableKey", key, "").ok();
        kms.clock.advance(Duration.ofDays(366));
        assertThat(kms.sweep.run(kms.clock.instant())).isZero();
        on("EnableKeyRotation", key, "").isRefusedWith("DisabledException", arn(key) + " is disabled.");
        on("RotateKeyOnDemand", key, "").isRefusedWith("DisabledException");
        on("EnableKey", key, "").ok();
        assertThat(kms.sweep.run(kms.clock.instant())).isEqualTo(1);

        on("ScheduleKeyDeletion", key, "").ok();
        assertThat(on("GetKeyRotationStatus", key, "")
                        .ok()
                        .path("KeyRotationEnabled")
                        .asBoolean(true))
                .isFalse();
        on("RotateKeyOnDemand", key, "").isRefusedWith("KMSInvalidStateException");
        on("CancelKeyDeletion", key, "").ok();
        assertThat(on("GetKeyRotationStatus", key, "")
                        .ok()
                        .path("KeyRotationEnabled")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void rotationIsTurnedOff() {
        String key = kms.key();
        on("EnableKeyRotation", key, "").ok();
        on("DisableKeyRotation", key, "").ok();
        kms.clock.advance(Duration.ofDays(400));
        assertThat(kms.sweep.run(kms.clock.instant())).isZero();
        assertThat(on("GetKeyRotationStatus", key, "")
                        .ok()
                        .path("KeyRotationEnabled")
                        .asBoolean(true))
                .isFalse();
        on("EnableKeyRotation", key, ",'RotationPeriodInDays':89").isRefusedWith("ValidationException");
        on("EnableKeyRotation", key, ",'RotationPeriodInDays':2561").isRefusedWith("ValidationException");
        on("EnableKeyRotation", key, ",'RotationPeriodInDays':2560").ok();
    }

    @ParameterizedTest
    @CsvSource({"RSA_2048, SIGN_VERIFY", "HMAC_256, GENERATE_VERIFY_MAC", "ECC_NIST_P256, KEY_AGREEMENT"})
    void onlySymmetricEncryptionKeysRotate(String spec, String usage) {
        String key = kms.key(spec, usage);
        for (String operation :
                List.of("EnableKeyRotation", "DisableKeyRotation", "RotateKeyOnDemand", "ListKeyRotations")) {
            on(operation, key, "").isRefusedWith("UnsupportedOperationException", "");
        }
        JsonNode status = on("GetKeyRotationStatus", key, "").ok();
        assertThat(status.path("KeyRotationEnabled").asBoolean(true)).isFalse();
        assertThat(status.has("RotationPeriodInDays")).isFalse();

        on("DisableKey", key, "").ok();
        on("RotateKeyOnDemand", key, "").isRefusedWith("DisabledException", arn(key) + " is disabled.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "EnableKeyRotation",
                "DisableKeyRotation",
                "GetKeyRotationStatus",
                "RotateKeyOnDemand",
                "ListKeyRotations"
            })
    void rotationNeedsPermission(String operation) {
        String key = kms.key();
        String nobody = kms.identities.user(KmsFixture.ACCOUNT, "nobody");
        kms.call(nobody, operation, "{'KeyId':'" + key + "'}").isRefusedWith("AccessDeniedException");
    }

    private List<JsonNode> rotations(String key, String more) {
        List<JsonNode> rotations = new ArrayList<>();
        on("ListKeyRotations", key, more).ok().path("Rotations").forEach(rotations::add);
        return rotations;
    }

    private String encrypt(String key) {
        return on("Encrypt", key, ",'Plaintext':'AAAA'").text("CiphertextBlob");
    }

    /// Decrypts, and tells by which material.
    private String materialOf(String ciphertext) {
        Answer decrypted = kms.call(kms.root, "Decrypt", "{'CiphertextBlob':'" + ciphertext + "'}");
        assertThat(decrypted.text("Plaintext")).isEqualTo("AAAA");
        return decrypted.text("KeyMaterialId");
    }

    private Answer on(String operation, String key, String more) {
        return kms.call(kms.root, operation, "{'KeyId':'" + key + "'" + more + "}");
    }
}
