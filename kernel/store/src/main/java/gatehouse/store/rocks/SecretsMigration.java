package gatehouse.store.rocks;

import gatehouse.store.StoreException;
import gatehouse.store.StoreSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;

/// From version 1 to 2: what was a table of secrets when they came to a column family of their own goes
/// there, and leaves nothing where it was.
final class SecretsMigration {
    private static final List<String> TABLES = List.of("kms.material");
    private static final int BATCH_BYTES_MAX = 1 << 20;

    private SecretsMigration() {}

    static void run(Path folder) throws IOException {
        try (Database database =
                Database.openWithoutSecrets(folder.resolve(DataFolder.TABLES), StoreSettings.lasting())) {
            for (String table : TABLES) {
                byte[] from = Space.tablePrefix(table);
                move(database, from, Space.end(from));
            }
            Eraser.giveUpLogs(database);
            for (String table : TABLES) {
                byte[] from = Space.tablePrefix(table);
                database.rewrite(database.rows(), from, Space.end(from));
            }
        }
    }

    /// Moves rows and index entries, each in one batch with its removal.
    private static void move(Database database, byte[] from, byte[] to) {
        try (WriteBatch batch = new WriteBatch()) {
            database.scanOnce(database.rows(), from, to, (key, value) -> {
                try {
                    batch.put(database.secrets(), key, value);
                    batch.delete(database.rows(), key);
                    if (batch.getDataSize() > BATCH_BYTES_MAX) {
                        database.write(batch);
                        batch.clear();
                    }
                    return true;
                } catch (RocksDBException e) {
                    throw failed(e);
                }
            });
            Eraser.begin(database, batch);
            database.write(batch);
        } catch (RocksDBException e) {
            throw failed(e);
        }
    }

    private static StoreException failed(RocksDBException cause) {
        return new StoreException("secrets could not be moved to their place: " + cause.getMessage(), cause);
    }
}
