package gatehouse.policy;

import static gatehouse.policy.Asking.ALICE;
import static gatehouse.policy.Asking.ALLOW_ALL;
import static gatehouse.policy.Asking.ALLOW_NONE;
import static gatehouse.policy.Asking.ANONYMOUS;
import static gatehouse.policy.Asking.CLOUDTRAIL;
import static gatehouse.policy.Asking.FEDERATED_USER;
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

import gatehouse.policy.PolicySet.ResourcePolicyRole;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// What a resource's policy grants to whom, by the table of the IAM User Guide.
class GrantTest {
    private static final String ACCOUNT_ROOT = "{'AWS':'arn:aws:iam::111122223333:root'}";
    private static final String USER = "{'AWS':'arn:aws:iam::111122223333:user/alice'}";
    private static final String ROLE = "{'AWS':'arn:aws:iam::111122223333:role/app'}";
    private static final String ROLE_SESSION = "{'AWS':'arn:aws:sts::111122223333:assumed-role/app/run'}";

    /// Nothing allows but the resource's policy: boundary and session policy are there and deny implicitly.
    private static PolicySet only(ResourcePolicyRole role, String... statements) {
        return new PolicySet(
                List.of(),
                statements(PolicyKind.BOUNDARY, ALLOW_NONE),
                List.of(statements(PolicyKind.SESSION, ALLOW_NONE)),
                List.of(),
                List.of(),
                null,
                resource(statements),
                role,
                List.of());
    }

    /// The caller's policies are these; there are no limits.
    private static PolicySet with(AttachedPolicy identity, ResourcePolicyRole role, String... statements) {
        return PolicySet.identity(List.of(identity)).withResource(resource(statements), role);
    }

