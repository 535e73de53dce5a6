package gatehouse.identity.iam;

import static java.util.Objects.requireNonNull;

import gatehouse.gateway.Call;
import gatehouse.gateway.Plan;
import gatehouse.model.iam.MalformedPolicyDocumentException;
import gatehouse.model.iam.UpdateAssumeRolePolicyRequest;
import gatehouse.model.iam.UpdateAssumeRolePolicyResponse;
import gatehouse.policy.Policy;
import gatehouse.policy.PolicyKind;
import gatehouse.policy.document.PrincipalElement;
import gatehouse.policy.document.Statement;
import gatehouse.ports.PolicyPrincipals;
import gatehouse.store.View;

/// Roles' trust policies: whom they name must exist, and is meant for good, whoever gets the name later.
final class TrustPolicies {
    private static final PolicyPrincipals PRINCIPALS = new PolicyPrincipals(new ExistingPrincipals());

    private final IamParts parts;

    TrustPolicies(IamParts parts) {
        this.parts = parts;
    }

    Plan<UpdateAssumeRolePolicyResponse> update(Call call, UpdateAssumeRolePolicyRequest in) {
        String name = requireNonNull(in.roleName());
        String document = requireNonNull(in.policyDocument());
        return Plan.require(Entities.ROLES.require(call, name)).commit(tx -> {
            Role role = Entities.ROLES.demandModifiable(tx, call, name);
            tx.put(IamTables.ROLES, role.withAssumeRolePolicy(checked(tx, document)));
            return new UpdateAssumeRolePolicyResponse();
        });
    }

    /// The document as it is kept.
    ///
    /// @throws MalformedPolicyDocumentException where it is no trust policy or names someone unknown
    String checked(View view, String document) {
        Policy policy = Documents.parse(document, PolicyKind.TRUST);
        parts.limits().check(Quota.TRUST_POLICY_CHARS, Documents.chars(document));
        for (Statement statement : policy.document().statements()) {
            PrincipalElement principals = statement.principal();
            if (principals != null) {
                principals.entries().forEach(entry -> check(view, entry));
            }
        }
        return PRINCIPALS.bound(view, document);
    }

    /// A role's trust policy as it is shown.
    static String shown(View view, Role role) {
        return PRINCIPALS.shown(view, role.assumeRolePolicy());
    }

    private void check(View view, PrincipalElement.Entry entry) {
        boolean known = switch (entry.kind()) {
            case AWS -> parts.principals().exists(view, entry.value());
            case EVERYONE, SERVICE, FEDERATED, CANONICAL_USER -> true;
        };
        if (!known) {
            throw new MalformedPolicyDocumentException(
                    "Invalid principal in policy: \"" + entry.kind().text() + "\":\"" + entry.value() + "\"");
        }
    }
}
