package gatehouse.crypto.asymmetric;

import java.security.GeneralSecurityException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Where keys are made that take up to seconds to find. Native code lets go of its processor for nobody: on the
/// virtual threads that serve requests, as many such calls as there are processors would keep everyone else from being
/// served. These threads are the system's, which shares the processors between them and all others; more of them would
/// make no more keys.
final class SlowWork {
    private static final ExecutorService THREADS = Executors.newFixedThreadPool(
            Runtime.getRuntime().availableProcessors(),
            Thread.ofPlatform().daemon().name("crypto-keys-", 0).factory());

    private SlowWork() {}

    /// What makes a key.
    @FunctionalInterface
    interface Work {
        KeyPairMaterial make() throws GeneralSecurityException;
    }

    /// Waits until it is done, after what others wait for already.
    static KeyPairMaterial done(Work work) throws GeneralSecurityException {
        try {
            return THREADS.submit(work::make).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("A key was not waited for", e);
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case GeneralSecurityException known -> throw known;
                case RuntimeException bug -> throw bug;
                case null, default -> throw new IllegalStateException("A key was not made", e.getCause());
            }
        }
    }
}