    @ParameterizedTest
    @EnumSource
    void namingTheCallerItselfSufficesAgainstImplicitDenies(ResourcePolicyRole role) {
        assertThat(allows(decrypt(ALICE), only(role, allowTo(USER)))).isTrue();
        assertThat(allows(decrypt(ALICE), only(role, allowTo("{'AWS':'AIDAALICEALICEALICE1'}"))))
                .isTrue();
        assertThat(allows(decrypt(SESSION), only(role, allowTo(ROLE_SESSION)))).isTrue();
        assertThat(allows(decrypt(SESSION), only(role, allowTo("'*'")))).isTrue();
        assertThat(allows(
                        decrypt(FEDERATED_USER),
                        only(role, allowTo("{'AWS':'arn:aws:sts::111122223333:federated-user/bob'}"))))
                .isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void namingTheRoleLeavesTheLimits(ResourcePolicyRole role) {
        assertThat(message(decrypt(SESSION), only(role, allowTo(ROLE))))
                .endsWith("because no permissions boundary allows the kms:Decrypt action");
        assertThat(allows(decrypt(SESSION), with(identity(ALLOW_NONE), role, allowTo(ROLE))))
                .isTrue();
        assertThat(allows(
                        decrypt(SESSION), with(identity(ALLOW_NONE), role, allowTo("{'AWS':'AROAAPPAPPAPPAPPAPP1'}"))))
                .isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void namingTheUserWhoFederatedLeavesTheLimits(ResourcePolicyRole role) {
        assertThat(message(decrypt(FEDERATED_USER), only(role, allowTo(USER))))
                .endsWith("because no permissions boundary allows the kms:Decrypt action");
        assertThat(allows(decrypt(FEDERATED_USER), with(identity(ALLOW_NONE), role, allowTo(USER))))
                .isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void namingTheAccountOnlyDelegates(ResourcePolicyRole role) {
        for (String account : List.of(ACCOUNT_ROOT, "{'AWS':'111122223333'}")) {
            assertThat(message(decrypt(ALICE), with(identity(ALLOW_NONE), role, allowTo(account))))
                    .endsWith("because no identity-based policy allows the kms:Decrypt action");
            assertThat(allows(decrypt(ALICE), with(identity(ALLOW_ALL), role, allowTo(account))))
                    .isTrue();
            assertThat(allows(decrypt(ROOT), with(identity(ALLOW_NONE), role, allowTo(account))))
                    .isTrue();
        }
    }

    @Test
    void aKeyPolicyThatDoesNotNameTheAccountShutsIdentityPoliciesOut() {
        PolicySet set = with(identity(ALLOW_ALL), ResourcePolicyRole.MUST_ALLOW, allowTo(ROLE));
        assertThat(message(decrypt(ALICE), set))
                .isEqualTo("User: arn:aws:iam::111122223333:user/alice is not authorized to perform: kms:Decrypt on"
                        + " resource: " + Asking.KEY
                        + " because no resource-based policy allows the kms:Decrypt action");
        assertThat(allows(decrypt(ROOT), set)).isFalse();
        PolicySet either = with(identity(ALLOW_ALL), ResourcePolicyRole.EITHER, allowTo(ROLE));
        assertThat(allows(decrypt(ALICE), either)).isTrue();
        assertThat(allows(decrypt(ROOT), either)).isTrue();
    }

    @Test
    void anExplicitDenyInTheResourcesPolicyBindsEveryone() {
        PolicySet set = with(identity(ALLOW_ALL), ResourcePolicyRole.EITHER, allowTo("'*'"), denyTo(ACCOUNT_ROOT));
        for (Principal caller : List.of(ALICE, ROOT, SESSION, FEDERATED_USER)) {
            assertThat(message(decrypt(caller), set)).endsWith("with an explicit deny in a resource-based policy");
        }
        assertThat(allows(decrypt(CLOUDTRAIL), set)).isTrue();
        assertThat(allows(decrypt(ANONYMOUS), set)).isTrue();
    }

    @Test
    void aDenyToTheRoleBindsItsSessions() {
        PolicySet set = with(identity(ALLOW_ALL), ResourcePolicyRole.EITHER, denyTo(ROLE));
        assertThat(allows(decrypt(SESSION), set)).isFalse();
        assertThat(allows(decrypt(ALICE), set)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'AWS':['111122223333','arn:aws:iam::111122223333:user/alice']} | true",
                "{'AWS':'arn:aws:iam::111122223333:user/alice'} | false",
                "{'AWS':'111122223333'} | false",
                "{'AWS':'*'} | true",
                "{'AWS':['444455556666','arn:aws:iam::111122223333:user/alice']} | false"
            })
    void notPrincipalSparesWhomItListsWithItsAccount(String spared, boolean allowed) {
        String deny = "{'Effect':'Deny','NotPrincipal':" + spared + ",'Action':'*','Resource':'*'}";
        assertThat(allows(decrypt(ALICE), with(identity(ALLOW_ALL), ResourcePolicyRole.EITHER, deny)))
                .isEqualTo(allowed);
    }

    @Test
    void notPrincipalSparesNobodyWithABoundary() {
        String deny = "{'Effect':'Deny','NotPrincipal':{'AWS':['111122223333','arn:aws:iam::111122223333:user/alice']},"
                + "'Action':'*','Resource':'*'}";
        PolicySet bounded = new PolicySet(
                List.of(identity(ALLOW_ALL)),
                statements(PolicyKind.BOUNDARY, ALLOW_ALL),
                null,
                List.of(),
                List.of(),
                null,
                resource(deny),
                ResourcePolicyRole.EITHER,
                List.of());
        assertThat(message(decrypt(ALICE), bounded)).endsWith("with an explicit deny in a resource-based policy");
    }

    @Test
    void notPrincipalAllowsWhomItDoesNotList() {
        String allow = "{'Effect':'Allow','NotPrincipal':" + USER + ",'Action':'*','Resource':'*'}";
        PolicySet set = with(identity(ALLOW_NONE), ResourcePolicyRole.EITHER, allow);
        assertThat(allows(decrypt(ALICE), set)).isFalse();
        assertThat(allows(decrypt(SESSION), set)).isTrue();
    }

    @Test
    void acrossAccountsLimitsHoldEvenForWhomTheResourceNames() {
        AttachedPolicy named = resource(allowTo("{'AWS':'arn:aws:iam::444455556666:user/eve'}"));
        PolicySet limited = new PolicySet(
                List.of(identity(ALLOW_ALL)),
                statements(PolicyKind.BOUNDARY, ALLOW_NONE),
                null,
                List.of(),
                List.of(),
                null,
                named,
                ResourcePolicyRole.MUST_ALLOW,
                List.of());
        assertThat(message(decrypt(STRANGER), limited))
                .endsWith("because no permissions boundary allows the kms:Decrypt action");
        PolicySet free =
                PolicySet.identity(List.of(identity(ALLOW_ALL))).withResource(named, ResourcePolicyRole.MUST_ALLOW);
        assertThat(allows(decrypt(STRANGER), free)).isTrue();
        assertThat(allows(decrypt(new Principal.Root("444455556666")), free)).isFalse();
    }

    @Test
    void servicesAreHeldToTheirConfusedDeputyKeys() {
        String allow = "{'Effect':'Allow','Principal':{'Service':'cloudtrail.amazonaws.com'},'Action':'kms:*',"
                + "'Resource':'*','Condition':{'StringEquals':{'aws:SourceAccount':'111122223333'},"
                + "'ArnLike':{'aws:SourceArn':'arn:aws:cloudtrail:*:111122223333:trail/*'}}}";
        PolicySet set = PolicySet.identity(List.of()).withResource(resource(allow), ResourcePolicyRole.MUST_ALLOW);
        assertThat(allows(fromTrail("111122223333"), set)).isTrue();
        assertThat(allows(fromTrail("444455556666"), set)).isFalse();
        assertThat(allows(decrypt(CLOUDTRAIL), set)).isFalse();
    }

    private static AccessRequest fromTrail(String account) {
        return Asking.request(
                CLOUDTRAIL,
                "kms:GenerateDataKey",
                Asking.KEY,
                Map.of(
                        "aws:SourceAccount",
                        List.of(account),
                        "aws:SourceArn",
                        List.of("arn:aws:cloudtrail:us-east-1:" + account + ":trail/t")));
    }

    @Test
    void aTrustPolicyAsksForItsExternalId() {
        AttachedPolicy trust = statements(
                PolicyKind.TRUST,
                "{'Effect':'Allow','Principal':{'AWS':'444455556666'},'Action':'sts:AssumeRole',"
                        + "'Condition':{'StringEquals':{'sts:ExternalId':'secret-1'}}}");
        PolicySet set = PolicySet.identity(List.of(identity(ALLOW_ALL))).withResource(trust, ResourcePolicyRole.TRUST);
        assertThat(allows(assume("secret-1"), set)).isTrue();
        assertThat(message(assume("secret-2"), set))
                .endsWith("because no role trust policy allows the sts:AssumeRole action");
        PolicySet trustAlone = PolicySet.identity(List.of()).withResource(trust, ResourcePolicyRole.TRUST);
        assertThat(message(assume("secret-1"), trustAlone))
                .endsWith("because no identity-based policy allows the sts:AssumeRole action");
    }

    private static AccessRequest assume(String externalId) {
        return Asking.request(
                STRANGER,
                "sts:AssumeRole",
                "arn:aws:iam::111122223333:role/app",
                Map.of("sts:ExternalId", List.of(externalId)));
    }

    @Test
    void organizationsAndEndpointsLimitResources() {
        String everyone = "{'Effect':'Allow','Principal':'*','Action':'ACTION','Resource':'*'}";
        AttachedPolicy open = resource(allowTo("'*'"));
        AttachedPolicy narrow = statements(PolicyKind.RESOURCE_CONTROL, everyone.replace("ACTION", "s3:*"));
        AttachedPolicy endpoint = statements(PolicyKind.ENDPOINT, everyone.replace("ACTION", "s3:*"));
        assertThat(message(decrypt(ANONYMOUS), limits(open, narrow, null)))
                .endsWith("because no resource control policy allows the kms:Decrypt action");
        assertThat(message(decrypt(ALICE), limits(open, null, endpoint)))
                .endsWith("because no VPC endpoint policy allows the kms:Decrypt action");
        assertThat(allows(decrypt(ALICE), limits(open, null, null))).isTrue();
    }

    private static PolicySet limits(
            AttachedPolicy resource, @Nullable AttachedPolicy resourceControl, @Nullable AttachedPolicy endpoint) {
        return new PolicySet(
                List.of(),
                null,
                null,
                List.of(),
                resourceControl == null ? List.of() : List.of(List.of(resourceControl)),
                endpoint,
                resource,
                ResourcePolicyRole.EITHER,
                List.of());
    }

    @Test
    void aSessionPolicyIntersects() {
        PolicySet set = new PolicySet(
                List.of(identity(ALLOW_ALL)),
                null,
                List.of(statements(PolicyKind.SESSION, ALLOW_NONE)),
                List.of(),
                List.of(),
                null,
                null,
                ResourcePolicyRole.EITHER,
                List.of());
        assertThat(message(decrypt(SESSION), set))
                .isEqualTo("User: arn:aws:sts::111122223333:assumed-role/app/run is not authorized to perform:"
                        + " kms:Decrypt on resource: " + Asking.KEY
                        + " because no session policy allows the kms:Decrypt action");
    }
}
