package gatehouse.keys.kms;

import static gatehouse.keys.kms.KmsFixture.ACCOUNT;
import static gatehouse.keys.kms.KmsFixture.arn;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class KeyStatesTest {
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
    void aDisabledKeyEncryptsNothingAndMayBeChanged() {
        String key = kms.key();
        String ciphertext = use("Encrypt", key).text("CiphertextBlob");
        on("DisableKey", key).ok();
        on("DisableKey", key).ok();

        assertThat(state(key)).isEqualTo("Disabled");
        String disabled = arn(key) + " is disabled.";
        use("Encrypt", key).isRefusedWith("DisabledException", disabled);
        kms.call(kms.root, "Decrypt", "{'CiphertextBlob':'" + ciphertext + "'}")
                .isRefusedWith("DisabledException", disabled);
        dataKey(key).isRefusedWith("DisabledException", disabled);
        reEncrypt(ciphertext, key).isRefusedWith("DisabledException", disabled);
        on("CancelKeyDeletion", key).isRefusedWith("KMSInvalidStateException", arn(key) + " is not pending deletion.");
        tag(key).ok();
        alias(key).ok();

        on("EnableKey", key).ok();
        kms.call(kms.root, "Decrypt", "{'CiphertextBlob':'" + ciphertext + "'}").ok();
        JsonNode event = kms.event("EnableKey");
        assertThat(event.path("responseElements").path("keyId").asString()).isEqualTo(arn(key));
        assertThat(event.path("readOnly").asBoolean()).isFalse();
    }

    @Test
    void aKeyThatIsPendingDeletionOnlyWaits() {
        String key = kms.key();
        String ciphertext = use("Encrypt", key).text("CiphertextBlob");
        alias(key).ok();
        on("ScheduleKeyDeletion", key).ok();

        String pending = arn(key) + " is pending deletion.";
        for (String operation : List.of("EnableKey", "DisableKey", "ScheduleKeyDeletion")) {
            on(operation, key).isRefusedWith("KMSInvalidStateException", pending);
        }
        use("Encrypt", key).isRefusedWith("KMSInvalidStateException", pending);
        kms.call(kms.root, "Decrypt", "{'CiphertextBlob':'" + ciphertext + "'}")
                .isRefusedWith("KMSInvalidStateException", pending);
        dataKey(key).isRefusedWith("KMSInvalidStateException", pending);
        reEncrypt(ciphertext, key).isRefusedWith("KMSInvalidStateException", pending);
        tag(key).isRefusedWith("KMSInvalidStateException", pending);
        kms.call(kms.root, "CreateAlias", "{'AliasName':'alias/b','TargetKeyId':'" + key + "'}")
                .isRefusedWith("KMSInvalidStateException", pending);
        kms.call(kms.root, "UpdateKeyDescription", "{'KeyId':'" + key + "','Description':'x'}")
                .isRefusedWith("KMSInvalidStateException", pending);
        on("DescribeKey", key).ok();
        on("GetKeyPolicy", key).ok();
        on("ListResourceTags", key).ok();
        on("GetKeyRotationStatus", key).ok();
        kms.call(kms.root, "DeleteAlias", "{'AliasName':'alias/a'}").ok();
    }

    @Test
    void changingTheStateNeedsPermission() {
        String key = kms.key();
        String nobody = kms.identities.user(ACCOUNT, "nobody");
        for (String operation : List.of("EnableKey", "DisableKey", "ScheduleKeyDeletion", "CancelKeyDeletion")) {
            kms.call(nobody, operation, "{'KeyId':'" + key + "'}")
                    .isRefusedWith(
                            "AccessDeniedException",
                            "User: arn:aws:iam::111122223333:user/nobody is not authorized to perform: kms:" + operation
                                    + " on resource: " + arn(key) + " because no identity-based policy allows the kms:"
                                    + operation + " action");
        }
        assertThat(state(key)).isEqualTo("Enabled");
    }

    @Test
    void aDeletionIsScheduledForFromSevenToThirtyDays() {
        String key = kms.key();
        schedule(key, 6)
                .isRefusedWith("ValidationException", "PendingWindowInDays should be between 7 and 30, but it is 6");
        schedule(key, 31)
                .isRefusedWith("ValidationException", "PendingWindowInDays should be between 7 and 30, but it is 31");
        JsonNode scheduled = schedule(key, 7).ok();

        assertThat(scheduled.path("KeyId").asString()).isEqualTo(arn(key));
        assertThat(scheduled.path("KeyState").asString()).isEqualTo("PendingDeletion");
        assertThat(scheduled.path("PendingWindowInDays").asInt()).isEqualTo(7);
        assertThat(scheduled.path("DeletionDate").asLong())
                .isEqualTo(kms.clock.instant().plus(Duration.ofDays(7)).getEpochSecond());
        JsonNode event = kms.event("ScheduleKeyDeletion");
        assertThat(event.path("requestParameters").path("pendingWindowInDays").asInt())
                .isEqualTo(7);
        assertThat(event.path("responseElements").path("keyState").asString()).isEqualTo("PendingDeletion");
    }

    @Test
    void aCancelledDeletionLeavesADisabledKey() {
        String key = kms.key();
        schedule(key, 7).ok();
        assertThat(on("CancelKeyDeletion", key).text("KeyId")).isEqualTo(arn(key));
        kms.clock.advance(Duration.ofDays(31));

        assertThat(kms.sweep.run(kms.clock.instant())).isZero();
        assertThat(state(key)).isEqualTo("Disabled");
    }

    @Test
    void aKeyIsGoneAtItsDeletionDateAndSweptWithAllThatBelongsToIt() {
        String key = kms.key();
        String kept = kms.key();
        String ciphertext = use("Encrypt", key).text("CiphertextBlob");
        alias(key).ok();
        schedule(key, 7).ok();
        kms.clock.advance(Duration.ofDays(7).minusMillis(1));
        assertThat(kms.sweep.run(kms.clock.instant())).isZero();
        on("DescribeKey", key).ok();

        kms.clock.advance(Duration.ofMillis(1));
        String missing = "Key '" + arn(key) + "' does not exist";
        on("DescribeKey", key).isRefusedWith("NotFoundException", missing);
        on("CancelKeyDeletion", key).isRefusedWith("NotFoundException", missing);
        assertThat(kms.sweep.run(kms.clock.instant())).isEqualTo(1);
        assertThat(kms.sweep.run(kms.clock.instant())).isZero();

        on("DescribeKey", key).isRefusedWith("NotFoundException", missing);
        on("DescribeKey", "alias/a").isRefusedWith("NotFoundException");
        kms.call(kms.root, "Decrypt", "{'CiphertextBlob':'" + ciphertext + "'}").isRefusedWith("AccessDeniedException");
        on("DescribeKey", kept).ok();
        assertThat(kms.store
                        .begin()
                        .scan(KmsTables.MATERIAL, KmsTables.key(KmsFixture.REGION, key), null, 10)
                        .items())
                .isEmpty();
        JsonNode event = kms.event("DeleteKey");
        assertThat(event.path("eventType").asString()).isEqualTo("AwsServiceEvent");
        assertThat(event.path("userIdentity").path("invokedBy").asString()).isEqualTo("AWS Internal");
        assertThat(event.path("resources").get(0).path("ARN").asString()).isEqualTo(arn(key));
        assertThat(event.path("eventTime").asString()).isEqualTo("2026-03-08T10:00:00Z");
    }

    @Test
    void theWindowIsAConditionKey() {
        String key = kms.key();
        String careful = kms.identities.user(
                ACCOUNT,
                "careful",
                "{\"Effect\":\"Allow\",\"Action\":\"kms:ScheduleKeyDeletion\",\"Resource\":\"*\",\"Condition\":"
                        + "{\"NumericGreaterThanEquals\":{\"kms:ScheduleKeyDeletionPendingWindowInDays\":\"20\"}}}");
        kms.call(careful, "ScheduleKeyDeletion", "{'KeyId':'" + key + "','PendingWindowInDays':7}")
                .isRefusedWith("AccessDeniedException");
        kms.call(careful, "ScheduleKeyDeletion", "{'KeyId':'" + key + "'}").ok();
    }

    private Answer on(String operation, String key) {
        return kms.call(kms.root, operation, "{'KeyId':'" + key + "'}");
    }

    private Answer use(String operation, String key) {
        return kms.call(kms.root, operation, "{'KeyId':'" + key + "','Plaintext':'aGVsbG8='}");
    }

    private Answer dataKey(String key) {
        return kms.call(kms.root, "GenerateDataKey", "{'KeyId':'" + key + "','KeySpec':'AES_256'}");
    }

    private Answer reEncrypt(String ciphertext, String destination) {
        return kms.call(
                kms.root,
                "ReEncrypt",
                "{'CiphertextBlob':'" + ciphertext + "','DestinationKeyId':'" + destination + "'}");
    }

    private Answer tag(String key) {
        return kms.call(kms.root, "TagResource", "{'KeyId':'" + key + "','Tags':[{'TagKey':'a','TagValue':'b'}]}");
    }

    private Answer alias(String key) {
        return kms.call(kms.root, "CreateAlias", "{'AliasName':'alias/a','TargetKeyId':'" + key + "'}");
    }

    private Answer schedule(String key, int days) {
        return kms.call(kms.root, "ScheduleKeyDeletion", "{'KeyId':'" + key + "','PendingWindowInDays':" + days + "}");
    }

    private String state(String key) {
        return on("DescribeKey", key).ok().path("KeyMetadata").path("KeyState").asString();
    }
}
