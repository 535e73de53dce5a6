package gatehouse.policy;

import static gatehouse.policy.Asking.ACCOUNT;
import static gatehouse.policy.Asking.ALICE;
import static gatehouse.policy.Asking.ALLOW_ALL;
import static gatehouse.policy.Asking.ALLOW_NONE;
import static gatehouse.policy.Asking.ANONYMOUS;
import static gatehouse.policy.Asking.CLOUDTRAIL;
import static gatehouse.policy.Asking.DENY_ALL;
import static gatehouse.policy.Asking.OTHER_ACCOUNT;
import static gatehouse.policy.Asking.ROOT;
import static gatehouse.policy.Asking.SESSION;
import static gatehouse.policy.Asking.STRANGER;
import static gatehouse.policy.Asking.allowTo;
import static gatehouse.policy.Asking.allows;
import static gatehouse.policy.Asking.decrypt;
import static gatehouse.policy.Asking.denyTo;
import static gatehouse.policy.Asking.identity;
import static gatehouse.policy.Asking.message;
import static gatehouse.policy.Asking.resource;
import static gatehouse.policy.Asking.statements;
import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.policy.Decision.Allowed;
import gatehouse.policy.Decision.PolicyType;
import gatehouse.policy.Decision.StatementRef;
import gatehouse.policy.PolicySet.ResourcePolicyRole;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Where grants stand in a decision: beside the resource's policy.
class AttachedGrantTest {
    private static final String TO_ACCOUNT = "{'AWS':'111122223333'}";
    private static final String TO_ALICE = "{'AWS':'arn:aws:iam::111122223333:user/alice'}";
    private static final String TO_STRANGER = "{'AWS':'arn:aws:iam::444455556666:user/eve'}";
    private static final String TO_ROLE = "{'AWS':'arn:aws:iam::111122223333:role/app'}";
    private static final String TO_NOBODY = "{'AWS':'arn:aws:iam::111122223333:user/nobody'}";

    /// A key whose policy names nobody, and whose grants these are, issued by that account.
    private static PolicySet granted(String issuer, String... principals) {
        return keyPolicy(TO_NOBODY)
                .withGrants(List.of(principals).stream()
                        .map(each -> grant(issuer, each))
                        .toList());
    }

    private static PolicySet keyPolicy(String principal) {
        return PolicySet.identity(List.of()).withResource(resource(allowTo(principal)), ResourcePolicyRole.MUST_ALLOW);
    }

    private static AttachedGrant grant(String issuer, String principal) {
        return new AttachedGrant(
                new AttachedPolicy(
                        "grant of " + issuer, resource(allowTo(principal)).policy()),
                issuer);
    }

    private static PolicySet with(PolicySet set, PolicyType type, AttachedPolicy policy) {
        return set.with(type, List.of(List.of(policy)));
    }

    @Test
    void aGrantAllowsWhomItNamesAndNobodyElse() {
        assertThat(allows(decrypt(ALICE), granted(ACCOUNT, TO_ALICE))).isTrue();
        for (Principal other : List.of(ROOT, SESSION, STRANGER, CLOUDTRAIL, ANONYMOUS)) {
            assertThat(allows(decrypt(other), granted(ACCOUNT, TO_ALICE))).isFalse();
        }
        assertThat(allows(decrypt(CLOUDTRAIL), granted(ACCOUNT, "{'Service':'cloudtrail.amazonaws.com'}")))
                .isTrue();
    }

    @Test
    void theDecisionNamesTheGrant() {
        assertThat(Evaluator.decide(decrypt(ALICE), granted(ACCOUNT, TO_ALICE)))
                .isEqualTo(
                        new Allowed(List.of(new StatementRef(PolicyType.GRANT, "grant of " + ACCOUNT, "", 0, null))));
        PolicySet both = keyPolicy(TO_ALICE).withGrants(List.of(grant(ACCOUNT, TO_ALICE)));
        assertThat(Evaluator.decide(decrypt(ALICE), both).statements())
                .extracting(StatementRef::policy)
                .containsExactly("RESOURCE");
    }

