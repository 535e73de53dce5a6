package gatehouse.keys.kms;

import static gatehouse.keys.kms.KmsFixture.ACCOUNT;
import static gatehouse.keys.kms.KmsFixture.arn;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class AliasesTest {
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
    void anAliasStandsForItsKeyUntilItIsMovedOrDeleted() {
        String first = kms.key();
        String second = kms.key();
        create("alias/orders", first).ok();
        assertThat(described("alias/orders")).isEqualTo(first);
        assertThat(described("arn:aws:kms:us-east-1:111122223333:alias/orders")).isEqualTo(first);

        kms.clock.advance(Duration.ofSeconds(5));
        kms.call(kms.root, "UpdateAlias", "{'AliasName':'alias/orders','TargetKeyId':'" + arn(second) + "'}")
                .ok();
        assertThat(described("alias/orders")).isEqualTo(second);
        JsonNode entry = kms.call(kms.root, "ListAliases", "{'KeyId':'" + second + "'}")
                .ok()
                .path("Aliases")
                .get(0);
        assertThat(entry.path("AliasName").asString()).isEqualTo("alias/orders");
        assertThat(entry.path("AliasArn").asString()).isEqualTo("arn:aws:kms:us-east-1:111122223333:alias/orders");
        assertThat(entry.path("TargetKeyId").asString()).isEqualTo(second);
        assertThat(entry.path("LastUpdatedDate").asLong())
                .isEqualTo(entry.path("CreationDate").asLong() + 5);

        kms.call(kms.root, "DeleteAlias", "{'AliasName':'alias/orders'}").ok();
        kms.call(kms.root, "DescribeKey", "{'KeyId':'alias/orders'}")
                .isRefusedWith(
                        "NotFoundException", "Alias arn:aws:kms:us-east-1:111122223333:alias/orders is not found.");
        kms.call(kms.root, "DeleteAlias", "{'AliasName':'alias/orders'}")
                .isRefusedWith(
                        "NotFoundException", "Alias arn:aws:kms:us-east-1:111122223333:alias/orders is not found.");
        kms.call(kms.root, "UpdateAlias", "{'AliasName':'alias/orders','TargetKeyId':'" + first + "'}")
                .isRefusedWith("NotFoundException");
    }

    @Test
    void anAliasStaysWithKeysOfOneTypeAndUse() {
        String symmetric = kms.key();
        String encrypting = kms.key("RSA_2048", "ENCRYPT_DECRYPT");
        String signing = kms.key("RSA_2048", "SIGN_VERIFY");
        String mac = kms.key("HMAC_256", "GENERATE_VERIFY_MAC");
        String elliptic = kms.key("ECC_NIST_P256", "SIGN_VERIFY");
        create("alias/a", symmetric).ok();
        for (String other : List.of(encrypting, signing, mac)) {
            kms.call(kms.root, "UpdateAlias", alias("alias/a", other))
                    .isRefusedWith(
                            "ValidationException",
                            "The current and the new KMS key of an alias must be of the same type (both symmetric,"
                                    + " both asymmetric or both HMAC), and have the same key usage.");
        }
        assertThat(described("alias/a")).isEqualTo(symmetric);
        create("alias/s", signing).ok();
        kms.call(kms.root, "UpdateAlias", alias("alias/s", encrypting)).isRefusedWith("ValidationException");
        kms.call(kms.root, "UpdateAlias", alias("alias/s", elliptic)).ok();
        assertThat(described("alias/s")).isEqualTo(elliptic);
    }

    @Test
    void aliasAndKeyAreBothRecorded() {
        String key = kms.key();
        create("alias/orders", key).ok();
        JsonNode event = kms.event("CreateAlias");

        assertThat(event.path("requestParameters").path("aliasName").asString()).isEqualTo("alias/orders");
        assertThat(event.path("responseElements").path("keyId").asString()).isEqualTo(arn(key));
        assertThat(event.path("resources").get(0).path("ARN").asString()).isEqualTo(arn(key));
        assertThat(event.path("resources").get(1).path("ARN").asString())
                .isEqualTo("arn:aws:kms:us-east-1:111122223333:alias/orders");
    }

    @Test
    void namesThatAreNoAliasesAreRefused() {
        String key = kms.key();
        create("alias/orders", key).ok();

        create("alias/orders", key)
                .isRefusedWith(
                        "AlreadyExistsException",
                        "An alias with the name arn:aws:kms:us-east-1:111122223333:alias/orders already exists");
        create("alias/aws/s3", key).isRefusedWith("NotAuthorizedException");
        create("orders", key).isRefusedWith("ValidationException");
        create("alias/", key).isRefusedWith("ValidationException");
        create("alias/a:b", key)
                .isRefusedWith("ValidationException", "alias/a:b contains invalid characters for an alias");
        create("alias/b", "alias/orders")
                .isRefusedWith("ValidationException", "Aliases must refer to keys. Not aliases");
        create("alias/b", "1234abcd-12ab-34cd-56ef-1234567890ab").isRefusedWith("NotFoundException");
    }

    @Test
    void anAliasNeedsPermissionOnItselfAndOnTheKey() {
        String key = kms.key();
        String onKey = user("onKey", "kms:CreateAlias", arn(key));
        String onAlias = user("onAlias", "kms:CreateAlias", "arn:aws:kms:us-east-1:111122223333:alias/*");
        String onBoth = user("onBoth", "kms:*Alias", "*");

        kms.call(onKey, "CreateAlias", alias("alias/a", key))
                .isRefusedWith(
                        "AccessDeniedException",
                        "User: arn:aws:iam::111122223333:user/onKey is not authorized to perform: kms:CreateAlias on"
                                + " resource: arn:aws:kms:us-east-1:111122223333:alias/a because no identity-based"
                                + " policy allows the kms:CreateAlias action");
        kms.call(onAlias, "CreateAlias", alias("alias/a", key)).isRefusedWith("AccessDeniedException");
        kms.call(onBoth, "CreateAlias", alias("alias/a", key)).ok();
        kms.call(onKey, "UpdateAlias", alias("alias/a", key)).isRefusedWith("AccessDeniedException");
        kms.call(onKey, "DeleteAlias", "{'AliasName':'alias/a'}").isRefusedWith("AccessDeniedException");
        kms.call(onKey, "ListAliases", "{}").isRefusedWith("AccessDeniedException");
        kms.call(onBoth, "DeleteAlias", "{'AliasName':'alias/a'}").ok();
        assertThat(kms.event("DeleteAlias")
                        .path("responseElements")
                        .path("keyId")
                        .asString())
                .isEqualTo(arn(key));
    }

    @Test
    void aKeyHasAtMostItsQuotaOfAliases() {
        String key = kms.key();
        for (int i = 0; i < KmsLimits.DEFAULTS.aliasesPerKeyMax(); i++) {
            create("alias/a" + i, key).ok();
        }
        create("alias/more", key).isRefusedWith("LimitExceededException");
    }

    @Test
    void aliasesAreListedInPagesAndByKey() {
        String key = kms.key();
        String other = kms.key();
        for (String name : List.of("3", "1", "2")) {
            create("alias/" + name, key).ok();
        }
        create("alias/z", other).ok();

        JsonNode page = kms.call(kms.root, "ListAliases", "{'Limit':3}").ok();
        assertThat(names(page)).containsExactly("alias/1", "alias/2", "alias/3");
        JsonNode rest = kms.call(
                        kms.root,
                        "ListAliases",
                        "{'Limit':100,'Marker':'" + page.path("NextMarker").asString() + "'}")
                .ok();
        assertThat(names(rest)).startsWith("alias/aws/acm").endsWith("alias/z").doesNotContain("alias/3");
        assertThat(rest.path("Truncated").asBoolean()).isFalse();
        JsonNode ofKey =
                kms.call(kms.root, "ListAliases", "{'KeyId':'" + key + "'}").ok();
        assertThat(names(ofKey)).containsExactly("alias/1", "alias/2", "alias/3");
        kms.call(kms.root, "ListAliases", "{'Limit':101}").isRefusedWith("ValidationException");
        kms.call(kms.root, "ListAliases", "{'Marker':'nonsense'}").isRefusedWith("InvalidMarkerException");
    }

    @Test
    void ofManyWhoCreateOneAliasAtOnceOneDoes() throws InterruptedException, ExecutionException {
        List<String> keys = List.of(kms.key(), kms.key(), kms.key(), kms.key());
        List<Future<Answer>> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 16; i++) {
                String key = keys.get(i % keys.size());
                answers.add(threads.submit(() -> create("alias/one", key)));
            }
        }
        int created = 0;
        for (Future<Answer> answer : answers) {
            if (answer.get().status() == 200) {
                created++;
            } else {
                answer.get().isRefusedWith("AlreadyExistsException");
            }
        }
        assertThat(created).isEqualTo(1);
    }

    private static List<String> names(JsonNode page) {
        List<String> names = new ArrayList<>();
        page.path("Aliases").forEach(entry -> names.add(entry.path("AliasName").asString()));
        return names;
    }

    private String user(String name, String action, String resource) {
        return kms.identities.user(
                ACCOUNT,
                name,
                "{\"Effect\":\"Allow\",\"Action\":\"" + action + "\",\"Resource\":\"" + resource + "\"}");
    }

    private String described(String name) {
        return kms.call(kms.root, "DescribeKey", "{'KeyId':'" + name + "'}")
                .ok()
                .path("KeyMetadata")
                .path("KeyId")
                .asString();
    }

    private Answer create(String name, String key) {
        return kms.call(kms.root, "CreateAlias", alias(name, key));
    }

    private static String alias(String name, String key) {
        return "{'AliasName':'" + name + "','TargetKeyId':'" + key + "'}";
    }
}
