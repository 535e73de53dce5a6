package gatehouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.gateway.http.HttpLimits;
import gatehouse.keys.kms.xks.XksSettings;
import gatehouse.server.GatehouseServer;
import gatehouse.server.RootKeySetting;
import gatehouse.server.ServerSettings;
import gatehouse.server.ServerSettings.Lifetime;
import gatehouse.server.tls.TlsSetting;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A connection whose request does not arrive in time is closed, however it keeps itself busy.
final class TrickleTest {
    private static final Duration IDLE = Duration.ofSeconds(1);
    private static final Duration CLOSED_WITHIN = IDLE.multipliedBy(10);
    private static final String POST = "POST / HTTP/1.1\r\nHost: x\r\n";

    @TempDir
    Path folder;

    @Test
    void requestsThatDoNotArriveInTimeAreCutOff() throws IOException {
        Path data = folder.resolve("data");
        try (GatehouseServer server = GatehouseServer.start(new ServerSettings(
                data,
                RootKeySetting.ofFile(data.resolve("root.key")),
                "127.0.0.1",
                0,
                TestServer.ACCOUNT,
                ServerProcess.ROOT,
                Lifetime.EPHEMERAL,
                new HttpLimits(1 << 20, 32 << 10, 100, 100, 8 << 20, IDLE, IDLE, IDLE),
                new TlsSetting.Off(),
                Map.of(),
                List.of(),
                XksSettings.NONE))) {
            URI endpoint = URI.create(server.endpoint());
            try (RawConnection silent = new RawConnection(endpoint);
                    RawConnection header = new RawConnection(endpoint);
                    RawConnection body = new RawConnection(endpoint);
                    RawConnection answered = new RawConnection(endpoint);
                    RawConnection tls = new RawConnection(endpoint)) {
                header.send(POST + "X-Slow: ");
                body.send(POST + "Content-Length: 1000000\r\n\r\n");
                answered.send(POST + "Content-Length: 0\r\n\r\n");
                tls.send(HexFormat.of().parseHex("160301020001000" + "1fc0303" + "11".repeat(500)));
                assertThat(trickleIsCutOff(header)).isTrue();
                assertThat(trickleIsCutOff(body)).isTrue();
                assertThat(silent.endsWithin(CLOSED_WITHIN)).isTrue();
                assertThat(answered.endsWithin(CLOSED_WITHIN)).isTrue();
                assertThat(tls.endsWithin(CLOSED_WITHIN)).isTrue();
            }
        }
    }

    /// Sends a byte every twentieth of the idle time until the server closes the connection.
    private static boolean trickleIsCutOff(RawConnection slow) throws IOException {
        long deadline = System.nanoTime() + CLOSED_WITHIN.toNanos();
        while (System.nanoTime() < deadline) {
            if (slow.endsWithin(IDLE.dividedBy(20)) || slow.sendUpTo(1, new byte[] {'a'}) == 0) {
                return true;
            }
        }
        return false;
    }
}
