package gatehouse.keys.kms;

import static java.util.Objects.requireNonNull;

import gatehouse.gateway.Call;
import gatehouse.gateway.Plan;
import gatehouse.model.kms.DisableKeyRequest;
import gatehouse.model.kms.DisableKeyResponse;
import gatehouse.model.kms.EnableKeyRequest;
import gatehouse.model.kms.EnableKeyResponse;
import gatehouse.model.kms.GetKeyRotationStatusRequest;
import gatehouse.model.kms.GetKeyRotationStatusResponse;
import gatehouse.model.kms.UpdateKeyDescriptionRequest;
import gatehouse.model.kms.UpdateKeyDescriptionResponse;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// EnableKey, DisableKey, UpdateKeyDescription and GetKeyRotationStatus.
final class KeySettings {
    private final KmsActions actions;

    KeySettings(KmsActions actions) {
        this.actions = actions;
    }

    Plan<EnableKeyResponse> enableKey(Call call, EnableKeyRequest in) {
        return change(call, in.keyId(), key -> key.in(KeyState.ENABLED, null), new EnableKeyResponse());
    }

    Plan<DisableKeyResponse> disableKey(Call call, DisableKeyRequest in) {
        return change(call, in.keyId(), key -> key.in(KeyState.DISABLED, null), new DisableKeyResponse());
    }

    Plan<UpdateKeyDescriptionResponse> updateKeyDescription(Call call, UpdateKeyDescriptionRequest in) {
        String description = requireNonNull(in.description());
        return change(call, in.keyId(), key -> key.describedAs(description), new UpdateKeyDescriptionResponse());
    }

    /// No key rotates by itself yet.
    Plan<GetKeyRotationStatusResponse> getKeyRotationStatus(Call call, GetKeyRotationStatusRequest in) {
        NamedKey named = KeyNames.byIdOrArn(call, requireNonNull(in.keyId()));
        return Plan.require(actions.onKey(call, "kms:GetKeyRotationStatus", named))
                .reply(() -> GetKeyRotationStatusResponse.builder()
                        .keyId(named.orThrow().arn())
                        .keyRotationEnabled(false)
                        .build());
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
