package gatehouse.server;

import gatehouse.crypto.Entropy;
import gatehouse.crypto.RootKey;
import gatehouse.server.ServerTables.RootKeyId;
import gatehouse.store.ConflictException;
import gatehouse.store.Store;
import gatehouse.store.Transaction;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// Opens the root key that a store's secrets are sealed under. A store that has one never gets another.
final class RootKeys {
    private RootKeys() {}

    static RootKey open(Store store, Path file, Entropy entropy) throws IOException {
        Transaction transaction = store.begin();
        RootKeyId known = transaction.get(ServerTables.ROOT_KEY, ServerTables.rootKey());
        RootKey key = RootKey.openFor(file, known == null ? null : known.keyId(), entropy);
        if (known == null) {
            remember(store, transaction, key);
        }
        return key;
    }

    /// Notes the key again after a reset.
    static void remember(Store store, RootKey key) {
        remember(store, store.begin(), key);
    }

    private static void remember(Store store, Transaction transaction, RootKey key) {
        transaction.put(ServerTables.ROOT_KEY, new RootKeyId(key.keyId()));
        try {
            store.commit(transaction, List.of());
        } catch (ConflictException e) {
            throw new IllegalStateException("nobody else writes the root key's id", e);
        }
    }
}
