package gatehouse.identity.iam;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.gateway.Judgements;
import gatehouse.identity.Client;
import gatehouse.identity.Policies;
import gatehouse.identity.Reply;
import gatehouse.identity.TestServer;
import org.junit.jupiter.api.Test;

class AccessKeysTest extends IamTest {
    private Client newKey(String user) {
        Reply reply = call("CreateAccessKey", "UserName", user);
        return new Client(server, reply.element("AccessKeyId"), reply.element("SecretAccessKey"), null);
    }

    @Test
    void aNewKeySignsAtOnce() {
        call("CreateUser", "UserName", "alice");
        Client alice = newKey("alice");
        assertThat(alice.accessKeyId()).matches("AKIA[A-Z2-7]{16}");
        assertThat(alice.secret()).matches("[A-Za-z0-9+/]{40}");
        assertThat(alice.sts("GetCallerIdentity").element("Arn")).isEqualTo(IAM + "user/alice");
    }

    @Test
    void theSecretIsInTheAnswerAloneNeverInTheTrail() {
        call("CreateUser", "UserName", "alice");
        Client alice = newKey("alice");
        String event = Judgements.record(
                server.lastEntry(TestServer.ACCOUNT, "us-east-1").body());
        assertThat(event)
                .contains("CreateAccessKey")
                .contains(alice.accessKeyId())
                .doesNotContain(alice.secret());
    }

    @Test
    void anInactiveKeyDoesNotSignAndADeletedOneNeither() {
        call("CreateUser", "UserName", "alice");
        Client alice = newKey("alice");
        call("UpdateAccessKey", "UserName", "alice", "AccessKeyId", alice.accessKeyId(), "Status", "Inactive");
        assertThat(alice.sts("GetCallerIdentity").code()).isEqualTo("InvalidClientTokenId");
        assertThat(call("ListAccessKeys", "UserName", "alice").element("Status"))
                .isEqualTo("Inactive");
        call("UpdateAccessKey", "UserName", "alice", "AccessKeyId", alice.accessKeyId(), "Status", "Active");
        assertThat(alice.sts("GetCallerIdentity").status()).isEqualTo(200);
        call("DeleteAccessKey", "UserName", "alice", "AccessKeyId", alice.accessKeyId());
        assertThat(alice.sts("GetCallerIdentity").code()).isEqualTo("InvalidClientTokenId");
    }

    @Test
    void aUserHasTwoKeysAtMost() {
        call("CreateUser", "UserName", "alice");
        newKey("alice");
        newKey("alice");
        assertFails(
                root.iam("CreateAccessKey", "UserName", "alice"),
                409,
                "LimitExceeded",
                "Cannot exceed quota for AccessKeysPerUser: 2");
    }

    @Test
    void anothersKeyCannotBeFound() {
        call("CreateUser", "UserName", "alice");
        call("CreateUser", "UserName", "bob");
        Client alice = newKey("alice");
        assertFails(
                root.iam("DeleteAccessKey", "UserName", "bob", "AccessKeyId", alice.accessKeyId()),
                404,
                "NoSuchEntity",
                "The Access Key with id " + alice.accessKeyId() + " cannot be found.");
    }

    @Test
    void aCallThatNamesNobodyIsAboutTheCallersOwnKeys() {
        Client alice = server.client("alice", Policies.allow("iam:*AccessKey*", IAM + "user/${aws:username}"));
        assertThat(elements(alice.iam("ListAccessKeys"), "AccessKeyId")).containsExactly(alice.accessKeyId());
        Reply second = alice.iam("CreateAccessKey");
        assertThat(second.element("UserName")).isEqualTo("alice");
        assertThat(alice.iam("DeleteAccessKey", "AccessKeyId", alice.accessKeyId())
                        .status())
                .isEqualTo(200);
        assertThat(elements(call("ListAccessKeys", "UserName", "alice"), "AccessKeyId"))
                .containsExactly(second.element("AccessKeyId"));
    }

    @Test
    void theRootUserManagesItsOwnKeys() {
        assertThat(elements(call("ListAccessKeys"), "AccessKeyId")).containsExactly(root.accessKeyId());
        Reply second = call("CreateAccessKey");
        Client other = new Client(server, second.element("AccessKeyId"), second.element("SecretAccessKey"), null);
        assertThat(other.sts("GetCallerIdentity").element("Arn")).isEqualTo(IAM + "root");
        assertThat(other.iam("DeleteAccessKey", "AccessKeyId", root.accessKeyId())
                        .status())
                .isEqualTo(200);
        assertThat(root.sts("GetCallerIdentity").code()).isEqualTo("InvalidClientTokenId");
    }

    @Test
    void theLastUseIsTold() {
        Client alice = server.client("alice", null);
        String[] asked = {"AccessKeyId", alice.accessKeyId()};
        Reply never = call("GetAccessKeyLastUsed", asked);
        assertThat(never.element("ServiceName")).isEqualTo("N/A");
        assertThat(never.element("Region")).isEqualTo("N/A");
        assertThat(never.body()).doesNotContain("LastUsedDate");
        alice.sts("GetCallerIdentity");
        server.lastUsed.flush();
        Reply used = call("GetAccessKeyLastUsed", asked);
        assertThat(used.element("UserName")).isEqualTo("alice");
        assertThat(used.element("ServiceName")).isEqualTo("sts");
        assertThat(used.element("Region")).isEqualTo("eu-central-1");
        assertThat(used.element("LastUsedDate")).isEqualTo("2026-03-01T10:00:00Z");
    }

    @Test
    void anotherAccountDoesNotLearnOfALastUse() {
        Client alice = server.client("alice", null);
        assertThat(server.otherRoot
                        .iam("GetAccessKeyLastUsed", "AccessKeyId", alice.accessKeyId())
                        .code())
                .isEqualTo("AccessDenied");
    }
}
