package gatehouse.identity.iam;

import java.time.Duration;
import java.util.Set;

/// The states of a delegation request, and how long it stays in each before it expires.
///
/// Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/temporary-delegation-building-integration.html
public enum DelegationState {
    UNASSIGNED(1),
    ASSIGNED(7),
    PENDING_APPROVAL(7),
    ACCEPTED(7),
    REJECTED(7),
    FINALIZED(7),

    /// Until it is removed: AWS does not say when.
    EXPIRED(90);

    private final Duration stay;

    DelegationState(int days) {
        this.stay = Duration.ofDays(days);
    }

    Duration stay() {
        return stay;
    }

    /// The states from which a request comes into this one, other than by time.
    Set<DelegationState> before() {
        return switch (this) {
            case ASSIGNED -> Set.of(UNASSIGNED);
            case PENDING_APPROVAL -> Set.of(ASSIGNED, PENDING_APPROVAL);
            case ACCEPTED -> Set.of(ASSIGNED, PENDING_APPROVAL);
            case REJECTED -> Set.of(ASSIGNED, PENDING_APPROVAL, ACCEPTED);
            case FINALIZED -> Set.of(ACCEPTED);
            case UNASSIGNED, EXPIRED -> Set.of();
        };
    }
}
