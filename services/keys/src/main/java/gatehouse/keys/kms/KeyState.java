package gatehouse.keys.kms;

/// What a key's life has come to, and what that allows: AWS's table of key states, read by column.
///
/// Source: https://docs.aws.amazon.com/kms/latest/developerguide/key-state.html
public enum KeyState {
    ENABLED("Enabled"),
    DISABLED("Disabled"),
    PENDING_DELETION("PendingDeletion");

    private final String word;

    KeyState(String word) {
        this.word = word;
    }

    /// AWS's word for it.
    public gatehouse.model.kms.KeyState word() {
        return new gatehouse.model.kms.KeyState(word);
    }

    /// Cryptographic operations need an enabled key.
    void requireUsable(KmsKey key) {
        switch (this) {
            case ENABLED -> {}
            case DISABLED -> throw KmsErrors.disabled(key.arn());
            case PENDING_DELETION -> throw KmsErrors.pendingDeletion(key.arn());
        }
    }

    /// Most changes need a key that is there to stay.
    void requireStaying(String keyArn) {
        switch (this) {
            case ENABLED, DISABLED -> {}
            case PENDING_DELETION -> throw KmsErrors.pendingDeletion(keyArn);
        }
    }

    /// A deletion can be cancelled only where there is one.
    void requirePendingDeletion(String keyArn) {
        switch (this) {
            case ENABLED, DISABLED -> throw KmsErrors.notPendingDeletion(keyArn);
            case PENDING_DELETION -> {}
        }
    }
}
