package gatehouse.store;

import org.jspecify.annotations.Nullable;

/// The store cannot do what was asked: the disk is full or fails, the data folder is damaged, in use or of a newer
/// version, or the store is closed. The message says what to do.
public final class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StoreException(String message) {
        super(message);
    }

    public StoreException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
