package gatehouse.identity.iam;

import gatehouse.model.iam.StatusType;
import org.jspecify.annotations.Nullable;

/// Whether a credential may be used. Its owner switches it on and off; that it expired is for IAM alone to say.
final class CredentialStatus {
    private CredentialStatus() {}

    static StatusType shape(boolean active) {
        return active ? StatusType.ACTIVE : StatusType.INACTIVE;
    }

    /// @throws gatehouse.model.iam.InvalidInputException where another is asked for than can be set
    static boolean isActive(@Nullable StatusType asked) {
        if (StatusType.EXPIRED.equals(asked)) {
            throw IamErrors.expiredStatus();
        }
        return StatusType.ACTIVE.equals(asked);
    }
}
