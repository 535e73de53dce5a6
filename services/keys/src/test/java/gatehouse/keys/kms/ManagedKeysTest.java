package gatehouse.keys.kms;

import static gatehouse.keys.kms.KmsFixture.ACCOUNT;
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
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// Keys that AWS manages, and when keys were used last.
class ManagedKeysTest {
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
    void describingAPredefinedAliasMakesItsKeyOnce() {
        JsonNode key = describe("alias/aws/ssm");
        assertThat(key.path("KeyManager").asString()).isEqualTo("AWS");
        assertThat(key.path("Enabled").asBoolean()).isTrue();
        assertThat(key.path("KeyId").asString())
                .isEqualTo(describe("alias/aws/ssm").path("KeyId").asString());
        assertThat(key.path("KeyId").asString())
                .isNotEqualTo(describe("alias/aws/s3").path("KeyId").asString());
        kms.call(kms.root, "DescribeKey", "{'KeyId':'alias/aws/nosuchservice'}").isRefusedWith("NotFoundException");
        kms.call(kms.identities.user(ACCOUNT, "nobody"), "DescribeKey", "{'KeyId':'alias/aws/sqs'}")
                .isRefusedWith("AccessDeniedException");
        assertThat(aliases(100)).filteredOn(alias -> alias.has("TargetKeyId")).hasSize(2);
    }