    @Test
    void anyOfTheGrantsSuffices() {
        assertThat(allows(decrypt(ALICE), granted(ACCOUNT, TO_NOBODY, TO_ACCOUNT, TO_ALICE)))
                .isTrue();
        assertThat(allows(decrypt(ALICE), granted(ACCOUNT, TO_ALICE, TO_ACCOUNT, TO_NOBODY)))
                .isTrue();
    }

    @Test
    void aDenyOfAnyTypeOverrides() {
        PolicySet set = granted(ACCOUNT, TO_ALICE);
        assertThat(message(decrypt(ALICE), with(set, PolicyType.IDENTITY, identity(DENY_ALL))))
                .endsWith("with an explicit deny in an identity-based policy");
        assertThat(message(decrypt(ALICE), with(set, PolicyType.BOUNDARY, statements(PolicyKind.BOUNDARY, DENY_ALL))))
                .endsWith("with an explicit deny in a permissions boundary");
        assertThat(message(decrypt(ALICE), with(set, PolicyType.RESOURCE, resource(denyTo(TO_ALICE)))))
                .endsWith("with an explicit deny in a resource-based policy");
        PolicySet organization =
                with(set, PolicyType.SERVICE_CONTROL, statements(PolicyKind.SERVICE_CONTROL, ALLOW_NONE));
        assertThat(message(decrypt(ALICE), organization))
                .endsWith("because no service control policy allows the kms:Decrypt action");
    }

    @Test
    void limitsBindAGrantToARoleButNotOneToItsSessionOrAUser() {
        AttachedPolicy nothing = statements(PolicyKind.BOUNDARY, ALLOW_NONE);
        assertThat(allows(decrypt(SESSION), granted(ACCOUNT, TO_ROLE))).isTrue();
        assertThat(message(decrypt(SESSION), with(granted(ACCOUNT, TO_ROLE), PolicyType.BOUNDARY, nothing)))
                .endsWith("because no permissions boundary allows the kms:Decrypt action");
        String session = "{'AWS':'arn:aws:sts::111122223333:assumed-role/app/run'}";
        assertThat(allows(decrypt(SESSION), with(granted(ACCOUNT, session), PolicyType.BOUNDARY, nothing)))
                .isTrue();
        assertThat(allows(decrypt(ALICE), with(granted(ACCOUNT, TO_ALICE), PolicyType.BOUNDARY, nothing)))
                .isTrue();
    }

    @Test
    void aGrantToAnAccountOnlyDelegates() {
        PolicySet set = granted(ACCOUNT, TO_ACCOUNT);
        assertThat(message(decrypt(ALICE), set))
                .endsWith("because no identity-based policy allows the kms:Decrypt action");
        assertThat(allows(decrypt(ALICE), with(set, PolicyType.IDENTITY, identity(ALLOW_ALL))))
                .isTrue();
        assertThat(allows(decrypt(ROOT), set)).isTrue();
    }

    @Test
    void acrossAccountsAGrantOfTheCallersAccountIsItsConsent() {
        assertThat(message(decrypt(STRANGER), granted(ACCOUNT, TO_STRANGER)))
                .endsWith("because no identity-based policy allows the kms:Decrypt action");
        assertThat(allows(
                        decrypt(STRANGER),
                        with(granted(ACCOUNT, TO_STRANGER), PolicyType.IDENTITY, identity(ALLOW_ALL))))
                .isTrue();
        assertThat(allows(decrypt(STRANGER), granted(OTHER_ACCOUNT, TO_STRANGER)))
                .isTrue();
        assertThat(allows(decrypt(STRANGER), granted(OTHER_ACCOUNT, "{'AWS':'444455556666'}")))
                .isFalse();
    }

    @Test
    void anExplanationShowsTheGrantThatWasNotEnough() {
        PolicySet set = granted(ACCOUNT, TO_ACCOUNT);
        Explanation explanation = Explainer.explain(decrypt(ALICE), set);
        assertThat(explanation.policies())
                .extracting(Explanation.ConsultedPolicy::type)
                .containsExactly(PolicyType.RESOURCE, PolicyType.GRANT);
        assertThat(explanation.changes()).extracting(Explanation.Change::type).containsExactly(PolicyType.IDENTITY);
    }
}
