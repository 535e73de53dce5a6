package gatehouse.server;

import gatehouse.crypto.SystemEntropy;
import gatehouse.gateway.http.HttpServer;
import gatehouse.store.rocks.RocksStore;

/// Loads what takes longest while the command line is being read: a start is as long as its longest chain, not the sum
/// of all. Nothing waits for these threads; what they have not loaded yet is loaded where it is used.
final class HeadStart {
    private HeadStart() {}

    static void begin() {
        start("store", RocksStore::prepare);
        start("crypto", SystemEntropy::new);
        start("http", HttpServer::prepare);
    }

    private static void start(String name, Runnable work) {
        Thread.ofPlatform().daemon().name("head-start-" + name).start(work);
    }
}
