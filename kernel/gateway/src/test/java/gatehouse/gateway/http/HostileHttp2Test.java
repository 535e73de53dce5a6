package gatehouse.gateway.http;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.gateway.http.RawHttp2Client.Frame;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// HTTP/2 clients that flood, stall or lie: their stream or connection ends, and the others are served.
final class HostileHttp2Test {
    private static final Duration IDLE = Duration.ofSeconds(1);
    /// So many bodies whose first bytes have come hold all that bodies may hold.
    private static final int LARGE_BODIES_MAX = 4;

    private static final HttpLimits LIMITS =
            new HttpLimits(1 << 20, 32 << 10, 200, 10, LARGE_BODIES_MAX << 16, IDLE, IDLE, Duration.ofSeconds(2));

    /// With which code, or without any, a connection ends whose client goes too far.
    private static final Set<Integer> ENDED = Set.of(-1, Http2Error.PROTOCOL, Http2Error.ENHANCE_YOUR_CALM);

    private final EchoHandler handler = new EchoHandler();
    private final HttpServer server = new HttpServer("127.0.0.1", 0, LIMITS, handler, null);

    @BeforeEach
    void start() {
        server.start();
    }

    @AfterEach
    void stop() throws IOException {
        othersAreServed();
        handler.goOn.countDown();
        server.close();
    }

    @Test
    void requestsThatAreTakenBackAtOnceEndTheConnection() throws IOException {
        ByteArrayOutputStream flood = new ByteArrayOutputStream();
        for (int stream = 1; stream < 20_000; stream += 2) {
            flood.writeBytes(Http2Frame.of(
                    Http2Frame.HEADERS,
                    Http2Frame.END_HEADERS | Http2Frame.END_STREAM,
                    stream,
                    RawHttp2Client.request("GET", "/wait")));
            flood.writeBytes(Http2Frame.ofInt(Http2Frame.RST_STREAM, stream, Http2Error.CANCEL));
        }
        try (RawHttp2Client client = new RawHttp2Client(server)) {
            sendWhatIsTaken(client, flood.toByteArray());
            assertThat(client.goAway()).isIn(ENDED);
        }
    }

    @Test
    void aHeaderBlockWithoutEndEndsTheConnection() throws IOException {
        byte[] piece = new byte[1_000];
        for (byte[] each : List.of(piece, new byte[0])) {
            try (RawHttp2Client client = new RawHttp2Client(server)) {
                client.send(Http2Frame.HEADERS, 0, 1, RawHttp2Client.request("GET", "/"));
                ByteArrayOutputStream flood = new ByteArrayOutputStream();
                for (int i = 0; i < 10_000; i++) {
                    flood.writeBytes(Http2Frame.of(Http2Frame.CONTINUATION, 0, 1, each));
                }
                sendWhatIsTaken(client, flood.toByteArray());
                assertThat(client.goAway()).isIn(ENDED);
            }
        }
    }

    @Test
    void aSmallBlockThatNamesManyLargeFieldsIsTooLarge() throws IOException {
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        block.writeBytes(RawHttp2Client.request("GET", "/head"));
        block.writeBytes(new byte[] {0x40, 1, 'a', 0x7f, (byte) (0x80 | (3_900 - 127) % 128), (3_900 - 127) / 128});
        block.writeBytes("v".repeat(3_900).getBytes(StandardCharsets.US_ASCII));
        for (int i = 0; i < 12_000; i++) {
            block.write(0x80 | 62);
        }
        try (RawHttp2Client client = new RawHttp2Client(server)) {
            client.send(Http2Frame.HEADERS, Http2Frame.END_HEADERS | Http2Frame.END_STREAM, 1, block.toByteArray());
            Frame answer = client.next(each -> each.stream() == 1 || each.type() == Http2Frame.GOAWAY);
            assertThat(requireNonNull(answer).isRefusal()).isTrue();
        }
    }

