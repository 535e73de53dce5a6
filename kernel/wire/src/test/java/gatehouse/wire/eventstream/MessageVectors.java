package gatehouse.wire.eventstream;

import gatehouse.wire.shape.Blob;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// Messages in both forms, as AWS's own clients test theirs.
///
/// Source: botocore, tests/unit/test_eventstream.py; amazon-transcribe-streaming-sdk, tests/unit/test_eventstream.py
final class MessageVectors {
    private MessageVectors() {}

    record Vector(String hex, Message message) {
        byte[] bytes() {
            return HexFormat.of().parseHex(hex);
        }
    }

    static List<Vector> all() {
        String json = "{'foo':'bar'}";
        return List.of(
                vector("0000001000000000 05c248eb 7d98c8ff", "", new LinkedHashMap<>()),
                vector("0000001c00000000 c032a5ea 74657374207061796c6f6164 073645f9", "test payload", Map.of()),
                vector("0000001d00000000 fd528c5a 7b27666f6f273a27626172277d c3653936", json, Map.of()),
                vector(
                        "0000003d00000020 07fd8396 0c636f6e74656e742d74797065 070010 6170706c69636174696f6e2f6a736f6e"
                                + "7b27666f6f273a27626172277d 8d9c08b1",
                        json,
                        Map.of("content-type", text("application/json"))),
                one("0000001600000006 63e1187e 0474727565 00 f1e7bcd7", "true", new HeaderValue.Bool(true)),
                one("0000001700000007 29860158 0566616c7365 01 52317ef4", "false", new HeaderValue.Bool(false)),
                one("0000001700000007 29860158 0462797465 02ff c2f869dc", "byte", new HeaderValue.Int8((byte) -1)),
                one("0000001900000009 710e923e 0573686f7274 03ffff b27cb6cc", "short", new HeaderValue.Int16((short)
                        -1)),
                one(
                        "0000001d0000000d 83e3f0e7 07696e7465676572 04ffffffff 8b8e12eb",
                        "integer",
                        new HeaderValue.Int32(-1)),
                one(
                        "0000001e0000000e 5d4adb8d 046c6f6e67 05ffffffffffffffff 4bc232da",
                        "long",
                        new HeaderValue.Int64(-1)),
                one("0000001d0000000d 83e3f0e7 056279746573 060004deadbeef 9aab4b20", "bytes", bytes(new byte[] {
                    (byte) 0xDE, (byte) 0xAD, (byte) 0xBE, (byte) 0xEF
                })),
                one("0000002000000010 b954e009 06737472696e67 070006666f6f626172 4cc53328", "string", text("foobar")),
                one(
                        "0000002300000013 67fdcb63 0974696d657374616d70 0800000172eebc27a6 d4445e11",
                        "timestamp",
                        new HeaderValue.Timestamp(Instant.parse("2020-06-26T03:46:47.846Z"))),
                one(
                        "0000002600000016 df77b09c 0475756964 09deadbeefdeadbeefdeadbeefdeadbeef b167d47b",
                        "uuid",
                        new HeaderValue.Uuid(UUID.fromString("deadbeef-dead-beef-dead-beefdeadbeef"))),
                vector(
                        "0000006200000052 03b5cb9c 013000 013101 01320202 0133030003 01340400000004"
                                + "0135050000000000000005 01360600056279746573 013707000475746638"
                                + "0138080000000000000008 013909 30313233343536373839616263646566 63353671",
                        "",
                        everyType()),
                vector(
                        "0000005200000042 bf23637e 0d3a6d6573736167652d74797065 0700056572726f72"
                                + "0b3a6572726f722d636f6465 070004636f6465"
                                + "0e3a6572726f722d6d657373616765 0700076d657373616765 6b6cea3d",
                        "",
                        errorHeaders()));
    }

    /// Messages that are broken: lengths, checksums, a header twice.
    static List<String> broken() {
        return List.of(
                "0100001d00000000fd528c5a7b27666f6f273a27626172277dc3653936",
                "0000001d00000000fd528c5a7b27666f6f273a27626172278dc3653936",
                "0000003dff01020207fd83960c636f6e74656e742d747970650700106170706c69636174696f6e2f6a736f6e"
                        + "7b27666f6f273a27626172277d8d9c08b1",
                "0000003d0000002007fd83960c636f6e74656e742b747970650700106170706c69636174696f6e2f6a736f6e"
                        + "7b27666f6f273a27626172277d8d9c08b1",
                "00000024000000144bb982d0047465737404617364660474657374046173646633f47563");
    }

    private static Map<String, HeaderValue> everyType() {
        Map<String, HeaderValue> headers = new LinkedHashMap<>();
        headers.put("0", new HeaderValue.Bool(true));
        headers.put("1", new HeaderValue.Bool(false));
        headers.put("2", new HeaderValue.Int8((byte) 2));
        headers.put("3", new HeaderValue.Int16((short) 3));
        headers.put("4", new HeaderValue.Int32(4));
        headers.put("5", new HeaderValue.Int64(5));
        headers.put("6", bytes("bytes".getBytes(StandardCharsets.UTF_8)));
        headers.put("7", text("utf8"));
        headers.put("8", new HeaderValue.Timestamp(Instant.ofEpochMilli(8)));
        headers.put("9", new HeaderValue.Uuid(new UUID(0x3031323334353637L, 0x3839616263646566L)));
        return headers;
    }

    private static Map<String, HeaderValue> errorHeaders() {
        Map<String, HeaderValue> headers = new LinkedHashMap<>();
        headers.put(":message-type", text("error"));
        headers.put(":error-code", text("code"));
        headers.put(":error-message", text("message"));
        return headers;
    }

    private static Vector one(String hex, String header, HeaderValue value) {
        return vector(hex, "", Map.of(header, value));
    }

    private static Vector vector(String hex, String payload, Map<String, HeaderValue> headers) {
        return new Vector(hex.replace(" ", ""), new Message(headers, payload.getBytes(StandardCharsets.UTF_8)));
    }

    private static HeaderValue text(String value) {
        return new HeaderValue.Text(value);
    }

    private static HeaderValue bytes(byte[] value) {
        return new HeaderValue.Bytes(Blob.copyOf(value));
    }
}
