package gatehouse.keys.kms;

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

class MultiRegionKeysTest {
    private static final String EAST = KmsFixture.REGION;
    private static final String WEST = "us-west-2";
    private static final String NORTH = "eu-north-1";

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
    void whatOneRegionEncryptsAnotherDecrypts() {
        String key = multiRegion("{'MultiRegion':true}");
        assertThat(key).matches("mrk-[0-9a-f]{32}");
        String before = encrypt(EAST, key);
        JsonNode replica = replicate(key, WEST, "").ok().path("ReplicaKeyMetadata");
        assertThat(replica.path("Arn").asString()).isEqualTo(arn(key).replace(EAST, WEST));
        assertThat(replica.path("MultiRegionConfiguration")
                        .path("MultiRegionKeyType")
                        .asString())
                .isEqualTo("REPLICA");
        assertThat(decrypt(WEST, before)).isEqualTo("AAAA");
        assertThat(decrypt(EAST, encrypt(WEST, key))).isEqualTo("AAAA");

        JsonNode configuration = describe(EAST, key).path("MultiRegionConfiguration");
        assertThat(configuration.path("MultiRegionKeyType").asString()).isEqualTo("PRIMARY");
        assertThat(configuration.path("PrimaryKey").path("Region").asString()).isEqualTo(EAST);
        assertThat(configuration.path("ReplicaKeys").get(0).path("Region").asString())
                .isEqualTo(WEST);
        replicate(key, WEST, "").isRefusedWith("AlreadyExistsException");
        replicate(key, "atlantis-1", "").isRefusedWith("ValidationException");
        in(WEST, "ReplicateKey", key, ",'ReplicaRegion':'" + NORTH + "'")
                .isRefusedWith(
                        "UnsupportedOperationException",
                        arn(key).replace(EAST, WEST) + " is not a multi-Region primary key.");
        String single = kms.key();
        in(EAST, "ReplicateKey", single, ",'ReplicaRegion':'" + WEST + "'")
                .isRefusedWith("UnsupportedOperationException", arn(single) + " is not a multi-Region primary key.");
    }

    @Test
    void aReplicaShowsTheTagsThatItWasGiven() {
        String key = multiRegion("{'MultiRegion':true,'Tags':[{'TagKey':'a','TagValue':'b'}]}");
        assertThat(replicate(key, WEST, "").ok().has("ReplicaTags")).isFalse();
        assertThat(replicate(key, NORTH, ",'Tags':[{'TagKey':'c','TagValue':'d'}]")
                        .ok()
                        .path("ReplicaTags")
                        .toString())
                .isEqualTo("[{\"TagKey\":\"c\",\"TagValue\":\"d\"}]");
    }

    @Test
    void keyPairsAreReplicatedToo() {
        String key = multiRegion("{'MultiRegion':true,'KeySpec':'ECC_NIST_P256','KeyUsage':'SIGN_VERIFY'}");
        replicate(key, WEST, "").ok();
        assertThat(in(WEST, "GetPublicKey", key, "").text("PublicKey"))
                .isEqualTo(in(EAST, "GetPublicKey", key, "").text("PublicKey"));
        String message = ",'Message':'AAAA','SigningAlgorithm':'ECDSA_SHA_256'";
        String signature = in(WEST, "Sign", key, message).text("Signature");
        in(EAST, "Verify", key, message + ",'Signature':'" + signature + "'").ok();
    }

    @Test
    void regionsShareMaterialAndRotationButNotPolicyStateOrAliases() {
        String key = multiRegion("{'MultiRegion':true}");
        replicate(key, WEST, ",'Description':'west','Tags':[{'TagKey':'a','TagValue':'b'}]")
                .ok();
        in(EAST, "EnableKeyRotation", key, "").ok();
        assertThat(in(WEST, "GetKeyRotationStatus", key, "")
                        .ok()
                        .path("KeyRotationEnabled")
                        .asBoolean())
                .isTrue();
        in(WEST, "EnableKeyRotation", key, "").isRefusedWith("UnsupportedOperationException");
        in(WEST, "RotateKeyOnDemand", key, "").isRefusedWith("UnsupportedOperationException");

        String first = describe(WEST, key).path("CurrentKeyMaterialId").asString();
        kms.clock.advance(Duration.ofDays(365));
        assertThat(kms.sweep.run(kms.clock.instant())).isEqualTo(1);
        String second = describe(WEST, key).path("CurrentKeyMaterialId").asString();
        assertThat(second)
                .isNotEqualTo(first)
                .isEqualTo(describe(EAST, key).path("CurrentKeyMaterialId").asString());
        assertThat(decrypt(EAST, encrypt(WEST, key))).isEqualTo("AAAA");

        assertThat(describe(EAST, key).path("Description").asString()).isEmpty();
        assertThat(describe(WEST, key).path("Description").asString()).isEqualTo("west");
        assertThat(in(EAST, "ListResourceTags", key, "").ok().path("Tags").size())
                .isZero();
        in(WEST, "DisableKey", key, "").ok();
        assertThat(describe(EAST, key).path("KeyState").asString()).isEqualTo("Enabled");
    }

