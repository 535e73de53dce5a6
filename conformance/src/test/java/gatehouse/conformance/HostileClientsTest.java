package gatehouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Clients that waste, trickle or break: the others keep being served, memory stays bounded, and what was taken is
/// given back.
final class HostileClientsTest {
    private static final boolean DEEP = Boolean.getBoolean("gatehouse.deep");

    /// 10,000 need as many descriptors in this process and in the server's.
    private static final int IDLE_CONNECTIONS = DEEP ? 10_000 : 2_000;

    private static final int SLOW_SENDERS = DEEP ? 2_000 : 200;
    private static final Duration SERVED_WITHIN = Duration.ofSeconds(10);
    private static final long RESIDENT_MAX_KIB = 700 << 10;
    private static final byte[] PIECE = "a".repeat(64 << 10).getBytes(StandardCharsets.ISO_8859_1);
    private static final String POST = "POST / HTTP/1.1\r\nHost: x\r\n";

    @TempDir
    static Path folder;

    private static ServerProcess server;
    private static SignedClient honest;

    @BeforeAll
    static void start() throws IOException {
        server = ServerProcess.start(folder.resolve("data"), List.of(), "-Xmx384m");
        honest = SignedClient.root(server.endpoint());
    }

    @AfterAll
    static void stop() {
        honest.close();
        server.close();
    }

    @Test
    void idleConnectionsKeepNobodyFromBeingServed() throws IOException, InterruptedException {
        othersAreServed();
        int before = descriptors();
        List<RawConnection> idle = new ArrayList<>();
        try {
            for (int i = 0; i < IDLE_CONNECTIONS; i++) {
                idle.add(new RawConnection(server.endpoint()));
            }
            Duration slowest = othersAreServed();
            assertThat(descriptors()).isGreaterThanOrEqualTo(IDLE_CONNECTIONS);
            System.out.printf(
                    "%d idle connections: slowest call %d ms, resident %d MiB%n",
                    IDLE_CONNECTIONS, slowest.toMillis(), residentKib() >> 10);
        } finally {
            for (RawConnection each : idle) {
                each.close();
            }
        }
        awaitDescriptors(before + 50);
    }

    @Test
    void slowSendersKeepNobodyFromBeingServed() throws IOException, InterruptedException {
        othersAreServed();
        int before = descriptors();
        List<RawConnection> slow = new ArrayList<>();
        try {
            // Of large bodies only so many may be under way: the server may close some of these.
            for (int i = 0; i < SLOW_SENDERS; i++) {
                slow.add(new RawConnection(server.endpoint()).send(POST + "Content-Length: 10000\r\n\r\n"));
                slow.add(new RawConnection(server.endpoint()).send(POST + "X-Slow: "));
                slow.add(new RawConnection(server.endpoint()).send(POST + "Content-Length: 1000000\r\n\r\n"));
            }
            for (int round = 0; round < 5; round++) {
                for (RawConnection each : slow) {
                    each.sendUpTo(1, new byte[] {'a'});
                }
                othersAreServed();
            }
        } finally {
            for (RawConnection each : slow) {
                each.close();
            }
        }
        awaitDescriptors(before + 50);
    }

    @Test
    void aBodyOfAGibibyteIsRefusedBeforeItIsRead() throws IOException, InterruptedException {
        try (RawConnection silent = new RawConnection(server.endpoint());
                RawConnection sender = new RawConnection(server.endpoint())) {
            assertThat(silent.send(POST + "Content-Length: 1073741824\r\n\r\n").status())
                    .isEqualTo(413);
            sender.send(POST + "Content-Length: 1073741824\r\n\r\n");
            assertThat(sender.sendUpTo(1L << 30, PIECE)).isLessThan(64L << 20);
        }
        othersAreServed();
    }

    @Test
    void aChunkedBodyWithoutEndIsCutOff() throws IOException, InterruptedException {
        byte[] chunk = ("10000\r\n" + "a".repeat(64 << 10) + "\r\n").getBytes(StandardCharsets.ISO_8859_1);
        try (RawConnection endless = new RawConnection(server.endpoint())) {
            endless.send(POST + "Transfer-Encoding: chunked\r\n\r\n");
            assertThat(endless.sendUpTo(1L << 30, chunk)).isLessThan(64L << 20);
        }
        try (RawConnection patient = new RawConnection(server.endpoint())) {
            patient.send(POST + "Transfer-Encoding: chunked\r\n\r\n");
            assertThat(patient.sendUpTo(17 * (64L << 10), chunk)).isGreaterThan(1L << 20);
            assertThat(patient.status()).isEqualTo(413);
        }
        othersAreServed();
    }

