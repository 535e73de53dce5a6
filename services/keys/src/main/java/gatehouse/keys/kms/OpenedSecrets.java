package gatehouse.keys.kms;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import gatehouse.crypto.Sealer;
import gatehouse.crypto.SecretBytes;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Keeps a bounded number of opened secrets, each for the very record that holds it sealed: a record that the store
/// has replaced or removed finds nothing here. What falls out is erased as soon as nobody uses it.
final class OpenedSecrets {
    private final Sealer sealer;
    private final Cache<Record, OpenedSecret> opened;

    OpenedSecrets(Sealer sealer, int openedMax) {
        this.sealer = sealer;
        this.opened = Caffeine.newBuilder()
                .weakKeys() // Compared by identity.
                .maximumSize(openedMax)
                .executor(Runnable::run)
                .removalListener(OpenedSecrets::letGo)
                .build();
    }

    /// The secret of `record`, held for the caller, who closes it.
    OpenedSecret open(Record record, byte[] sealed, Supplier<String> identity) {
        OpenedSecret secret = opened.getIfPresent(record);
        if (secret == null) {
            secret = opened.get(record, _ -> unseal(sealed, identity.get()));
        }
        // A full cache may let go of a newcomer before it is held.
        return secret.hold() ? secret : unseal(sealed, identity.get());
    }

    /// Forgets what was opened for `record`.
    void forget(Record record) {
        opened.invalidate(record);
    }

    /// Forgets everything.
    void forgetAll() {
        opened.invalidateAll();
    }

    private OpenedSecret unseal(byte[] sealed, String identity) {
        return new OpenedSecret(SecretBytes.owning(sealer.open(sealed, identity)));
    }

    private static void letGo(@Nullable Record record, @Nullable OpenedSecret secret, RemovalCause cause) {
        if (secret != null) {
            secret.close();
        }
    }
}
