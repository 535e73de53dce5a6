package gatehouse.keys.kms;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import gatehouse.gateway.Call;
import gatehouse.gateway.Plan;
import gatehouse.gateway.Requirement;
import gatehouse.model.kms.CancelKeyDeletionRequest;
import gatehouse.model.kms.CancelKeyDeletionResponse;
import gatehouse.model.kms.ScheduleKeyDeletionRequest;
import gatehouse.model.kms.ScheduleKeyDeletionResponse;
import java.time.Duration;
import java.time.temporal.ChronoUnit;

/// ScheduleKeyDeletion and CancelKeyDeletion. What happens when the time comes is [DeletionSweep]'s.
final class KeyDeletion {
    private final KmsActions actions;

    KeyDeletion(KmsActions actions) {
        this.actions = actions;
    }

    Plan<ScheduleKeyDeletionResponse> scheduleKeyDeletion(Call call, ScheduleKeyDeletionRequest in) {
        int days = requireNonNullElse(in.pendingWindowInDays(), KmsLimits.DELETION_WINDOW_DAYS_MAX);
        NamedKey named = KeyNames.own(call, requireNonNull(in.keyId()));
        Requirement requirement = actions.onKey(call, "kms:ScheduleKeyDeletion", named)
                .with(KmsConditions.only("kms:schedulekeydeletionpendingwindowindays", Integer.toString(days)));
        return Plan.require(requirement).commit(tx -> {
            if (days < KmsLimits.DELETION_WINDOW_DAYS_MIN || days > KmsLimits.DELETION_WINDOW_DAYS_MAX) {
                throw KmsErrors.deletionWindow(days);
            }
            KmsKey key = named.orThrow();
            key.state().requireStaying(key.arn());
            KmsKey leaving = key.in(
                    KeyState.PENDING_DELETION,
                    call.now().plus(Duration.ofDays(days)).truncatedTo(ChronoUnit.MILLIS));
            tx.put(KmsTables.KEYS, leaving);
            return ScheduleKeyDeletionResponse.builder()
                    .keyId(key.arn())
                    .deletionDate(leaving.deletionDate())
                    .keyState(leaving.state().word())
                    .pendingWindowInDays(days)
                    .build();
        });
    }

    Plan<CancelKeyDeletionResponse> cancelKeyDeletion(Call call, CancelKeyDeletionRequest in) {
        NamedKey named = KeyNames.own(call, requireNonNull(in.keyId()));
        return Plan.require(actions.onKey(call, "kms:CancelKeyDeletion", named)).commit(tx -> {
            KmsKey key = named.orThrow();
            key.state().requirePendingDeletion(key.arn());
            tx.put(KmsTables.KEYS, key.in(KeyState.DISABLED, null));
            return CancelKeyDeletionResponse.builder().keyId(key.arn()).build();
        });
    }
}
