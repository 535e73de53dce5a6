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
import gatehouse.store.View;

/// Roles' trust policies: whom they name must exist.
final class TrustPolicies {
    private final IamParts parts;

    TrustPolicies(IamParts parts) {
        this.parts = parts;
    }

    Plan<UpdateAssumeRolePolicyResponse> update(Call call, UpdateAssumeRolePolicyRequest in) {
        String name = requireNonNull(in.roleName());
        String document = requireNonNull(in.policyDocument());
        return Plan.require(Entities.ROLES.require(call, name)).commit(tx -> {
            Role role = Entities.ROLES.demandModifiable(tx, call, name);
            check(tx, document);
            tx.put(IamTables.ROLES, role.withAssumeRolePolicy(document));
            return new UpdateAssumeRolePolicyResponse();
        });
    }

    /// @throws MalformedPolicyDocumentException where the document is no trust policy or names someone unknown
    void check(View view, String document) {
        Policy policy = Documents.parse(document, PolicyKind.TRUST);
        parts.limits().check(Quota.TRUST_POLICY_CHARS, Documents.chars(document));
        for (Statement statement : policy.document().statements()) {
            PrincipalElement principals = statement.principal();
            if (principals != null) {
                principals.entries().forEach(entry -> check(view, entry));
            }
        }
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
