package gatehouse.keys.kms;

/// What a key's life has come to, and what that allows: AWS's table of key states, read by column.
///
/// Source: https://docs.aws.amazon.com/kms/latest/developerguide/key-state.html
public enum KeyState {
    ENABLED("Enabled"),
    DISABLED("Disabled"),
    PENDING_IMPORT("PendingImport"),
    PENDING_DELETION("PendingDeletion"),
    PENDING_REPLICA_DELETION("PendingReplicaDeletion"),
    /// Of keys in a custom key store that is not connected: no record says so, see
    /// [BackedKeys#asConnected].
    UNAVAILABLE("Unavailable");

    private final String word;

    KeyState(String word) {
        this.word = word;
    }

    /// AWS's word for it.
    public gatehouse.model.kms.KeyState word() {
        return new gatehouse.model.kms.KeyState(word);
    }

    /// Whether the key is to be deleted.
    boolean isLeaving() {
        return this == PENDING_DELETION || this == PENDING_REPLICA_DELETION;
    }

    /// Cryptographic operations need an enabled key.
    void requireUsable(KmsKey key) {
        switch (this) {
            case ENABLED -> {}
            case DISABLED -> throw KmsErrors.disabled(key.arn());
            case PENDING_IMPORT, PENDING_DELETION, PENDING_REPLICA_DELETION, UNAVAILABLE ->
                throw KmsErrors.invalidState(key.arn(), this);
        }
    }

    /// Most changes need a key that is there to stay.
    void requireStaying(String keyArn) {
        if (isLeaving()) {
            throw KmsErrors.invalidState(keyArn, this);
        }
    }

    /// Only a key that is there to stay and has its material can be enabled and disabled; one that is
    /// unavailable shows it when its store is connected again.
    void requireSwitchable(String keyArn) {
        requireStaying(keyArn);
        if (this == PENDING_IMPORT) {
            throw KmsErrors.invalidState(keyArn, this);
        }
    }

    /// A deletion can be cancelled only where there is one.
    void requirePendingDeletion(String keyArn) {
        if (!isLeaving()) {
            throw KmsErrors.notPendingDeletion(keyArn);
        }
    }
}
