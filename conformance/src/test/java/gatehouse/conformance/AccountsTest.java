package gatehouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KmsException;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.StsException;
import tools.jackson.databind.JsonNode;

/// Two accounts in one server: apart, unless both sides say otherwise.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class AccountsTest {
    private static final String OTHER = "222222222222";
    private static final SdkBytes HELLO = SdkBytes.fromUtf8String("hello");

    private final TestServer server = TestServer.start();
    private final IamWorld world = new IamWorld(server);
    private final AwsCredentials otherRoot = server.newAccount(OTHER);
    private final Events events = new Events(server.cloudTrail(server.root()));
    private final Events otherEvents = new Events(server.cloudTrail(otherRoot));

    @AfterAll
    void stop() {
        events.close();
        otherEvents.close();
        world.root().close();
        server.close();
    }

    @Test
    void anAccountSeesNothingOfAnother() {
        String userName = world.user();
        try (IamClient iam = server.iam(otherRoot);
                KmsClient kms = server.kms(server.root());
                KmsClient otherKms = server.kms(otherRoot)) {
            String arn = kms.createKey().keyMetadata().arn();
            assertThat(iam.listUsers().users()).isEmpty();
            assertThatThrownBy(() -> iam.getUser(in -> in.userName(userName))).hasMessageContaining("cannot be found");
            assertThat(otherKms.listKeys().keys()).noneMatch(key -> key.keyArn().equals(arn));
            assertThatThrownBy(() -> otherKms.describeKey(in -> in.keyId(arn)))
                    .hasMessageContaining(
                            "arn:aws:iam::222222222222:root is not authorized to perform: kms:DescribeKey");
        }
    }

    @Test
    void anAccountIsMadeOnceAndByTheOperatorAlone() {
        assertThat(server.admin("/_gatehouse/accounts", "{\"accountId\":\"" + OTHER + "\"}")
                        .body())
                .contains("AccountAlreadyExistsException");
        assertThat(server.admin("/_gatehouse/accounts", "{\"accountId\":\"22\"}")
                        .body())
                .contains("ValidationException");
    }

    @Test
    void aRoleIsAssumedAcrossAccountsWhereBothSidesAllowIt() {
        AwsCredentials visitor = world.newUser("visitor");
        String role;
        try (IamClient iam = server.iam(otherRoot)) {
            role = iam.createRole(in -> in.roleName("door").assumeRolePolicyDocument(IamWorld.TRUST))
                    .role()
                    .arn();
            iam.attachRolePolicy(in -> in.roleName("door").policyArn(IamWorld.AWS_POLICY));
        }
        try (StsClient sts = server.sts(visitor)) {
            assertThatThrownBy(() -> sts.assumeRole(in -> in.roleArn(role).roleSessionName("visit")))
                    .isInstanceOf(StsException.class)
                    .hasMessageContaining(
                            "User: arn:aws:iam::111122223333:user/visitor is not authorized to perform: sts:AssumeRole"
                                    + " on resource: " + role);
            allow("visitor", "sts:AssumeRole", role);
            AwsCredentials session =
                    StsSdkTest.session(sts.assumeRole(in -> in.roleArn(role).roleSessionName("visit"))
                            .credentials());
            try (IamClient there = server.iam(session)) {
                assertThat(there.listRoles().roles())
                        .anySatisfy(each -> assertThat(each.arn()).isEqualTo(role));
            }
        }
        String shared = recordedInBoth("AssumeRole", role);
        assertThat(shared).isNotEmpty();
        assertThat(otherEvents.latest("ListRoles").at("/userIdentity/arn").asString())
                .isEqualTo("arn:aws:sts::222222222222:assumed-role/door/visit");
    }

    @Test
    void aKeyIsUsedAcrossAccountsWhereKeyPolicyAndIdentityPolicyAllowIt() {
        AwsCredentials sender = world.newUser("sender");
        try (KmsClient owner = server.kms(otherRoot);
                KmsClient kms = server.kms(sender)) {
            String arn = owner.createKey().keyMetadata().arn();
            assertThatThrownBy(() -> kms.encrypt(in -> in.keyId(arn).plaintext(HELLO)))
                    .isInstanceOf(KmsException.class);
            allow("sender", "kms:Encrypt", arn);
            assertThatThrownBy(() -> kms.encrypt(in -> in.keyId(arn).plaintext(HELLO)))
                    .hasMessageContaining(
                            "because the resource does not exist in this Region, no resource-based policies");
            owner.putKeyPolicy(in -> in.keyId(arn).policy(sharedWithSender()));
            SdkBytes ciphertext =
                    kms.encrypt(in -> in.keyId(arn).plaintext(HELLO)).ciphertextBlob();
            assertThat(owner.decrypt(in -> in.ciphertextBlob(ciphertext)).plaintext())
                    .isEqualTo(HELLO);
            assertThatThrownBy(() -> kms.decrypt(in -> in.ciphertextBlob(ciphertext)))
                    .hasMessageContaining("kms:Decrypt");
            recordedInBoth("Encrypt", arn);
        }
    }

    /// Checks that the newest event of that name stands in both accounts; returns the id that they share.
    private String recordedInBoth(String eventName, String resource) {
        JsonNode own = events.latest(eventName);
        JsonNode other = otherEvents.latest(eventName);
        assertThat(List.of(
                        own.get("recipientAccountId").asString(),
                        other.get("recipientAccountId").asString()))
                .containsExactly(TestServer.ACCOUNT, OTHER);
        assertThat(other.get("sharedEventID")).isEqualTo(own.get("sharedEventID"));
        assertThat(other.get("eventID")).isNotEqualTo(own.get("eventID"));
        assertThat(other.get("requestID")).isEqualTo(own.get("requestID"));
        assertThat(other.at("/resources/0/ARN").asString()).isEqualTo(resource);
        assertThat(other.at("/resources/0/accountId").asString()).isEqualTo(OTHER);
        return own.get("sharedEventID").asString();
    }

    private void allow(String userName, String action, String resource) {
        world.root()
                .putUserPolicy(in -> in.userName(userName)
                        .policyName("p")
                        .policyDocument("{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\""
                                + action + "\",\"Resource\":\"" + resource + "\"}]}"));
    }

    private static String sharedWithSender() {
        return """
                {"Version":"2012-10-17","Statement":[
                  {"Effect":"Allow","Action":"kms:*","Resource":"*","Principal":{"AWS":"arn:aws:iam::222222222222:root"}},
                  {"Effect":"Allow","Action":"kms:Encrypt","Resource":"*",
                   "Principal":{"AWS":"arn:aws:iam::111122223333:user/sender"}}]}""";
    }
}
