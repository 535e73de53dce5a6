package gatehouse.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.wire.http.HttpHandler;
import gatehouse.wire.http.HttpRequest;
import gatehouse.wire.http.HttpResponse;
import java.io.IOException;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;

/// The limits that belong to connections and to all bodies together.
final class HttpLimitsTest {
    private static final Duration SHORT = Duration.ofSeconds(1);
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final int BODY_BYTES_MAX = 128 << 10;

    /// Taken before the first byte is read.
    private static final int HELD_BYTES = 64 << 10;

    private static HttpLimits limits(int connectionsMax, int bodiesBytesMax, Duration handshake) {
        return new HttpLimits(BODY_BYTES_MAX, 32 << 10, connectionsMax, 10, bodiesBytesMax, LONG, handshake, SHORT);
    }

    private static HttpServer start(HttpLimits limits, HttpHandler handler) {
        HttpServer server = new HttpServer("127.0.0.1", 0, limits, handler, null);
        server.start();
        return server;
    }

    private static String post(String path, int bodyBytes) {
        return "POST " + path + " HTTP/1.1\r\nHost: x\r\nContent-Length: " + bodyBytes + "\r\n\r\n";
    }

    @Test
    void oneConnectionTooManyWaitsUntilAnotherEnds() throws IOException {
        try (HttpServer server = start(limits(2, 1 << 20, LONG), new EchoHandler());
                RawClient stays = new RawClient(server)) {
            stays.send(post("/make-long/1", 0));
            assertThat(stays.head()).startsWith("HTTP/1.1 200 ");
            RawClient waits;
            try (RawClient leaves = new RawClient(server)) {
                leaves.send(post("/make-long/1", 0));
                assertThat(leaves.head()).startsWith("HTTP/1.1 200 ");
                waits = new RawClient(server);
                waits.send(post("/make-long/1", 0));
                assertThat(waits.isSilentFor(SHORT)).isTrue();
            }
            try (waits) {
                assertThat(waits.head()).startsWith("HTTP/1.1 200 ");
            }
        }
    }

    @Test
    void whoDoesNotFinishItsHandshakeIsCutOff() throws IOException, NoSuchAlgorithmException {
        HttpServer server =
                new HttpServer("127.0.0.1", 0, limits(10, 1 << 20, SHORT), new EchoHandler(), SSLContext.getDefault());
        server.start();
        try (server;
                RawClient silent = new RawClient(server)) {
            assertThat(silent.rest()).isEmpty();
        }
    }

    @Test
    void aHandlerMayTakeALargerBodyThanOthersDo() throws IOException {
        EchoHandler echo = new EchoHandler();
        HttpHandler larger = new HttpHandler() {
            @Override
            public HttpResponse handle(HttpRequest request) {
                return echo.handle(request);
            }

            @Override
            public int bodyBytesMax(HttpRequest head) {
                return head.rawPath().equals("/echo") ? 2 * BODY_BYTES_MAX : 0;
            }
        };
        String body = "x".repeat(2 * BODY_BYTES_MAX);
        try (HttpServer server = start(limits(10, 1 << 20, LONG), larger);
                RawClient client = new RawClient(server);
                RawClient tooLarge = new RawClient(server);
                RawClient elsewhere = new RawClient(server)) {
            client.send(post("/echo", body.length()) + body);
            assertThat(client.head()).startsWith("HTTP/1.1 200 ");
            assertThat(client.text(body.length())).isEqualTo(body);
            tooLarge.send(post("/echo", body.length() + 1));
            assertThat(tooLarge.head()).startsWith("HTTP/1.1 413 ");
            elsewhere.send(post("/make-long/1", BODY_BYTES_MAX + 1));
            assertThat(elsewhere.head()).startsWith("HTTP/1.1 413 ");
        }
    }

    @Test
    void bodiesTakeNoMoreTogetherThanTheyMay() throws IOException {
        String body = "x".repeat(HELD_BYTES);
        try (HttpServer server = start(limits(10, HELD_BYTES, LONG), new EchoHandler());
                RawClient holding = new RawClient(server);
                RawClient small = new RawClient(server)) {
            holding.send(post("/echo", body.length()).replace("\r\n\r\n", "\r\nExpect: 100-continue\r\n\r\n"));
            assertThat(holding.head()).startsWith("HTTP/1.1 100 ");
            assertThat(statusOf(server, post("/echo", body.length()) + body)).isEqualTo("503");
            small.send(post("/make-long/1", 0));
            assertThat(small.head()).startsWith("HTTP/1.1 200 ");
            holding.send(body);
            assertThat(holding.head()).startsWith("HTTP/1.1 200 ");
        }
    }

    private static String statusOf(HttpServer server, String request) throws IOException {
        try (RawClient client = new RawClient(server)) {
            return client.send(request).head().substring("HTTP/1.1 ".length(), "HTTP/1.1 200".length());
        }
    }
}
