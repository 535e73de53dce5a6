package gatehouse.identity.iam;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.identity.Client;
import gatehouse.identity.Policies;
import gatehouse.identity.TestServer;
import gatehouse.policy.Policy;
import gatehouse.policy.PolicyKind;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What is stored but cannot be understood, or is missing, denies everything.
class EffectivePoliciesTest extends IamTest {
    private static final String ALLOW = Policies.allow("iam:*", "*");

    @Test
    void aStoredDocumentThatIsNoPolicyDeniesEverything() {
        Client alice = server.client("alice", ALLOW);
        User user = stored("alice");
        server.put(user.withInlinePolicies(Map.of("inline", ALLOW, "broken", "{")));
        assertThat(alice.iam("ListUsers").message()).endsWith("with an explicit deny in an identity-based policy");
    }

    @Test
    void anAttachedPolicyThatIsMissingDeniesEverything() {
        Client alice = server.client("alice", ALLOW);
        server.put(stored("alice").withAttachedPolicies(List.of(IAM + "policy/missing")));
        assertThat(alice.iam("ListUsers").message())
                .endsWith("with an explicit deny in an identity-based policy: " + IAM + "policy/missing");
    }

    @Test
    void aGroupThatIsMissingDeniesEverything() {
        Client alice = server.client("alice", ALLOW);
        server.put(stored("alice").withGroups(List.of("missing")));
        assertThat(alice.iam("ListUsers").message()).endsWith("with an explicit deny in an identity-based policy");
    }

    @Test
    void aBoundaryThatIsMissingDeniesEverything() {
        Client alice = server.client("alice", ALLOW);
        server.put(stored("alice").withPermissionsBoundary(IAM + "policy/missing"));
        assertThat(alice.iam("ListUsers").message())
                .endsWith("with an explicit deny in a permissions boundary: " + IAM + "policy/missing");
    }

    private User stored(String name) {
        return server.write(tx -> Objects.requireNonNull(Entities.USERS.find(tx, TestServer.ACCOUNT, name)));
    }

    @Test
    void aDocumentIsCompiledOnce() {
        PolicyCache cache = new PolicyCache();
        Policy first = cache.get(ALLOW, PolicyKind.IDENTITY);
        assertThat(cache.get(new String(ALLOW.toCharArray()), PolicyKind.IDENTITY))
                .isSameAs(first);
    }

    @ParameterizedTest
    @EnumSource(PolicyKind.class)
    void everyKindHasADenialOfEverything(PolicyKind kind) {
        PolicyCache cache = new PolicyCache();
        assertThat(cache.get("not a policy", kind).document())
                .isEqualTo(cache.denyAll(kind).document());
    }
}
