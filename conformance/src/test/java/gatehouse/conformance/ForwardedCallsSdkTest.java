package gatehouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttributeKey;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.AliasListEntry;
import software.amazon.awssdk.services.kms.model.DataKeySpec;
import software.amazon.awssdk.services.kms.model.GrantOperation;
import software.amazon.awssdk.services.kms.model.KeyManagerType;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.KmsException;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.ReplicaRegionType;
import software.amazon.awssdk.services.secretsmanager.model.ResourceExistsException;
import software.amazon.awssdk.services.secretsmanager.model.SecretsManagerException;
import tools.jackson.databind.JsonNode;

/// A service that calls KMS on behalf of its callers ([SecretsService], for the tests alone), through the AWS SDK.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ForwardedCallsSdkTest {
    private static final String ALIAS = "alias/aws/secretsmanager";
    private static final String OTHER_ACCOUNT = "444455556666";
    private static final SdkBytes HELLO = SdkBytes.fromUtf8String("hello");
    private static final Region HOME = Region.US_EAST_1;

    private final TestServer server = TestServer.beside(SecretsService.service());
    private final IamWorld world = new IamWorld(server);
    private final KmsClient rootKms = server.kms(server.root());
    private final SecretsManagerClient rootSecrets = server.secrets(server.root(), HOME);
    private final Events events = new Events(server.cloudTrail(server.root()));

    @AfterAll
    void stop() {
        events.close();
        rootSecrets.close();
        rootKms.close();
        world.root().close();
        server.close();
    }

    private AwsCredentials user(String name, String... actions) {
        AwsCredentials user = world.newUser(name);
        world.root()
                .putUserPolicy(in -> in.userName(name)
                        .policyName("own")
                        .policyDocument("{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":[\""
                                + String.join("\",\"", actions) + "\"],\"Resource\":\"*\"}}"));
        return user;
    }

    private static String create(SecretsManagerClient secrets, String name, String keyId) {
        return secrets.createSecret(
                        in -> in.name(name).secretString("of " + name).kmsKeyId(keyId))
                .arn();
    }

    private static String read(SecretsManagerClient secrets, String name) {
        return secrets.getSecretValue(in -> in.secretId(name)).secretString();
    }

    private static AliasListEntry alias(KmsClient kms) {
        return kms.listAliasesPaginator().aliases().stream()
                .filter(each -> each.aliasName().equals(ALIAS))
                .findFirst()
                .orElseThrow();
    }

    private static void isDenied(Consumer<KmsClient> call, KmsClient... callers) {
        for (KmsClient caller : callers) {
            assertThatThrownBy(() -> call.accept(caller))
                    .isInstanceOfSatisfying(
                            KmsException.class,
                            denial -> assertThat(denial.awsErrorDetails().errorCode())
                                    .isEqualTo("AccessDeniedException"));
        }
    }

    /// A key that its policy gives to who comes through a service.
    private String keyFor(String principal, String service) {
        return rootKms.createKey(
                        in -> in.bypassPolicyLockoutSafetyCheck(true).policy("""
                        {"Version":"2012-10-17","Statement":[
                          {"Effect":"Allow","Principal":{"AWS":"%1$s"},"Action":["kms:GenerateDataKey","kms:Decrypt"],
                           "Resource":"*","Condition":{"StringEquals":{"kms:ViaService":"%2$s"}}},
                          {"Effect":"Allow","Principal":{"AWS":"%1$s"},"Action":"kms:CreateGrant",
                           "Resource":"*","Condition":{"Bool":{"kms:GrantIsForAWSResource":true}}},
                          {"Effect":"Allow","Principal":{"AWS":"111122223333"},"Action":["kms:Get*","kms:List*"],
                           "Resource":"*"}]}
                        """.formatted(principal, service)))
                .keyMetadata()
                .arn();
    }

    @Test
    void anAwsManagedKeyIsMadeByItsFirstUseAndUsedThroughItsServiceOnly() {
        Region region = Region.EU_CENTRAL_1;
        AwsCredentials user = user("first", "secretsmanager:*");
        AwsCredentials admin = user("administrator", "*");
        try (KmsClient kms = server.kms(server.root(), region);
                KmsClient adminKms = server.kms(admin, region);
                SecretsManagerClient secrets = server.secrets(user, region)) {
            assertThat(alias(kms).targetKeyId()).isNull();
            isDenied(each -> each.encrypt(in -> in.keyId(ALIAS).plaintext(HELLO)), kms, adminKms);
            assertThat(alias(kms).targetKeyId()).isNull();

            secrets.createSecret(in -> in.name("first").secretString("told"));
            assertThat(read(secrets, "first")).isEqualTo("told");
            KeyMetadata key = kms.describeKey(in -> in.keyId(ALIAS)).keyMetadata();
            assertThat(alias(kms).targetKeyId()).isEqualTo(key.keyId());
            assertThat(key.keyManager()).isEqualTo(KeyManagerType.AWS);
            assertThat(kms.getKeyPolicy(in -> in.keyId(key.keyId())).policy())
                    .contains("secretsmanager.eu-central-1.amazonaws.com");

            secrets.createSecret(in -> in.name("second").secretString("told"));
            assertThat(kms.listKeys().keys()).hasSize(1);
            isDenied(each -> each.encrypt(in -> in.keyId(ALIAS).plaintext(HELLO)), kms, adminKms);
            isDenied(
                    each -> each.generateDataKey(in -> in.keyId(key.arn()).keySpec(DataKeySpec.AES_256)),
                    kms,
                    adminKms);
            isDenied(
                    each -> each.createGrant(in -> in.keyId(key.keyId())
                            .granteePrincipal("arn:aws:iam::111122223333:user/administrator")
                            .operations(GrantOperation.DECRYPT)),
                    kms,
                    adminKms);
            isDenied(each -> each.putKeyPolicy(in -> in.keyId(key.keyId()).policy("{}")), kms, adminKms);
            isDenied(each -> each.scheduleKeyDeletion(in -> in.keyId(key.keyId())), kms, adminKms);
        }
    }

    @Test
    void firstUsesThatMeetMakeOneKey() throws Exception {
        Region region = Region.EU_NORTH_1;
        try (SecretsManagerClient secrets = server.secrets(server.root(), region);
                KmsClient kms = server.kms(server.root(), region);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> made = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                String name = "meeting" + i;
                made.add(threads.submit(
                        () -> secrets.createSecret(in -> in.name(name).secretString(name))
                                .name()));
            }
            for (Future<String> each : made) {
                assertThat(read(secrets, each.get())).isEqualTo(each.get());
            }
            assertThat(kms.listKeys().keys()).hasSize(1);
        }
    }

    @Test
    void aKeyPolicyLetsOneServiceUseAKeyAndNobodyElse() {
        AwsCredentials user = user("through", "secretsmanager:*", "kms:*");
        String principal = "arn:aws:iam::111122223333:user/through";
        String key = keyFor(principal, "secretsmanager.us-east-1.amazonaws.com");
        String keyOfAnother = keyFor(principal, "ssm.us-east-1.amazonaws.com");
        try (SecretsManagerClient secrets = server.secrets(user, HOME);
                KmsClient kms = server.kms(user)) {
            create(secrets, "through", key);
            assertThat(read(secrets, "through")).isEqualTo("of through");
            isDenied(each -> each.generateDataKey(in -> in.keyId(key).keySpec(DataKeySpec.AES_256)), kms, rootKms);
            assertThatThrownBy(() -> create(secrets, "another", keyOfAnother))
                    .isInstanceOf(SecretsManagerException.class)
                    .hasMessageContaining("Access to KMS is not allowed");
            assertThatThrownBy(() -> read(secrets, "another")).hasMessageContaining("can't find");
        }
        // Who may use the secret but not the key does not read it.
        AwsCredentials other = user("other", "secretsmanager:*");
        try (SecretsManagerClient secrets = server.secrets(other, HOME)) {
            assertThatThrownBy(() -> read(secrets, "through"))
                    .isInstanceOf(SecretsManagerException.class)
                    .hasMessageContaining("user/other is not authorized to perform: kms:Decrypt");
        }
    }

    @Test
    void aGrantForAnAwsResourceIsMadeThroughAServiceOnly() {
        AwsCredentials user = user("grantee", "secretsmanager:*");
        String principal = "arn:aws:iam::111122223333:user/grantee";
        String key = keyFor(principal, "secretsmanager.us-east-1.amazonaws.com");
        ReplicaRegionType elsewhere =
                ReplicaRegionType.builder().region("eu-west-1").build();
        try (SecretsManagerClient secrets = server.secrets(user, HOME);
                KmsClient kms = server.kms(user)) {
            create(secrets, "granted", key);
            isDenied(each -> each.encrypt(in -> in.keyId(key).plaintext(HELLO)), kms);
            isDenied(
                    each -> each.createGrant(
                            in -> in.keyId(key).granteePrincipal(principal).operations(GrantOperation.ENCRYPT)),
                    kms);
            secrets.replicateSecretToRegions(in -> in.secretId("granted").addReplicaRegions(elsewhere));
            kms.encrypt(in -> in.keyId(key).plaintext(HELLO));
        }
        assertThat(rootKms.listGrants(in -> in.keyId(key)).grants()).hasSize(1);
        assertThat(events.latest("CreateGrant").at("/userIdentity/invokedBy").asString())
                .isEqualTo("secretsmanager.amazonaws.com");
    }

    @Test
    void bothCallsAreInTheEventHistoryAndExplained() {
        AwsCredentials user = user("recorded", "secretsmanager:*", "kms:*");
        String key = rootKms.createKey().keyMetadata().arn();
        String requestId;
        try (SecretsManagerClient secrets = server.secrets(user, HOME)) {
            create(secrets, "recorded", key);
            requestId = secrets.getSecretValue(in -> in.secretId("recorded"))
                    .responseMetadata()
                    .requestId();
        }
        JsonNode outer = Events.tree(events.of("GetSecretValue", requestId));
        assertThat(outer.path("userIdentity").has("invokedBy")).isFalse();
        List<JsonNode> ofKey = events.with(LookupAttributeKey.RESOURCE_NAME, key).stream()
                .map(Events::tree)
                .filter(event -> event.path("userIdentity").has("invokedBy"))
                .toList();
        assertThat(ofKey)
                .extracting(event -> event.path("eventName").asString())
                .containsExactly("Decrypt", "GenerateDataKey");
        for (JsonNode event : ofKey) {
            assertThat(event.at("/userIdentity/userName").asString()).isEqualTo("recorded");
            assertThat(event.at("/userIdentity/invokedBy").asString()).isEqualTo("secretsmanager.amazonaws.com");
            assertThat(event.path("sourceIPAddress").asString()).isEqualTo("secretsmanager.amazonaws.com");
            assertThat(event.path("userAgent").asString()).isEqualTo("secretsmanager.amazonaws.com");
            assertThat(event.at("/requestParameters/encryptionContext/SecretARN")
                            .asString())
                    .endsWith(":secret:recorded");
            assertThat(event.path("requestID").asString()).isNotEqualTo(requestId);
        }
        JsonNode explanation = Events.tree(server.admin(
                        "/_gatehouse/explain",
                        "{\"requestId\":\"" + ofKey.getFirst().path("requestID").asString() + "\"}")
                .body());
        assertThat(explanation.at("/decisions/0/action").asString()).isEqualTo("kms:Decrypt");
        assertThat(explanation.at("/decisions/0/outcome").asString()).isEqualTo("ALLOWED");
    }

    @Test
    void aCallThatFailsTakesBackTheKeyThatItMade() {
        Region region = Region.US_WEST_2;
        try (KmsClient kms = server.kms(server.root(), region);
                SecretsManagerClient secrets = server.secrets(server.root(), region);
                Events there = new Events(server.cloudTrail(server.root(), region))) {
            create(secrets, "twice", kms.createKey().keyMetadata().keyId());
            assertThatThrownBy(() -> create(secrets, "twice", ALIAS)).isInstanceOf(ResourceExistsException.class);
            assertThat(alias(kms).targetKeyId()).isNull();
            assertThat(there.latest("CreateSecret").path("errorCode").asString())
                    .isEqualTo("ResourceExistsException");
            assertThat(there.latest("GenerateDataKey").path("errorCode").asString())
                    .isEqualTo("TransactionCanceledException");
        }
    }

    @Test
    void anotherAccountsKeyIsUsedThroughTheServiceByBothPolicies() {
        AwsCredentials foreign = server.newAccount(OTHER_ACCOUNT);
        String key = keyFor(OTHER_ACCOUNT, "secretsmanager.us-east-1.amazonaws.com");
        try (SecretsManagerClient secrets = server.secrets(foreign, HOME);
                Events theirs = new Events(server.cloudTrail(foreign))) {
            create(secrets, "foreign", key);
            assertThat(read(secrets, "foreign")).isEqualTo("of foreign");
            JsonNode own = theirs.latest("GenerateDataKey");
            assertThat(own.at("/userIdentity/accountId").asString()).isEqualTo(OTHER_ACCOUNT);
            List<JsonNode> owners = events.with(LookupAttributeKey.RESOURCE_NAME, key).stream()
                    .map(Events::tree)
                    .filter(event -> event.path("eventName").asString().equals("GenerateDataKey"))
                    .toList();
            assertThat(owners).singleElement().satisfies(event -> {
                assertThat(event.at("/userIdentity/accountId").asString()).isEqualTo(OTHER_ACCOUNT);
                assertThat(event.at("/userIdentity/invokedBy").asString()).isEqualTo("secretsmanager.amazonaws.com");
                assertThat(event.path("sharedEventID")).isEqualTo(own.path("sharedEventID"));
            });
        }
    }
}
