package gatehouse.identity.sts;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.identity.Client;
import gatehouse.identity.Policies;
import gatehouse.identity.Reply;
import gatehouse.identity.TestServer;
import gatehouse.identity.iam.Role;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionPoliciesTest {
    private static final String ALICE = "arn:aws:iam::111122223333:user/alice";
    private static final String KEY_INFO = Policies.allow("sts:GetAccessKeyInfo", "*");
    private static final String OTHER = Policies.allow("kms:Encrypt", "*");

    private TestServer server;

    @BeforeEach
    void start(@TempDir Path folder) throws IOException {
        server = new TestServer(folder);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void anInlineSessionPolicyLimitsTheRole() {
        Client alice = server.client("alice", null);
        Role role = role(KEY_INFO);
        assertThat(keyInfo(assume(alice, role, "Policy", KEY_INFO)).status()).isEqualTo(200);
        Reply denied = keyInfo(assume(alice, role, "Policy", OTHER));
        assertThat(denied.message())
                .isEqualTo("User: arn:aws:sts::111122223333:assumed-role/worker/s1 is not authorized to perform:"
                        + " sts:GetAccessKeyInfo on resource: * because no session policy allows the"
                        + " sts:GetAccessKeyInfo action");
    }

    @Test
    void aSessionPolicyGrantsNothing() {
        Client alice = server.client("alice", null);
        assertThat(keyInfo(assume(alice, role(OTHER), "Policy", KEY_INFO)).code())
                .isEqualTo("AccessDenied");
    }

    @Test
    void aManagedSessionPolicyIsReadAtEachUse() {
        Client alice = server.client("alice", null);
        Role role = role(KEY_INFO);
        String arn = server.managedPolicy(TestServer.ACCOUNT, "limit", KEY_INFO);
        Reply session = assume(alice, role, "PolicyArns.member.1.arn", arn);
        assertThat(keyInfo(session).status()).isEqualTo(200);
        server.managedPolicy(TestServer.ACCOUNT, "limit", OTHER);
        assertThat(keyInfo(session).code()).isEqualTo("AccessDenied");
    }

    @Test
    void managedSessionPoliciesAreOfTheRolesAccount() {
        Client alice = server.client("alice", null);
        String foreign = server.managedPolicy(TestServer.OTHER_ACCOUNT, "limit", KEY_INFO);
        for (String arn : List.of(foreign, "arn:aws:iam::111122223333:policy/absent")) {
            assertThat(assume(alice, role(KEY_INFO), "PolicyArns.member.1.arn", arn)
                            .code())
                    .isEqualTo("ValidationError");
        }
    }

    @Test
    void moreThanTenManagedPoliciesAreRefused() {
        Client alice = server.client("alice", null);
        String arn = server.managedPolicy(TestServer.ACCOUNT, "p", KEY_INFO);
        String[] eleven = IntStream.rangeClosed(1, 11)
                .boxed()
                .flatMap(i -> List.of("PolicyArns.member." + i + ".arn", arn).stream())
                .toArray(String[]::new);
        Reply reply = assume(alice, role(KEY_INFO), eleven);
        assertThat(reply.code()).isEqualTo("ValidationError");
        assertThat(reply.message()).contains("'policyArns' failed to satisfy constraint");
    }

    @Test
    void aMalformedPolicyIsRefusedOnlyForThoseWhoMayAssumeTheRole() {
        Role role = role(null);
        Reply refused = assume(server.client("alice", null), role, "Policy", "{\"Version\":");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.code()).isEqualTo("MalformedPolicyDocument");
        assertThat(server.lastEvent(TestServer.ACCOUNT).at("/errorCode").asString())
                .isEqualTo("MalformedPolicyDocumentException");
        assertThat(assume(server.client("bob", null), role, "Policy", "{\"Version\":")
                        .code())
                .isEqualTo("AccessDenied");
    }

    @Test
    void theAnswerTellsHowMuchRoomThePoliciesTake() {
        Reply reply = assume(server.client("alice", null), role(null), "Policy", KEY_INFO);
        assertThat(Integer.parseInt(reply.element("PackedPolicySize"))).isBetween(5, 20);
    }

    @Test
    void policiesHaveBoundedRoom() {
        Client alice = server.client("alice", null);
        Reply tooLong = assume(alice, role(null), "Policy", KEY_INFO + " ".repeat(2048));
        assertThat(tooLong.status()).isEqualTo(400);
        assertThat(tooLong.code()).isEqualTo("PackedPolicyTooLarge");
        StringBuilder incompressible = new StringBuilder();
        for (int i = 1; incompressible.length() < 1850; i++) {
            incompressible.append(Integer.toString(i * i * 7919 ^ 0x5bd1e995, 36));
        }
        Reply tooDense = assume(
                alice, role(null), "Policy", Policies.allow("kms:Encrypt", "arn:aws:kms:*:*:key/" + incompressible));
        assertThat(tooDense.code()).isEqualTo("PackedPolicyTooLarge");
        assertThat(tooDense.message())
                .matches("Packed policy consumes 1\\d\\d% of allotted space, please use smaller policy.");
    }

    private Role role(@Nullable String policy) {
        return server.role(TestServer.ACCOUNT, "worker", Policies.trust(ALICE, "sts:AssumeRole"), policy);
    }

    private Reply keyInfo(Reply reply) {
        Client session = reply.session(server);
        return session.sts("GetAccessKeyInfo", "AccessKeyId", session.accessKeyId());
    }

    private static Reply assume(Client client, Role role, String... more) {
        String[] all = new String[more.length + 4];
        all[0] = "RoleArn";
        all[1] = role.arn();
        all[2] = "RoleSessionName";
        all[3] = "s1";
        System.arraycopy(more, 0, all, 4, more.length);
        return client.sts("AssumeRole", all);
    }
}
