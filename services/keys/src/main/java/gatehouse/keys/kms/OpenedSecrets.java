package gatehouse.keys.kms;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Keeps a bounded number of opened secrets, each for the very record that holds it sealed: a record that the store
/// has replaced or removed finds nothing here. What falls out is erased as soon as nobody uses it.
final class OpenedSecrets<T> {
    private final Cache<Record, Opened<T>> opened;
    private final Consumer<T> eraser;

    OpenedSecrets(int openedMax, Consumer<T> eraser) {
        this.eraser = eraser;
        this.opened = Caffeine.newBuilder()
                .weakKeys() // Compared by identity.
                .maximumSize(openedMax)
                .executor(Runnable::run)
                .removalListener(this::letGo)
                .build();
    }

    /// The secret of `record`, held for the caller, who closes it; `unseal` opens it where it is not kept.
    Opened<T> open(Record record, Supplier<T> unseal) {
        Opened<T> secret = opened.getIfPresent(record);
        if (secret == null) {
            secret = opened.get(record, _ -> new Opened<>(unseal.get(), eraser));
        }
        // A full cache may let go of a newcomer before it is held.
        return secret.hold() ? secret : new Opened<>(unseal.get(), eraser);
    }

    /// Forgets what was opened for `record`.
    void forget(Record record) {
        opened.invalidate(record);
    }

    /// Forgets everything.
    void forgetAll() {
        opened.invalidateAll();
    }

    private void letGo(@Nullable Record record, @Nullable Opened<T> secret, RemovalCause cause) {
        if (secret != null) {
            secret.close();
        }
    }
}
