package gatehouse.keys.kms;

import static java.util.Objects.requireNonNull;

import gatehouse.gateway.Call;
import gatehouse.gateway.Plan;
import gatehouse.model.kms.DisableKeyRequest;
import gatehouse.model.kms.DisableKeyResponse;
import gatehouse.model.kms.EnableKeyRequest;
import gatehouse.model.kms.EnableKeyResponse;
import gatehouse.model.kms.UpdateKeyDescriptionRequest;
import gatehouse.model.kms.UpdateKeyDescriptionResponse;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// EnableKey, DisableKey and UpdateKeyDescription.
final class KeySettings {
    private final KmsActions actions;

    KeySettings(KmsActions actions) {
        this.actions = actions;
    }

    Plan<EnableKeyResponse> enableKey(Call call, EnableKeyRequest in) {
        return change(call, in.keyId(), key -> switched(key, KeyState.ENABLED), new EnableKeyResponse());
    }

    Plan<DisableKeyResponse> disableKey(Call call, DisableKeyRequest in) {
        return change(call, in.keyId(), key -> switched(key, KeyState.DISABLED), new DisableKeyResponse());
    }

    Plan<UpdateKeyDescriptionResponse> updateKeyDescription(Call call, UpdateKeyDescriptionRequest in) {
        String description = requireNonNull(in.description());
        return change(
                call,
                in.keyId(),
                key -> key.with(change -> change.description(description)),
                new UpdateKeyDescriptionResponse());
    }

    private static KmsKey switched(KmsKey key, KeyState state) {
        key.state().requireSwitchable(key.arn());
        return key.with(change -> change.state(state));
    }

    /// A change of a key that is not pending deletion, by the action of the operation's own name.
    private <O> Plan<O> change(Call call, @Nullable String keyId, UnaryOperator<KmsKey> change, O answer) {
        NamedKey named = KeyNames.own(call, requireNonNull(keyId));
        String action = "kms:" + call.operation().name();
        return Plan.require(actions.onKey(call, action, named)).commit(tx -> {
            KmsKey key = named.orThrow();
            key.state().requireStaying(key.arn());
            tx.put(KmsTables.KEYS, change.apply(key));
            call.notes().answered("keyId", key.arn());
            return answer;
        });
    }
}
