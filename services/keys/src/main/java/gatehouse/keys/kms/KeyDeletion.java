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
import gatehouse.store.View;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// ScheduleKeyDeletion and CancelKeyDeletion. What happens when the time comes is [DeletionSweep]'s.
final class KeyDeletion {
    private final KmsActions actions;
    private final LastUsages lastUsages;

    KeyDeletion(KmsActions actions, LastUsages lastUsages) {
        this.actions = actions;
        this.lastUsages = lastUsages;
    }

    Plan<ScheduleKeyDeletionResponse> scheduleKeyDeletion(Call call, ScheduleKeyDeletionRequest in) {
        int days = requireNonNullElse(in.pendingWindowInDays(), KmsLimits.DELETION_WINDOW_DAYS_MAX);
        NamedKey named = KeyNames.own(call, requireNonNull(in.keyId()));
        Requirement requirement = actions.onKey(call, "kms:ScheduleKeyDeletion", named)
                .with(KmsConditions.only("kms:schedulekeydeletionpendingwindowindays", Integer.toString(days)))
                .with(lastUsages.trailingDays(call, named));
        return Plan.require(requirement).commit(tx -> {
            if (days < KmsLimits.DELETION_WINDOW_DAYS_MIN || days > KmsLimits.DELETION_WINDOW_DAYS_MAX) {
                throw KmsErrors.deletionWindow(days);
            }
            KmsKey key = named.orThrow();
            key.state().requireStaying(key.arn());
            KmsKey leaving = key.with(change -> change.pendingWindowDays(days));
            KmsKey next = KeyRegions.hasReplicas(key)
                    ? leaving.with(change -> change.state(KeyState.PENDING_REPLICA_DELETION))
                    : waiting(leaving, call.now());
            tx.put(KmsTables.KEYS, next);
            return ScheduleKeyDeletionResponse.builder()
                    .keyId(key.arn())
                    .deletionDate(next.deletionDate())
                    .keyState(next.state().word())
                    .pendingWindowInDays(days)
                    .build();
        });
    }

    /// A key whose waiting period begins.
    static KmsKey waiting(KmsKey key, Instant now) {
        Duration window = Duration.ofDays(key.pendingWindowDays());
        return key.with(change -> change.state(KeyState.PENDING_DELETION)
                .deletionDate(now.plus(window).truncatedTo(ChronoUnit.MILLIS))
                .pendingWindowDays(0));
    }

    Plan<CancelKeyDeletionResponse> cancelKeyDeletion(Call call, CancelKeyDeletionRequest in) {
        NamedKey named = KeyNames.own(call, requireNonNull(in.keyId()));
        return Plan.require(actions.onKey(call, "kms:CancelKeyDeletion", named)).commit(tx -> {
            KmsKey key = named.orThrow();
            key.state().requirePendingDeletion(key.arn());
            tx.put(
                    KmsTables.KEYS,
                    key.with(change ->
                            change.state(stateAfter(tx, key)).deletionDate(null).pendingWindowDays(0)));
            return CancelKeyDeletionResponse.builder().keyId(key.arn()).build();
        });
    }

    /// A key whose imported material went meanwhile waits for it.
    private static KeyState stateAfter(View view, KmsKey key) {
        boolean awaits = key.origin() == Origin.EXTERNAL && !Generations.areComplete(view, key, null);
        return awaits ? KeyState.PENDING_IMPORT : KeyState.DISABLED;
    }
}