    @Test
    void headersOfAMebibyteAreRefused() throws IOException, InterruptedException {
        try (RawConnection one = new RawConnection(server.endpoint());
                RawConnection many = new RawConnection(server.endpoint())) {
            one.send(POST + "X-Large: ");
            assertThat(one.sendUpTo(1 << 20, PIECE)).isLessThanOrEqualTo(1 << 20);
            assertThat(one.endsWithin(RawConnection.ANSWER_MAX)).isTrue();
            many.send(POST);
            many.sendUpTo(1 << 20, "X-Many: a\r\n".repeat(1000).getBytes(StandardCharsets.ISO_8859_1));
            assertThat(many.endsWithin(RawConnection.ANSWER_MAX)).isTrue();
            assertThat(new RawConnection(server.endpoint())
                            .send(POST + "X-Large: " + "a".repeat(40_000) + "\r\n\r\n")
                            .status())
                    .isEqualTo(400);
        }
        othersAreServed();
    }

    /// `POST` stands for a request line and `Host`, `|` for a line's end.
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "400; POST|Content-Length: abc||",
                "400; POST|Content-Length: -1||",
                "400; POST|Content-Length: +5||hello",
                "400; POST|Content-Length: 99999999999999999999999||",
                "400; POST|Content-Length: 5|Content-Length: 6||hello!",
                "400; POST|Content-Length: 5|Transfer-Encoding: chunked||0||GET / HTTP/1.1|Host: x||",
                "400; POST|Transfer-Encoding: gzip, chunked||0||",
                "400; POST|Transfer-Encoding: identity||hello",
                "400; POST|Transfer-Encoding: chunked||zz|hello|0||",
                "400; POST|Transfer-Encoding: chunked||-5|hello|0||",
                "400; POST|Transfer-Encoding: chunked||ffffffffffffffff|hello",
                "400; POST|no colon here||",
                "400; POST|Na me: a||",
                "400; GET / HTTP/1.1||",
                "400; nonsense||",
                "414; GET /LONG HTTP/1.1|Host: x||",
                "505; GET / HTTP/1.0|Host: x||",
            })
    void whatIsNotARequestIsRefusedAndItsConnectionClosed(int status, String request)
            throws IOException, InterruptedException {
        String sent = request.replace("POST|", POST).replace("|", "\r\n").replace("LONG", "a".repeat(50_000));
        try (RawConnection connection = new RawConnection(server.endpoint())) {
            assertThat(connection.send(sent).status()).isEqualTo(status);
            assertThat(connection.endsWithin(RawConnection.ANSWER_MAX)).isTrue();
        }
        assertThat(honest.callerIdentity().succeeded()).isTrue();
    }

    @Test
    void whatFollowsAnAnsweredRequestIsRefusedOnItsOwn() throws IOException {
        try (RawConnection connection = new RawConnection(server.endpoint())) {
            connection.send(POST + "Content-Length: 0\r\n\r\n%%%%garbage\r\n\r\n");
            assertThat(connection.status()).isEqualTo(403);
            assertThat(connection.endsWithin(RawConnection.ANSWER_MAX)).isTrue();
        }
    }

    @Test
    void aRequestThatBreaksOffIsRefusedAndItsConnectionClosed() throws IOException, InterruptedException {
        for (String start : List.of("", "PO", POST, POST + "Content-Length: 10\r\n\r\nabc")) {
            try (RawConnection connection = new RawConnection(server.endpoint())) {
                connection.send(start).endOutput();
                assertThat(connection.status()).isIn(0, 400);
                assertThat(connection.endsWithin(RawConnection.ANSWER_MAX)).isTrue();
            }
        }
        othersAreServed();
    }

    @Test
    void noneOfThisFillsTheLog() throws IOException {
        for (int i = 0; i < 100; i++) {
            try (RawConnection connection = new RawConnection(server.endpoint())) {
                connection
                        .send(POST + "Transfer-Encoding: chunked\r\n\r\nzz\r\n")
                        .status();
            }
        }
        assertThat(Files.size(ServerProcess.log(folder.resolve("data")))).isLessThan(64 << 10);
    }

    /// Calls of others succeed in bounded time, with bounded memory; returns the slowest.
    private static Duration othersAreServed() throws IOException, InterruptedException {
        long slowest = 0;
        for (int i = 0; i < 20; i++) {
            long start = System.nanoTime();
            assertThat(honest.callerIdentity().succeeded()).isTrue();
            slowest = Math.max(slowest, System.nanoTime() - start);
        }
        assertThat(Duration.ofNanos(slowest)).isLessThan(SERVED_WITHIN);
        assertThat(residentKib()).isLessThan(RESIDENT_MAX_KIB);
        return Duration.ofNanos(slowest);
    }

    /// Goes on calling until the server has given its descriptors back.
    private static void awaitDescriptors(int most) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        while (descriptors() > most) {
            assertThat(System.nanoTime())
                    .as("%d descriptors are still open", descriptors())
                    .isLessThan(deadline);
            assertThat(honest.callerIdentity().succeeded()).isTrue();
        }
    }

    private static int descriptors() throws IOException {
        int count = 0;
        try (DirectoryStream<Path> open = Files.newDirectoryStream(Path.of("/proc/" + server.pid() + "/fd"))) {
            for (Path _ : open) {
                count++;
            }
        }
        return count;
    }

    private static long residentKib() throws IOException {
        return Files.readAllLines(Path.of("/proc/" + server.pid() + "/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                .findFirst()
                .orElseThrow();
    }
}
