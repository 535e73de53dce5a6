package gatehouse.server;

import gatehouse.crypto.RootLock;
import gatehouse.store.Key;
import gatehouse.store.Table;
import org.jspecify.annotations.Nullable;

/// What the server itself keeps in the store.
final class ServerTables {
    /// One row: the keyring, sealed under the root key, and how the root key is had.
    static final Table<StoredKeyring> ROOT_KEY = Table.of("server.root-key", StoredKeyring.class, row -> rootKey());

    /// One row while everything is being sealed anew: how far that is.
    static final Table<ResealingProgress> RESEALING =
            Table.of("server.resealing", ResealingProgress.class, row -> resealing());

    private ServerTables() {}

    static Key rootKey() {
        return Key.of("current");
    }

    static Key resealing() {
        return Key.of("current");
    }

    /// The keyring; `keyId` is the id of the root key that it is sealed under. Data that no newer server has opened
    /// have neither `lock` nor `sealedKeyring`: their root key is a file, and is itself the keyring's first one.
    record StoredKeyring(String keyId, @Nullable RootLock lock, byte @Nullable [] sealedKeyring) {
        @Override
        public String toString() {
            return "StoredKeyring[" + keyId + "]";
        }
    }

    /// How far a generation's resealing is: the table (by its name) that it is at, the last key that is done there
    /// (null where none is), and how many records were sealed anew.
    record ResealingProgress(int generation, String table, byte @Nullable [] after, long rowsDone) {}
}
