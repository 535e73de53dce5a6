package gatehouse.keys.kms;

import static java.util.Objects.requireNonNull;

import gatehouse.gateway.Call;
import gatehouse.gateway.Plan;
import gatehouse.gateway.Requirement;
import gatehouse.model.kms.DisableKeyRequest;
import gatehouse.model.kms.DisableKeyResponse;
import gatehouse.model.kms.EnableKeyRequest;
import gatehouse.model.kms.EnableKeyResponse;
import gatehouse.model.kms.UpdateKeyDescriptionRequest;
import gatehouse.model.kms.UpdateKeyDescriptionResponse;
import java.util.function.UnaryOperator;

/// EnableKey, DisableKey and UpdateKeyDescription.
final class KeySettings {
    private final KmsActions actions;
    private final LastUsages lastUsages;

    KeySettings(KmsActions actions, LastUsages lastUsages) {
        this.actions = actions;
        this.lastUsages = lastUsages;
    }

    Plan<EnableKeyResponse> enableKey(Call call, EnableKeyRequest in) {
        NamedKey named = KeyNames.own(call, requireNonNull(in.keyId()));
        return change(
                call,
                named,
                actions.onKey(call, "kms:EnableKey", named),
                key -> switched(key, KeyState.ENABLED),
                new EnableKeyResponse());
    }

    Plan<DisableKeyResponse> disableKey(Call call, DisableKeyRequest in) {
        NamedKey named = KeyNames.own(call, requireNonNull(in.keyId()));
        return change(
                call,
                named,
                actions.onKey(call, "kms:DisableKey", named).with(lastUsages.trailingDays(call, named)),
                key -> switched(key, KeyState.DISABLED),
                new DisableKeyResponse());
    }

    Plan<UpdateKeyDescriptionResponse> updateKeyDescription(Call call, UpdateKeyDescriptionRequest in) {
        NamedKey named = KeyNames.own(call, requireNonNull(in.keyId()));
        String description = requireNonNull(in.description());
        return change(
                call,
                named,
                actions.onKey(call, "kms:UpdateKeyDescription", named),
                key -> key.with(change -> change.description(description)),
                new UpdateKeyDescriptionResponse());
    }

    private static KmsKey switched(KmsKey key, KeyState state) {
        key.state().requireSwitchable(key.arn());
        return key.with(change -> change.state(state));
    }

    /// A change of a key that is not pending deletion.
    private static <O> Plan<O> change(
            Call call, NamedKey named, Requirement requirement, UnaryOperator<KmsKey> change, O answer) {
        return Plan.require(requirement).commit(tx -> {
            KmsKey key = named.orThrow();
            key.state().requireStaying(key.arn());
            tx.put(KmsTables.KEYS, change.apply(key));
            call.notes().answered("keyId", key.arn());
            return answer;
        });
    }
}
