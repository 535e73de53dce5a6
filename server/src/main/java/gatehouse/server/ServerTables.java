package gatehouse.server;

import gatehouse.store.Key;
import gatehouse.store.Table;

/// What the server itself keeps in the store.
final class ServerTables {
    /// One row: which root key the data are sealed under.
    static final Table<RootKeyId> ROOT_KEY = Table.of("server.root-key", RootKeyId.class, row -> rootKey());

    private ServerTables() {}

    static Key rootKey() {
        return Key.of("current");
    }

    /// The id of a root key: not secret.
    record RootKeyId(String keyId) {}
}
