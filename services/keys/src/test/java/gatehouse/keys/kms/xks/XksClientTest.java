package gatehouse.keys.kms.xks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import gatehouse.wire.sigv4.Signer.Credentials;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/// A client of a proxy that takes connections and says nothing.
class XksClientTest {
    private static final RequestMetadata METADATA =
            new RequestMetadata(null, null, "ConnectCustomKeyStore", "id", null);
    private static final Duration TIMEOUT = Duration.ofSeconds(3);

    @Test
    void aStoresCallsAreBoundedInNumberAndTimeAndNoOtherStoresCount() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1_000, InetAddress.getLoopbackAddress());
                XksClient client = client(silent);
                ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            XksApi api = new XksApi(client);
            long began = System.nanoTime();
            List<Future<XksFailure>> all = new ArrayList<>();
            for (int i = 0; i < XksLimits.CALLS_PER_STORE_MAX + 10; i++) {
                all.add(callers.submit(() -> failure(api, "cks-one")));
            }
            int busy = 0;
            for (Future<XksFailure> each : all) {
                XksFailure failure = each.get();
                assertThat(failure).isIn(XksFailure.BUSY, XksFailure.TIMED_OUT);
                busy += failure == XksFailure.BUSY ? 1 : 0;
            }
            assertThat(busy).isEqualTo(10);
            assertThat(failure(api, "cks-two")).isEqualTo(XksFailure.TIMED_OUT);
            assertThat(failure(api, "cks-one")).isEqualTo(XksFailure.TIMED_OUT);
            assertThat(Duration.ofNanos(System.nanoTime() - began))
                    .isBetween(TIMEOUT.multipliedBy(3), TIMEOUT.multipliedBy(6));
        }
    }

    @Test
    void onlyNamedHostsAreCalled() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                XksClient client = client(silent)) {
            assertThat(client.permits("https://localhost")).isTrue();
            assertThat(client.permits("https://LOCALHOST")).isTrue();
            for (String other : List.of(
                    "https://127.0.0.1",
                    "https://localhost.example.com",
                    "https://example.com",
                    "https://-",
                    "https://..",
                    "https://localhost.")) {
                assertThat(client.permits(other)).as(other).isFalse();
            }
        }
    }

    private static XksClient client(ServerSocket proxy) {
        return new XksClient(
                new XksSettings(Map.of("localhost", proxy.getLocalPort()), null, TIMEOUT), InstantSource.system());
    }

    private static XksFailure failure(XksApi api, String storeId) {
        XksTarget target = new XksTarget(
                storeId,
                "us-east-1",
                new XksProxy("https://localhost", "/kms/xks/v1", "A".repeat(20), new byte[0]),
                new Credentials("A".repeat(20), "s".repeat(43), null));
        return catchThrowableOfType(XksException.class, () -> api.requireHealthy(target, METADATA))
                .failure();
    }
}