    @Test
    void aReplicaBecomesThePrimary() {
        String key = multiRegion("{'MultiRegion':true}");
        replicate(key, WEST, "").ok();
        in(EAST, "UpdatePrimaryRegion", key, ",'PrimaryRegion':'" + NORTH + "'").isRefusedWith("NotFoundException");
        in(WEST, "UpdatePrimaryRegion", key, ",'PrimaryRegion':'" + WEST + "'")
                .isRefusedWith("UnsupportedOperationException");
        in(EAST, "UpdatePrimaryRegion", key, ",'PrimaryRegion':'" + WEST + "'").ok();
        for (String region : List.of(EAST, WEST)) {
            assertThat(describe(region, key)
                            .path("MultiRegionConfiguration")
                            .path("PrimaryKey")
                            .path("Region")
                            .asString())
                    .isEqualTo(WEST);
        }
        in(WEST, "RotateKeyOnDemand", key, "").ok();
        assertThat(decrypt(EAST, encrypt(WEST, key))).isEqualTo("AAAA");
    }

    @Test
    void aPrimaryWaitsForItsReplicasToGo() {
        String key = multiRegion("{'MultiRegion':true}");
        replicate(key, WEST, "").ok();
        JsonNode scheduled =
                in(EAST, "ScheduleKeyDeletion", key, ",'PendingWindowInDays':8").ok();
        assertThat(scheduled.path("KeyState").asString()).isEqualTo("PendingReplicaDeletion");
        assertThat(scheduled.has("DeletionDate")).isFalse();
        assertThat(describe(EAST, key).path("PendingDeletionWindowInDays").asInt())
                .isEqualTo(8);
        in(EAST, "Encrypt", key, ",'Plaintext':'AAAA'").isRefusedWith("KMSInvalidStateException");
        in(WEST, "ScheduleKeyDeletion", key, ",'PendingWindowInDays':7").ok();

        kms.clock.advance(Duration.ofDays(7));
        assertThat(kms.sweep.run(kms.clock.instant())).isEqualTo(1);
        in(WEST, "DescribeKey", key, "").isRefusedWith("NotFoundException");
        assertThat(describe(EAST, key).path("KeyState").asString()).isEqualTo("PendingDeletion");
        assertThat(describe(EAST, key)
                        .path("MultiRegionConfiguration")
                        .path("ReplicaKeys")
                        .size())
                .isZero();
        kms.clock.advance(Duration.ofDays(8));
        assertThat(kms.sweep.run(kms.clock.instant())).isEqualTo(1);
        in(EAST, "DescribeKey", key, "").isRefusedWith("NotFoundException");
    }

    @Test
    void replicatingNeedsPermissionInBothRegions() {
        String key = multiRegion("{'MultiRegion':true}");
        String replicating = kms.identities.user(
                KmsFixture.ACCOUNT,
                "replicating",
                "{\"Effect\":\"Allow\",\"Action\":\"kms:ReplicateKey\",\"Resource\":\"*\"}");
        String body = "{'KeyId':'" + key + "','ReplicaRegion':'" + WEST + "'}";
        kms.call(replicating, "ReplicateKey", body).isRefusedWith("AccessDeniedException");
        String both = kms.identities.user(
                KmsFixture.ACCOUNT,
                "both",
                "{\"Effect\":\"Allow\",\"Action\":[\"kms:ReplicateKey\",\"kms:CreateKey\"],\"Resource\":\"*\","
                        + "\"Condition\":{\"StringEqualsIfExists\":{\"kms:ReplicaRegion\":\"" + WEST + "\"}}}");
        kms.call(both, "ReplicateKey", "{'KeyId':'" + key + "','ReplicaRegion':'" + NORTH + "'}")
                .isRefusedWith("AccessDeniedException");
        kms.call(both, "ReplicateKey", body).ok();
    }

    private String multiRegion(String body) {
        return kms.call(kms.root, "CreateKey", body)
                .ok()
                .path("KeyMetadata")
                .path("KeyId")
                .asString();
    }

    private Answer replicate(String key, String region, String more) {
        return in(EAST, "ReplicateKey", key, ",'ReplicaRegion':'" + region + "'" + more);
    }

    private JsonNode describe(String region, String key) {
        return in(region, "DescribeKey", key, "").ok().path("KeyMetadata");
    }

    private String encrypt(String region, String key) {
        return in(region, "Encrypt", key, ",'Plaintext':'AAAA'").text("CiphertextBlob");
    }

    private String decrypt(String region, String ciphertext) {
        return kms.callIn(region, kms.root, "Decrypt", "{'CiphertextBlob':'" + ciphertext + "'}")
                .text("Plaintext");
    }

    private Answer in(String region, String operation, String key, String more) {
        return kms.callIn(region, kms.root, operation, "{'KeyId':'" + key + "'" + more + "}");
    }
}