    @Test
    void itsPolicyIsVisibleAndItIsUsedOnlyThroughItsService() {
        String key = describe("alias/aws/ssm").path("KeyId").asString();
        assertThat(kms.call(kms.root, "GetKeyPolicy", "{'KeyId':'" + key + "'}").text("Policy"))
                .contains("ssm.us-east-1.amazonaws.com")
                .contains(ACCOUNT);
        kms.call(kms.root, "Encrypt", "{'KeyId':'alias/aws/ssm','Plaintext':'AAAA'}")
                .isRefusedWith("AccessDeniedException");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DisableKey",
                "ScheduleKeyDeletion",
                "DisableKeyRotation",
                "RotateKeyOnDemand",
                "UpdateKeyDescription",
                "TagResource",
                "PutKeyPolicy"
            })
    void nobodyChangesIt(String operation) {
        String key = describe("alias/aws/ssm").path("KeyId").asString();
        kms.call(
                        kms.root,
                        operation,
                        "{'KeyId':'" + key
                                + "','Policy':'{}','Description':'x','Tags':[{'TagKey':'a','TagValue':'b'}]}")
                .isRefusedWith("AccessDeniedException");
    }

    @Test
    void itRotatesEveryYear() {
        String key = describe("alias/aws/ssm").path("KeyId").asString();
        JsonNode status = kms.call(kms.root, "GetKeyRotationStatus", "{'KeyId':'" + key + "'}")
                .ok();
        assertThat(status.path("KeyRotationEnabled").asBoolean()).isTrue();
        assertThat(status.path("RotationPeriodInDays").asInt()).isEqualTo(365);
        kms.clock.advance(Duration.ofDays(365));
        assertThat(kms.sweep.run(kms.clock.instant())).isEqualTo(1);
    }

    @Test
    void predefinedAliasesAreListedInOrderWithTheOthers() {
        String key = kms.key();
        for (String name : List.of("alias/Zebra", "alias/aws-like", "alias/zebra")) {
            kms.call(kms.root, "CreateAlias", "{'AliasName':'" + name + "','TargetKeyId':'" + key + "'}")
                    .ok();
        }
        List<String> all = aliases(100).stream()
                .map(alias -> alias.path("AliasName").asString())
                .toList();
        assertThat(all)
                .isSorted()
                .doesNotHaveDuplicates()
                .contains("alias/Zebra", "alias/aws-like", "alias/zebra", "alias/aws/s3", "alias/aws/kinesis");
        assertThat(aliases(1)).hasSameSizeAs(all);
        assertThat(aliases(7)).hasSameSizeAs(all);
    }

    @Test
    void aKeysLastUseIsThatOfTheTrail() {
        String key = kms.key();
        String body = "{'KeyId':'" + key + "'}";
        JsonNode unused = kms.call(kms.root, "GetKeyLastUsage", body).ok();
        assertThat(unused.has("KeyLastUsage")).isFalse();
        assertThat(unused.path("KeyId").asString()).isEqualTo(arn(key));

        kms.call(kms.root, "Encrypt", "{'KeyId':'" + key + "','Plaintext':'AAAA'}")
                .ok();
        JsonNode event = kms.event("Encrypt");
        kms.clock.advance(Duration.ofHours(1));
        kms.call(kms.root, "Sign", "{'KeyId':'" + key + "','Message':'AAAA','SigningAlgorithm':'SM2DSA'}")
                .isRefusedWith("InvalidKeyUsageException");
        kms.call(kms.root, "DescribeKey", body).ok();
        JsonNode last = kms.call(kms.root, "GetKeyLastUsage", body).ok().path("KeyLastUsage");
        assertThat(last.path("Operation").asString()).isEqualTo("Encrypt");
        assertThat(last.path("CloudTrailEventId").asString())
                .isEqualTo(event.path("eventID").asString());
        assertThat(last.path("KmsRequestId").asString())
                .isEqualTo(event.path("requestID").asString());
        kms.call(kms.identities.user(ACCOUNT, "nobody"), "GetKeyLastUsage", body)
                .isRefusedWith("AccessDeniedException");
    }

    @Test
    void anyUseByAnybodyIsAKeysLast() {
        String key = kms.keyWith("{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":[\"" + ACCOUNT + "\",\""
                + KmsFixture.OTHER_ACCOUNT + "\"]},\"Action\":\"kms:*\",\"Resource\":\"*\"}");
        String foreign = kms.call(kms.otherRoot, "CreateKey", "{}")
                .ok()
                .path("KeyMetadata")
                .path("KeyId")
                .asString();
        String ciphertext = kms.call(kms.otherRoot, "Encrypt", "{'KeyId':'" + arn(key) + "','Plaintext':'AAAA'}")
                .text("CiphertextBlob");
        assertThat(lastUsage(kms, key).path("KeyLastUsage").path("Operation").asString())
                .isEqualTo("Encrypt");
        kms.call(
                        kms.otherRoot,
                        "ReEncrypt",
                        "{'CiphertextBlob':'" + ciphertext + "','DestinationKeyId':'" + foreign + "'}")
                .ok();
        assertThat(lastUsage(kms, key).path("KeyLastUsage").path("Operation").asString())
                .isEqualTo("ReEncrypt");
        assertThat(kms.call(kms.otherRoot, "GetKeyLastUsage", "{'KeyId':'" + foreign + "'}")
                        .ok()
                        .path("KeyLastUsage")
                        .path("Operation")
                        .asString())
                .isEqualTo("ReEncrypt");
    }

    @Test
    void usesAreToldOfFromWhereTheTrailBegins(@TempDir Path other) throws Exception {
        try (KmsFixture trail = KmsFixture.withSegments(4, other)) {
            String key = trail.key();
            trail.call(trail.root, "Encrypt", "{'KeyId':'" + key + "','Plaintext':'AAAA'}")
                    .ok();
            JsonNode before = lastUsage(trail, key);
            assertThat(before.path("KeyLastUsage").path("Operation").asString()).isEqualTo("Encrypt");
            assertThat(before.path("TrackingStartDate")).isEqualTo(before.path("KeyCreationDate"));
            // Only whole segments go.
            trail.call(trail.root, "ListKeys", "{}").ok();

            trail.clock.advance(Duration.ofDays(100));
            long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
            JsonNode after;
            do {
                trail.call(trail.root, "ListKeys", "{}").ok();
                trail.store.log().retain(trail.clock.instant().minus(Duration.ofDays(90)));
                after = lastUsage(trail, key);
            } while (after.has("KeyLastUsage") && System.nanoTime() < deadline);
            assertThat(after.has("KeyLastUsage")).isFalse();
            assertThat(after.path("TrackingStartDate").asLong())
                    .isEqualTo(trail.clock.instant().getEpochSecond());
            String careful = trail.identities.user(
                    ACCOUNT,
                    "careful",
                    "{\"Effect\":\"Allow\",\"Action\":\"kms:DisableKey\",\"Resource\":\"*\",\"Condition\":"
                            + "{\"NumericGreaterThan\":{\"kms:TrailingDaysWithoutKeyUsage\":\"90\"}}}");
            trail.call(careful, "DisableKey", "{'KeyId':'" + key + "'}").isRefusedWith("AccessDeniedException");
        }
    }

    private static JsonNode lastUsage(KmsFixture trail, String key) {
        return trail.call(trail.root, "GetKeyLastUsage", "{'KeyId':'" + key + "'}")
                .ok();
    }

    private JsonNode describe(String keyId) {
        return kms.call(kms.root, "DescribeKey", "{'KeyId':'" + keyId + "'}")
                .ok()
                .path("KeyMetadata");
    }

    private List<JsonNode> aliases(int perPage) {
        List<JsonNode> all = new ArrayList<>();
        String marker = "";
        do {
            JsonNode page = kms.call(kms.root, "ListAliases", "{'Limit':" + perPage + marker + "}")
                    .ok();
            page.path("Aliases").forEach(all::add);
            marker = page.path("Truncated").asBoolean()
                    ? ",'Marker':'" + page.path("NextMarker").asString() + "'"
                    : "";
        } while (!marker.isEmpty());
        return all;
    }
}
