package gatehouse.keys.kms;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import gatehouse.gateway.Call;
import gatehouse.gateway.Plan;
import gatehouse.gateway.Requirement;
import gatehouse.model.kms.DisableKeyRotationRequest;
import gatehouse.model.kms.DisableKeyRotationResponse;
import gatehouse.model.kms.EnableKeyRotationRequest;
import gatehouse.model.kms.EnableKeyRotationResponse;
import gatehouse.model.kms.GetKeyRotationStatusRequest;
import gatehouse.model.kms.GetKeyRotationStatusResponse;
import gatehouse.model.kms.RotateKeyOnDemandRequest;
import gatehouse.model.kms.RotateKeyOnDemandResponse;
import gatehouse.store.View;
import gatehouse.store.log.LogEntry;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/// EnableKeyRotation, DisableKeyRotation, GetKeyRotationStatus and RotateKeyOnDemand. What rotates by itself is
/// [RotationSweep]'s.
///
/// Source: https://docs.aws.amazon.com/kms/latest/developerguide/rotate-keys.html
final class KeyRotations {
    private static final int PERIOD_DAYS_DEFAULT = 365;

    private final KmsActions actions;
    private final Rotator rotator;

    KeyRotations(KmsActions actions, Rotator rotator) {
        this.actions = actions;
        this.rotator = rotator;
    }

    Plan<EnableKeyRotationResponse> enableKeyRotation(Call call, EnableKeyRotationRequest in) {
        NamedKey named = KeyNames.own(call, requireNonNull(in.keyId()));
        int days = requireNonNullElse(in.rotationPeriodInDays(), PERIOD_DAYS_DEFAULT);
        Requirement requirement = actions.onKey(call, "kms:EnableKeyRotation", named)
                .with(KmsConditions.only("kms:rotationperiodindays", Integer.toString(days)));
        return Plan.require(requirement).commit(tx -> {
            KmsKey key = switchable(named.orThrow());
            Instant next = call.now().plus(Duration.ofDays(days)).truncatedTo(ChronoUnit.MILLIS);
            KeyRotation rotation = key.rotation() != null && key.rotation().periodDays() == days
                    ? key.rotation()
                    : new KeyRotation(days, next);
            KeyRegions.change(tx, key, row -> row.with(change -> change.rotation(rotation)));
            call.notes().answered("keyId", key.arn());
            return new EnableKeyRotationResponse();
        });
    }

    Plan<DisableKeyRotationResponse> disableKeyRotation(Call call, DisableKeyRotationRequest in) {
        NamedKey named = KeyNames.own(call, requireNonNull(in.keyId()));
        return Plan.require(actions.onKey(call, "kms:DisableKeyRotation", named))
                .commit(tx -> {
                    KmsKey key = switchable(named.orThrow());
                    KeyRegions.change(tx, key, row -> row.with(change -> change.rotation(null)));
                    call.notes().answered("keyId", key.arn());
                    return new DisableKeyRotationResponse();
                });
    }

    Plan<GetKeyRotationStatusResponse> getKeyRotationStatus(Call call, GetKeyRotationStatusRequest in) {
        NamedKey named = KeyNames.byIdOrArn(call, requireNonNull(in.keyId()));
        return Plan.require(actions.onKey(call, "kms:GetKeyRotationStatus", named))
                .reply(() -> {
                    KmsKey key = named.orThrow();
                    if (key.origin() != Origin.AWS_KMS
                            && (key.origin() != Origin.EXTERNAL
                                    || !key.keySpec().rotates())) {
                        throw KmsErrors.otherOrigin(key);
                    }
                    // A key that is to be deleted keeps its setting and does not rotate; other specs never do.
                    KeyRotation rotation = key.state().isLeaving() ? null : key.rotation();
                    return GetKeyRotationStatusResponse.builder()
                            .keyId(key.arn())
                            .keyRotationEnabled(rotation != null)
                            .rotationPeriodInDays(rotation == null ? null : rotation.periodDays())
                            .nextRotationDate(rotation == null ? null : rotation.next())
                            .build();
                });
    }

    Plan<RotateKeyOnDemandResponse> rotateKeyOnDemand(Call call, RotateKeyOnDemandRequest in) {
        NamedKey named = KeyNames.own(call, requireNonNull(in.keyId()));
        return Plan.require(actions.onKey(call, "kms:RotateKeyOnDemand", named)).commit(tx -> {
            KmsKey key = named.orThrow();
            key.state().requireUsable(key);
            requireRotating(key);
            requirePrimary(key);
            requireRoom(tx, key);
            List<LogEntry> events = key.origin() == Origin.EXTERNAL
                    ? rotator.rotateTo(tx, key, waiting(tx, key), call.now())
                    : rotator.rotate(tx, key, RotationKind.ON_DEMAND, call.now());
            events.forEach(call.notes()::ownEvent);
            call.notes().answered("keyId", key.arn());
            return RotateKeyOnDemandResponse.builder().keyId(key.arn()).build();
        });
    }

    /// The imported material that waits for this rotation, in every region of the key.
    private static KeyMaterial waiting(View view, KmsKey key) {
        KeyMaterial own = Generations.waiting(view, key);
        if (own == null) {
            throw KmsErrors.nothingToRotateTo(key);
        }
        for (KmsKey row : KeyRegions.all(view, key)) {
            // A replica that was the primary may have other material that waits, too.
            KeyMaterial there =
                    view.get(KmsTables.MATERIAL, KmsTables.material(row.region(), row.keyId(), own.materialId()));
            if (there == null || there.sealed() == null) {
                throw KmsErrors.nothingToRotateTo(row);
            }
        }
        return own;
    }

    private static void requireRoom(View view, KmsKey key) {
        int done = 0;
        for (KeyMaterial material : Generations.of(view, key)) {
            done += material.rotatedBy() == RotationKind.ON_DEMAND ? 1 : 0;
        }
        if (done >= KmsLimits.ON_DEMAND_ROTATIONS_MAX) {
            throw KmsErrors.limitExceeded("The on-demand rotations limit has been reached for the given keyId."
                    + " No more on-demand rotations can be performed for this key: " + key.arn());
        }
    }

    /// A key whose automatic rotation can be turned on and off: its material is made here.
    private static KmsKey switchable(KmsKey key) {
        key.state().requireUsable(key);
        requireRotating(key);
        if (key.origin() != Origin.AWS_KMS) {
            throw KmsErrors.otherOrigin(key);
        }
        requirePrimary(key);
        return key;
    }

    private static void requireRotating(KmsKey key) {
        if (!key.keySpec().rotates()) {
            throw KmsErrors.unsupportedSpec();
        }
        if (key.backing() != null) {
            throw KmsErrors.otherOrigin(key);
        }
    }

    private static void requirePrimary(KmsKey key) {
        if (KeyRegions.isReplica(key)) {
            throw KmsErrors.notPrimary(key);
        }
    }
}
