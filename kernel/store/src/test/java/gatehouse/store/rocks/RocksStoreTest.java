package gatehouse.store.rocks;

import gatehouse.store.Store;
import gatehouse.store.StoreContract;
import gatehouse.store.StoreSettings;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.io.TempDir;

/// The contract, on the embedded engine.
final class RocksStoreTest implements StoreContract {
    @TempDir
    private Path folder;

    @Override
    public Store open() {
        return RocksStore.open(folder, StoreSettings.lasting(), InstantSource.system(), target -> target[0] = 7);
    }
}
