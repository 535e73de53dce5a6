package gatehouse.store.rocks;

import gatehouse.crypto.Entropy;
import gatehouse.store.StoreSettings;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;

/// Opens stores for tests.
public final class Stores {
    private static final Entropy ENTROPY = new SecureRandom()::nextBytes;

    private Stores() {}

    public static RocksStore open(Path folder, StoreSettings settings) {
        return RocksStore.open(folder, settings, InstantSource.system(), ENTROPY);
    }

    public static RocksStore open(Path folder) {
        return open(folder, StoreSettings.lasting());
    }

    static RocksStore open(Path folder, Migrations migrations) {
        return RocksStore.open(folder, StoreSettings.lasting(), InstantSource.system(), ENTROPY, migrations);
    }
}
