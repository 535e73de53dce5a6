package gatehouse.keys.kms;

import java.time.Instant;

/// What KMS does by itself when its time has come. The server runs it every minute, and after its clock was advanced.
public final class KmsSweep {
    private final DeletionSweep deletions;
    private final RotationSweep rotations;
    private final ExpirySweep expiries;

    KmsSweep(DeletionSweep deletions, RotationSweep rotations, ExpirySweep expiries) {
        this.deletions = deletions;
        this.rotations = rotations;
        this.expiries = expiries;
    }

    /// Does what is due at `now`; returns how many keys and materials that concerned.
    public int run(Instant now) {
        return deletions.run(now) + expiries.run(now) + rotations.run(now);
    }
}