    @Test
    void moreRequestsThanAllowedAtOnceAreRefusedAndTheOthersAnswered() throws IOException {
        try (RawHttp2Client client = new RawHttp2Client(server)) {
            for (int stream = 1; stream <= 2 * LIMITS.streamsMax() + 1; stream += 2) {
                client.get(stream, "/wait");
            }
            int refused = 2 * LIMITS.streamsMax() + 1;
            assertThat(requireNonNull(client.next(each -> each.isReset(refused)))
                            .code())
                    .isEqualTo(Http2Error.REFUSED_STREAM);
            handler.goOn.countDown();
            assertThat(client.next(each -> each.endsStream(refused - 2))).isNotNull();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {Http2Frame.PING, Http2Frame.SETTINGS, Http2Frame.PRIORITY, 0x77})
    void floodsOfControlFramesEndTheConnection(int type) throws IOException {
        int length = type == Http2Frame.PING ? 8 : type == Http2Frame.PRIORITY ? 5 : 0;
        ByteArrayOutputStream flood = new ByteArrayOutputStream();
        for (int i = 0; i < 5_000; i++) {
            flood.writeBytes(Http2Frame.of(type, 0, 0, new byte[length]));
        }
        try (RawHttp2Client client = new RawHttp2Client(server)) {
            sendWhatIsTaken(client, flood.toByteArray());
            assertThat(client.goAway()).isIn(ENDED);
        }
    }

    @Test
    void aFrameThatDoesNotArriveInTimeEndsTheConnection() throws IOException {
        try (RawHttp2Client silent = new RawHttp2Client(server);
                RawHttp2Client half = new RawHttp2Client(server)) {
            half.sendRaw(new byte[] {0, 0, 100, 1, 4, 0, 0, 0, 1, 5});
            assertThat(half.goAway()).isIn(-1, Http2Error.NO_ERROR);
            assertThat(silent.goAway()).isIn(-1, Http2Error.NO_ERROR);
        }
    }

    @Test
    void aBodyThatDoesNotArriveEndsItsStreamAloneAndGivesBackWhatItHeld() throws IOException {
        for (String path : new String[] {"/echo", "/stream"}) {
            try (RawHttp2Client client = new RawHttp2Client(server)) {
                for (int i = 0; i < LARGE_BODIES_MAX; i++) {
                    client.post(2 * i + 1, path).send(Http2Frame.DATA, 0, 2 * i + 1, (byte) 'a');
                }
                client.get(101, "/make-long/3");
                assertThat(client.next(each -> each.endsStream(101))).isNotNull();
                assertThat(client.next(each -> each.isReset(1))).isNotNull();
                client.get(103, "/make-long/3");
                assertThat(client.next(each -> each.endsStream(103))).isNotNull();
            }
        }
    }

    @Test
    void clientsThatLeaveWithinTheirBodiesGiveBackWhatTheyHeld() throws IOException {
        for (int i = 0; i < 3 * LARGE_BODIES_MAX; i++) {
            try (RawHttp2Client client = new RawHttp2Client(server)) {
                client.post(1, "/echo").send(Http2Frame.DATA, 0, 1, (byte) 'a');
                client.get(3, "/make-long/3");
                assertThat(client.next(each -> each.endsStream(3))).isNotNull();
                client.send(Http2Frame.RST_STREAM, 0, 1, (byte) 0, (byte) 0, (byte) 0, (byte) 8);
            }
        }
    }

    @Test
    void anAnswerThatIsNotTakenEndsItsStreamAlone() throws IOException {
        byte[] noRoom = ByteBuffer.allocate(6)
                .putShort((short) Http2Frame.SETTING_WINDOW_BYTES)
                .putInt(0)
                .array();
        try (RawHttp2Client client = new RawHttp2Client(server, noRoom)) {
            client.get(1, "/make/100000").get(3, "/nothing");
            assertThat(client.next(each -> each.endsStream(3))).isNotNull();
            assertThat(requireNonNull(client.next(each -> each.isReset(1))).code())
                    .isEqualTo(Http2Error.CANCEL);
        }
    }

    @Test
    void connectionsThatReadNothingAreCutOff() throws IOException {
        List<RawHttp2Client> greedy = new ArrayList<>();
        byte[] muchRoom = ByteBuffer.allocate(6)
                .putShort((short) Http2Frame.SETTING_WINDOW_BYTES)
                .putInt(Integer.MAX_VALUE)
                .array();
        try {
            for (int i = 0; i < 20; i++) {
                RawHttp2Client client = new RawHttp2Client(server, muchRoom);
                client.sendRaw(Http2Frame.ofInt(Http2Frame.WINDOW_UPDATE, 0, 1 << 30));
                client.get(1, "/make/100000000").get(3, "/make/100000000");
                greedy.add(client);
            }
            othersAreServed();
        } finally {
            for (RawHttp2Client each : greedy) {
                each.close();
            }
        }
    }

    @Test
    void aStreamThatFailsMidwayIsReset() throws IOException {
        try (RawHttp2Client client = new RawHttp2Client(server)) {
            client.get(1, "/break/10").get(3, "/make-long/3");
            assertThat(requireNonNull(client.next(each -> each.isReset(1))).code())
                    .isNotEqualTo(Http2Error.NO_ERROR);
        }
    }

    @Test
    void aBodyOfAnotherLengthThanAnnouncedIsNotTaken() throws IOException {
        try (RawHttp2Client client = new RawHttp2Client(server)) {
            client.post(1, "/stream", "content-length", "2")
                    .send(Http2Frame.DATA, 0, 1, "abc".getBytes(StandardCharsets.US_ASCII));
            assertThat(client.next(each -> each.isReset(1))).isNotNull();
            client.post(3, "/stream", "content-length", "5")
                    .send(Http2Frame.DATA, Http2Frame.END_STREAM, 3, "abc".getBytes(StandardCharsets.US_ASCII));
            assertThat(client.next(each -> each.isReset(3))).isNotNull();
        }
    }

    @Test
    void aStreamThatNobodyReadsIsResetBehindItsAnswer() throws IOException {
        try (RawHttp2Client client = new RawHttp2Client(server)) {
            client.post(1, "/unread");
            assertThat(client.next(each -> each.endsStream(1))).isNotNull();
            assertThat(requireNonNull(client.next(each -> each.isReset(1))).code())
                    .isEqualTo(Http2Error.NO_ERROR);
        }
    }

    @Test
    void trailersEndABody() throws IOException {
        try (RawHttp2Client client = new RawHttp2Client(server)) {
            client.post(1, "/echo").send(Http2Frame.DATA, 0, 1, "hi".getBytes(StandardCharsets.US_ASCII));
            client.send(
                    Http2Frame.HEADERS,
                    Http2Frame.END_HEADERS | Http2Frame.END_STREAM,
                    1,
                    RawHttp2Client.fields("x-checksum", "abc"));
            Frame data = requireNonNull(client.next(each -> each.type() == Http2Frame.DATA));
            assertThat(new String(data.payload(), StandardCharsets.US_ASCII)).isEqualTo("hi");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                ":method GET :scheme http :authority x",
                ":method GET :scheme http :path / :path / :authority x",
                ":method GET :scheme http :path / a b :authority x",
                ":method GET :scheme http :path / :authority x A b",
                ":method GET :scheme http :path / :authority x connection close",
                ":method GET :scheme http :path / :authority x transfer-encoding chunked",
                ":method GET :scheme http :path / :authority x host y",
                ":method GET :scheme http :path / :authority x :status 200",
                ":method GET :scheme http :path http://x/ :authority x",
                ":method GET :scheme http :path / :authority x content-length 5",
                ":method GET :scheme http :path /",
            })
    void malformedRequestsAreRefused(String fields) throws IOException {
        try (RawHttp2Client client = new RawHttp2Client(server)) {
            client.send(
                    Http2Frame.HEADERS,
                    Http2Frame.END_HEADERS | Http2Frame.END_STREAM,
                    1,
                    RawHttp2Client.fields(fields.split(" ")));
            Frame answer = client.next(each -> each.stream() == 1 || each.type() == Http2Frame.GOAWAY);
            assertThat(requireNonNull(answer).isRefusal()).isTrue();
        }
    }

    @Test
    void framesThatCannotBeEndTheConnection() throws IOException {
        expectGoAway(Http2Error.FRAME_SIZE, new byte[] {0, 0x40, 1, 0, 0, 0, 0, 0, 1});
        expectGoAway(Http2Error.PROTOCOL, Http2Frame.of(Http2Frame.DATA, 0, 1, new byte[1]));
        expectGoAway(Http2Error.PROTOCOL, Http2Frame.of(Http2Frame.HEADERS, Http2Frame.END_HEADERS, 2, new byte[0]));
        expectGoAway(Http2Error.PROTOCOL, Http2Frame.of(Http2Frame.CONTINUATION, 0, 1, new byte[0]));
        expectGoAway(Http2Error.INTERNAL, Http2Frame.of(Http2Frame.PUSH_PROMISE, 0, 1, new byte[4]));
        expectGoAway(
                Http2Error.COMPRESSION,
                Http2Frame.of(Http2Frame.HEADERS, 4, 1, new byte[] {(byte) 0xff, -1, -1, -1, -1, -1}));
        expectGoAway(Http2Error.PROTOCOL, Http2Frame.of(Http2Frame.HEADERS, Http2Frame.PADDED, 1, new byte[] {9, 0}));
        expectGoAway(Http2Error.PROTOCOL, Http2Frame.ofInt(Http2Frame.WINDOW_UPDATE, 0, 0));
        expectGoAway(Http2Error.FLOW_CONTROL, Http2Frame.ofInt(Http2Frame.WINDOW_UPDATE, 0, Integer.MAX_VALUE));
        expectGoAway(Http2Error.FRAME_SIZE, Http2Frame.of(Http2Frame.PING, 0, 0, new byte[7]));
    }

    private void expectGoAway(int code, byte[] frame) throws IOException {
        try (RawHttp2Client client = new RawHttp2Client(server)) {
            client.sendRaw(frame);
            assertThat(client.goAway()).isEqualTo(code);
        }
    }

    /// The server may have closed the connection before all was sent.
    private static void sendWhatIsTaken(RawHttp2Client client, byte[] bytes) {
        try {
            client.sendRaw(bytes);
        } catch (IOException _) {
            // What the test looks for.
        }
    }

    private void othersAreServed() throws IOException {
        try (RawClient http1 = new RawClient(server);
                RawHttp2Client http2 = new RawHttp2Client(server)) {
            String body = "a".repeat(20_000);
            http1.send("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 20000\r\n\r\n" + body);
            assertThat(http1.head()).startsWith("HTTP/1.1 200 ");
            http2.get(1, "/make-long/3");
            assertThat(http2.next(each -> each.endsStream(1))).isNotNull();
        }
    }
}
