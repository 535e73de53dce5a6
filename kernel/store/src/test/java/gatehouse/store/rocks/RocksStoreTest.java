package gatehouse.store.rocks;

import gatehouse.store.Store;
import gatehouse.store.StoreContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/// The contract, on the embedded engine.
final class RocksStoreTest implements StoreContract {
    @TempDir
    private Path folder;

    @Override
    public Store open() {
        return Stores.open(folder);
    }
}
