package gatehouse.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What HTTP/1.1 says, byte for byte.
final class Http1SessionTest {
    private static final Duration QUIET = Duration.ofMillis(200);

    private final HttpServer server = new HttpServer("127.0.0.1", 0, HttpLimits.DEFAULT, new EchoHandler(), null);

    @BeforeEach
    void start() {
        server.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aClientThatWaitsIsToldToGoOnWithItsBody() throws IOException {
        for (String path : new String[] {"/echo", "/stream"}) {
            try (RawClient client = new RawClient(server)) {
                client.send(
                        "POST " + path + " HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n");
                assertThat(client.head()).isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");
                assertThat(client.send("hi").head()).startsWith("HTTP/1.1 200 OK\r\n");
            }
        }
    }

    @Test
    void aBodyThatIsTooLargeIsRefusedBeforeItIsSent() throws IOException {
        try (RawClient client = new RawClient(server)) {
            client.send("POST /echo HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 9999999\r\n\r\n");
            assertThat(client.head()).startsWith("HTTP/1.1 413 ").contains("Connection: close");
            assertThat(client.rest()).isEmpty();
        }
    }

    @Test
    void anotherExpectationFails() throws IOException {
        try (RawClient client = new RawClient(server)) {
            client.send("POST /echo HTTP/1.1\r\nHost: x\r\nExpect: a-miracle\r\nContent-Length: 2\r\n\r\nhi");
            assertThat(client.head()).startsWith("HTTP/1.1 417 ");
        }
    }

    @Test
    void aHeadIsAnsweredWithoutBodyAndTheConnectionGoesOn() throws IOException {
        try (RawClient client = new RawClient(server)) {
            for (String path : new String[] {"/head", "/make-long/70000", "/make/70000", "/nothing"}) {
                client.send("HEAD " + path + " HTTP/1.1\r\nHost: x\r\n\r\n");
                String head = client.head();
                assertThat(head)
                        .startsWith("HTTP/1.1 ")
                        .doesNotContain("chunked")
                        .doesNotContain("close");
                if (path.equals("/make-long/70000")) {
                    assertThat(head).contains("Content-Length: 70000\r\n");
                }
                if (path.equals("/nothing")) {
                    assertThat(head).contains("404").contains("Content-Length: 0\r\n");
                }
            }
            client.send("GET /make-long/5 HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(client.head()).contains("Content-Length: 5\r\n");
            assertThat(client.text(5)).isEqualTo("xxxxx");
        }
    }

    @Test
    void trailersAreReadAndTheNextRequestBeginsBehindThem() throws IOException {
        try (RawClient client = new RawClient(server)) {
            client.send("POST /echo HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
                    + "5;name=value\r\nhello\r\n1\r\n!\r\n0\r\nX-Checksum: abc\r\nX-More: d\r\n\r\n"
                    + "GET /make-long/2 HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(client.head()).contains("Content-Length: 6\r\n");
            assertThat(client.text(6)).isEqualTo("hello!");
            assertThat(client.head()).contains("Content-Length: 2\r\n");
            assertThat(client.text(2)).isEqualTo("xx");
        }
    }

    @Test
    void requestsArriveAsTheyWereSent() throws IOException {
        String target = "/head//a/../b/./;c=d%2f%2E%zz%?x=%zz&y=a+b&=?&;";
        try (RawClient client = new RawClient(server)) {
            client.send(
                    "GET " + target + " HTTP/1.1\r\nHost: x:80\r\nX-Two: b  B\r\nx-one:\tc \r\nX-two: a\r\n"
                            + "Accept-Encoding: GZIP\r\nContent-Type: Text/Plain;Charset=UTF-8\r\nX-Utf: \u00c3\u00a4\r\nX-Empty:\r\n\r\n");
            String head = client.head();
            int length = Integer.parseInt(head.replaceAll("(?s).*Content-Length: ([0-9]+).*", "$1"));
            assertThat(new String(client.bytes(length), StandardCharsets.UTF_8))
                    .isEqualTo(
                            "GET " + target.replace("?x", " x") + "\nhost: x:80\nx-two: b  B\nx-one: c\nx-two: a\n"
                                    + "accept-encoding: GZIP\ncontent-type: Text/Plain;Charset=UTF-8\nx-utf: \u00e4\nx-empty: \nsecure: false");
        }
    }

    @Test
    void trailersAreBounded() throws IOException {
        try (RawClient client = new RawClient(server)) {
            client.send("POST /echo HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n");
            client.send("X-Many: a\r\n".repeat(3_500) + "\r\n");
            assertThat(client.head()).startsWith("HTTP/1.1 400 ");
        }
    }

    @Test
    void requestsInOneGoAreAnsweredInTheirOrder() throws IOException {
        try (RawClient client = new RawClient(server)) {
            StringBuilder all = new StringBuilder();
            for (int i = 1; i <= 50; i++) {
                all.append("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n")
                        .append(10 + i);
            }
            client.send(all.toString());
            for (int i = 1; i <= 50; i++) {
                assertThat(client.head()).startsWith("HTTP/1.1 200 ");
                assertThat(client.text(2)).isEqualTo(Integer.toString(10 + i));
            }
        }
    }

    @Test
    void aConnectionEndsWhereTheClientSaysSo() throws IOException {
        try (RawClient client = new RawClient(server)) {
            client.send("GET /make-long/2 HTTP/1.1\r\nHost: x\r\nConnection: x, Close\r\n\r\n");
            assertThat(new String(client.rest(), StandardCharsets.US_ASCII))
                    .contains("Connection: close\r\n")
                    .endsWith("\r\n\r\nxx");
        }
    }

    @Test
    void aStreamThatNobodyReadsEndsTheConnectionBehindTheAnswer() throws IOException {
        try (RawClient client = new RawClient(server)) {
            client.send("POST /unread HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000000\r\n\r\nabc");
            assertThat(client.head()).startsWith("HTTP/1.1 200 ").contains("Connection: close\r\n");
            assertThat(client.text(6)).isEqualTo("unread");
            assertThat(client.rest()).isEmpty();
        }
    }

    @Test
    void anAnswerThatFailsMidwayHasNoEnd() throws IOException {
        try (RawClient client = new RawClient(server)) {
            client.send("GET /break/10 HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(client.head()).contains("Transfer-Encoding: chunked\r\n");
            assertThat(new String(client.rest(), StandardCharsets.US_ASCII))
                    .startsWith("A\r\nxxxxxxxxxx")
                    .doesNotContain("0\r\n\r\n");
        }
    }

    @Test
    void aStreamWithoutBytesIsAnEmptyBody() throws IOException {
        try (RawClient client = new RawClient(server)) {
            client.send("GET /make/0 HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(client.head()).contains("Content-Length: 0\r\n").doesNotContain("chunked");
        }
    }

    @Test
    void aChunkIsWholeBeforeTheNextIsMade() throws IOException {
        try (RawClient client = new RawClient(server)) {
            client.send("GET /break/10 HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(client.head()).contains("Connection: close\r\n");
            assertThat(client.rest()).asString(StandardCharsets.US_ASCII).isEqualTo("A\r\nxxxxxxxxxx\r\n");
        }
    }

    @Test
    void anAnswerLeavesWithEachWrite() throws IOException {
        try (RawClient client = new RawClient(server)) {
            client.send("GET /make/10000 HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(client.head()).contains("chunked");
            assertThat(client.text(6)).isEqualTo("2000\r\n");
            assertThat(client.bytes(8192)).hasSize(8192);
            assertThat(client.text(7)).isEqualTo("\r\n710\r\n");
        }
    }

    /// `|` stands for a line's end.
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "400; GET / HTTP/1.1 |Host: x||",
                "400; GET /a#b HTTP/1.1|Host: x||",
                "400; G@T / HTTP/1.1|Host: x||",
                "400; GET / HTTP/1.1|Host: x|Host: y||",
                "400; GET / HTTP/1.1|Host:||",
                "400; GET / HTTP/1.1|Host: x| folded: y||",
                "400; GET / HTTP/1.1|Host : x||",
                "400; POST / HTTP/1.1|Host: x|Content-Length: 1, 1||a",
                "400; POST / HTTP/1.1|Host: x|Transfer-Encoding: chunked, chunked||0||",
                "400; POST / HTTP/1.1|Host: x|Transfer-Encoding: chunked|Transfer-Encoding: chunked||0||",
                "400; POST / HTTP/1.1|Host: x|Transfer-Encoding: chunked||5|helloX|0||",
                "400; POST / HTTP/1.1|Host: x|Transfer-Encoding: chunked||0x5|hello|0||",
                "426; GET / HTTP/2.0|Host: x||",
            })
    void whatCouldBeReadInTwoWaysIsRefused(int status, String request) throws IOException {
        try (RawClient client = new RawClient(server)) {
            client.send(request.replace("|", "\r\n"));
            assertThat(client.head()).startsWith("HTTP/1.1 " + status + " ");
            assertThat(client.rest()).isEmpty();
        }
        try (RawClient client = new RawClient(server)) {
            client.send("GET / HTTP/1.1\nHost: x\n\n");
            assertThat(client.head()).startsWith("HTTP/1.1 400 ");
        }
    }

    @Test
    void aServerThatStopsAnswersWhatIsUnderWay() throws Exception {
        EchoHandler handler = new EchoHandler();
        HttpServer stopping = new HttpServer("127.0.0.1", 0, HttpLimits.DEFAULT, handler, null);
        stopping.start();
        try (RawClient idle = new RawClient(stopping);
                RawClient busy = new RawClient(stopping)) {
            busy.send("GET /wait HTTP/1.1\r\nHost: x\r\n\r\n");
            handler.waiting.await();
            Thread stop = Thread.ofVirtual().start(stopping::close);
            assertThat(idle.rest()).isEmpty();
            assertThat(busy.isSilentFor(QUIET)).isTrue();
            handler.goOn.countDown();
            assertThat(busy.head()).startsWith("HTTP/1.1 200 ").contains("Connection: close\r\n");
            stop.join();
        }
    }

    @Test
    void aLargeUploadIsNotHeldInMemory() throws Exception {
        int mebibytes = 64;
        byte[] piece = new byte[1 << 20];
        Arrays.fill(piece, (byte) 'x');
        long before = usedBytes();
        long most = 0;
        try (RawClient client = new RawClient(server)) {
            client.send("POST /stream HTTP/1.1\r\nHost: x\r\nContent-Length: " + (long) mebibytes * piece.length
                    + "\r\n\r\n");
            for (int i = 0; i < mebibytes; i++) {
                client.send(piece);
                if (i % 8 == 7) {
                    most = Math.max(most, usedBytes() - before);
                }
            }
            client.head();
            assertThat(client.text(8)).isEqualTo(Long.toString((long) mebibytes * piece.length));
        }
        assertThat(most).isLessThan(16L << 20);
    }

    private static long usedBytes() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
