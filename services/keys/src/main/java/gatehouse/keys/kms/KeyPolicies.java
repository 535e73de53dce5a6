package gatehouse.keys.kms;

import static java.util.Objects.requireNonNull;

import gatehouse.gateway.Call;
import gatehouse.gateway.Plan;
import gatehouse.gateway.Requirement;
import gatehouse.model.kms.GetKeyPolicyRequest;
import gatehouse.model.kms.GetKeyPolicyResponse;
import gatehouse.model.kms.ListKeyPoliciesRequest;
import gatehouse.model.kms.ListKeyPoliciesResponse;
import gatehouse.model.kms.PutKeyPolicyRequest;
import gatehouse.model.kms.PutKeyPolicyResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// GetKeyPolicy, PutKeyPolicy and ListKeyPolicies. A key has exactly one policy, and it is called `default`.
final class KeyPolicies {
    private static final String DEFAULT = "default";

    private final KmsActions actions;
    private final KeyPolicyCheck policyCheck;

    KeyPolicies(KmsActions actions, KeyPolicyCheck policyCheck) {
        this.actions = actions;
        this.policyCheck = policyCheck;
    }

    Plan<GetKeyPolicyResponse> getKeyPolicy(Call call, GetKeyPolicyRequest in) {
        NamedKey named = KeyNames.own(call, requireNonNull(in.keyId()));
        return Plan.require(actions.onKey(call, "kms:GetKeyPolicy", named)).reply(() -> {
            KmsKey key = named.orThrow();
            requireDefault(in.policyName());
            return GetKeyPolicyResponse.builder()
                    .policy(policyCheck.shown(call, key))
                    .policyName(DEFAULT)
                    .build();
        });
    }

    Plan<PutKeyPolicyResponse> putKeyPolicy(Call call, PutKeyPolicyRequest in) {
        NamedKey named = KeyNames.own(call, requireNonNull(in.keyId()));
        Boolean bypass = in.bypassPolicyLockoutSafetyCheck();
        Requirement requirement = actions.onKey(call, "kms:PutKeyPolicy", named)
                .with(KmsConditions.only(KeyPolicyCheck.BYPASS, KmsActions.isSet(bypass)));
        return Plan.require(requirement).commit(tx -> {
            KmsKey key = named.orThrow().with(change -> change.policy(requireNonNull(in.policy())));
            requireDefault(in.policyName());
            tx.put(KmsTables.KEYS, policyCheck.checked(call, key, bypass));
            call.notes().answered("keyId", key.arn());
            return new PutKeyPolicyResponse();
        });
    }

    Plan<ListKeyPoliciesResponse> listKeyPolicies(Call call, ListKeyPoliciesRequest in) {
        NamedKey named = KeyNames.own(call, requireNonNull(in.keyId()));
        return Plan.require(actions.onKey(call, "kms:ListKeyPolicies", named)).reply(() -> {
            named.orThrow();
            if (in.marker() != null) {
                // One name fits on every first page.
                throw KmsErrors.invalidMarker();
            }
            return ListKeyPoliciesResponse.builder()
                    .policyNames(List.of(DEFAULT))
                    .truncated(false)
                    .build();
        });
    }

    private static void requireDefault(@Nullable String policyName) {
        if (policyName != null && !policyName.equals(DEFAULT)) {
            throw KmsErrors.noSuchPolicy();
        }
    }
}
