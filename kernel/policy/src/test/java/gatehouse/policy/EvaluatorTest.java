package gatehouse.policy;

import static gatehouse.policy.Asking.ALICE;
import static gatehouse.policy.Asking.ALLOW_ALL;
import static gatehouse.policy.Asking.ALLOW_NONE;
import static gatehouse.policy.Asking.CLOUDTRAIL;
import static gatehouse.policy.Asking.DENY_ALL;
import static gatehouse.policy.Asking.LINKED;
import static gatehouse.policy.Asking.ROOT;
import static gatehouse.policy.Asking.STRANGER;
import static gatehouse.policy.Asking.allowTo;
import static gatehouse.policy.Asking.allows;
import static gatehouse.policy.Asking.decrypt;
import static gatehouse.policy.Asking.identities;
import static gatehouse.policy.Asking.identity;
import static gatehouse.policy.Asking.message;
import static gatehouse.policy.Asking.policy;
import static gatehouse.policy.Asking.statements;
import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.policy.Decision.Allowed;
import gatehouse.policy.Decision.Denied;
import gatehouse.policy.Decision.PolicyType;
import gatehouse.policy.Decision.StatementRef;
import gatehouse.policy.PolicySet.ResourcePolicyRole;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EvaluatorTest {
    private static final String USER = "User: arn:aws:iam::111122223333:user/alice is not authorized to perform:"
            + " kms:Decrypt on resource: " + Asking.KEY;

    private static PolicySet set(
            List<AttachedPolicy> identity, AttachedPolicy boundary, List<List<AttachedPolicy>> serviceControl) {
        return new PolicySet(
                identity, boundary, null, serviceControl, List.of(), null, null, ResourcePolicyRole.EITHER, List.of());
    }

    @Test
    void withoutAnyPolicyAUserIsDeniedInAwsWords() {
        assertThat(message(decrypt(ALICE), identities()))
                .isEqualTo(USER + " because no identity-based policy allows the kms:Decrypt action");
    }

    @Test
    void anExplicitDenyWinsAndIsNamed() {
        PolicySet set = identities(identity(ALLOW_ALL), identity(ALLOW_NONE, DENY_ALL));
        assertThat(message(decrypt(ALICE), set)).isEqualTo(USER + " with an explicit deny in an identity-based policy");
        assertThat(Evaluator.decide(decrypt(ALICE), set))
                .isEqualTo(new Denied(
                        PolicyType.IDENTITY,
                        true,
                        List.of(new StatementRef(PolicyType.IDENTITY, "IDENTITY", "", 1, "No"))));
    }

    @Test
    void aPolicyWithAnArnIsNamedWithinItsAccount() {
        String arn = "arn:aws:iam::111122223333:policy/no";
        AttachedPolicy managed =
                new AttachedPolicy(arn, "v1", identity(DENY_ALL).policy());
        AttachedPolicy boundary = new AttachedPolicy(
                arn, statements(PolicyKind.BOUNDARY, DENY_ALL).policy());
        assertThat(message(decrypt(ALICE), identities(managed)))
                .isEqualTo(USER + " with an explicit deny in an identity-based policy: " + arn);
        assertThat(message(decrypt(ALICE), set(List.of(identity(ALLOW_ALL)), boundary, List.of())))
                .isEqualTo(USER + " with an explicit deny in a permissions boundary: " + arn);
        assertThat(message(decrypt(STRANGER), identities(managed)))
                .endsWith("with an explicit deny in an identity-based policy");
        PolicySet resource = identities()
                .withResource(
                        new AttachedPolicy(
                                arn, Asking.resource(Asking.denyTo("'*'")).policy()),
                        ResourcePolicyRole.EITHER);
        assertThat(message(decrypt(ALICE), resource)).endsWith("with an explicit deny in a resource-based policy");
    }

    @Test
    void theIssuesPolicyAllowsOnlyWithItsEncryptionContext() {
        PolicySet set = identities(identity("{'Effect':'Allow','Action':'kms:Encrypt','Resource':'" + Asking.KEY
                + "','Condition':{'StringEquals':{'kms:EncryptionContext:purpose':'test'}}}"));
        assertThat(allows(encrypt("test"), set)).isTrue();
        assertThat(allows(encrypt("other"), set)).isFalse();
        assertThat(allows(decrypt(ALICE), set)).isFalse();
        assertThat(Evaluator.decide(encrypt("test"), set))
                .isEqualTo(new Allowed(List.of(new StatementRef(PolicyType.IDENTITY, "IDENTITY", "", 0, null))));
    }

    private static AccessRequest encrypt(String purpose) {
        return Asking.request(
                ALICE, "kms:Encrypt", Asking.KEY, Map.of("kms:EncryptionContext:purpose", List.of(purpose)));
    }

    @Test
    void aBoundaryLimitsAndIsNamed() {
        AttachedPolicy none = statements(PolicyKind.BOUNDARY, ALLOW_NONE);
        assertThat(message(decrypt(ALICE), set(List.of(identity(ALLOW_ALL)), none, List.of())))
                .isEqualTo(USER + " because no permissions boundary allows the kms:Decrypt action");
        AttachedPolicy deny = statements(PolicyKind.BOUNDARY, ALLOW_ALL, DENY_ALL);
        assertThat(message(decrypt(ALICE), set(List.of(identity(ALLOW_ALL)), deny, List.of())))
                .isEqualTo(USER + " with an explicit deny in a permissions boundary");
    }

    @Test
    void everyLevelOfTheOrganizationMustAllowAndBindsTheRootUser() {
        AttachedPolicy all = statements(PolicyKind.SERVICE_CONTROL, ALLOW_ALL);
        AttachedPolicy none = statements(PolicyKind.SERVICE_CONTROL, ALLOW_NONE);
        AttachedPolicy everything = statements(PolicyKind.BOUNDARY, ALLOW_ALL);
        List<AttachedPolicy> admin = List.of(identity(ALLOW_ALL));
        assertThat(allows(decrypt(ALICE), set(admin, everything, List.of(List.of(all), List.of(none, all)))))
                .isTrue();
        PolicySet narrow = set(admin, everything, List.of(List.of(all), List.of(none)));
        assertThat(message(decrypt(ALICE), narrow))
                .isEqualTo(USER + " because no service control policy allows the kms:Decrypt action");
        assertThat(allows(decrypt(ROOT), narrow)).isFalse();
        assertThat(allows(decrypt(LINKED), narrow)).isTrue();
    }

    /// A path may hold what looks like the beginning of a service-linked role's ARN.
    @Test
    void aRoleThatOnlyLooksLinkedToAServiceIsBoundByTheOrganization() {
        Principal disguised = new Principal.Session(
                Asking.ACCOUNT,
                "arn:aws:sts::111122223333:assumed-role/x/run",
                "arn:aws:iam::111122223333:role/a:role/aws-service-role/x",
                "AROADISGUISED0000001");
        PolicySet narrow = set(
                List.of(identity(ALLOW_ALL)),
                statements(PolicyKind.BOUNDARY, ALLOW_ALL),
                List.of(List.of(statements(PolicyKind.SERVICE_CONTROL, ALLOW_NONE))));
        assertThat(allows(decrypt(disguised), narrow)).isFalse();
    }

    @Test
    void theRootUserNeedsNoPolicy() {
        assertThat(allows(decrypt(ROOT), identities())).isTrue();
    }

    @Test
    void anotherAccountNeedsBothSides() {
        AttachedPolicy open = Asking.resource(allowTo("{'AWS':'444455556666'}"));
        PolicySet resourceOnly = identities().withResource(open, ResourcePolicyRole.EITHER);
        PolicySet both = identities(identity(ALLOW_ALL)).withResource(open, ResourcePolicyRole.EITHER);
        assertThat(allows(decrypt(STRANGER), resourceOnly)).isFalse();
        assertThat(allows(decrypt(STRANGER), both)).isTrue();
        assertThat(message(decrypt(STRANGER), identities(identity(ALLOW_ALL))))
                .endsWith("because no resource-based policy allows the kms:Decrypt action");
    }

    @Test
    void aServiceNeedsTheResourcesPolicy() {
        PolicySet named = identities()
                .withResource(
                        Asking.resource(allowTo("{'Service':'cloudtrail.amazonaws.com'}")),
                        ResourcePolicyRole.MUST_ALLOW);
        assertThat(allows(decrypt(CLOUDTRAIL), named)).isTrue();
        assertThat(allows(decrypt(CLOUDTRAIL), identities(identity(ALLOW_ALL)))).isFalse();
    }

    @Test
    void anonymousCallersAreNamedSo() {
        assertThat(message(decrypt(Asking.ANONYMOUS), identities())).startsWith("User: anonymous is not authorized");
    }

    @Test
    void aTrustPolicyIsNamedAsAwsNamesIt() {
        AttachedPolicy trust = policy(
                PolicyKind.TRUST,
                "{'Version':'2012-10-17','Statement':{'Effect':'Deny','Principal':'*','Action':'sts:AssumeRole'}}");
        AccessRequest assume = Asking.request(ALICE, "sts:AssumeRole", "arn:aws:iam::111122223333:role/app", Map.of());
        assertThat(message(assume, identities().withResource(trust, ResourcePolicyRole.TRUST)))
                .endsWith("with an explicit deny in the role trust policy");
    }
}
