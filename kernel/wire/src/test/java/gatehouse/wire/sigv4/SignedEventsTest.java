package gatehouse.wire.sigv4;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gatehouse.wire.buffer.GrowableBytes;
import gatehouse.wire.eventstream.HeaderValue;
import gatehouse.wire.eventstream.MalformedMessageException;
import gatehouse.wire.eventstream.Message;
import gatehouse.wire.eventstream.MessageReader;
import gatehouse.wire.eventstream.MessageWriter;
import gatehouse.wire.http.Headers;
import gatehouse.wire.http.HttpRequest;
import gatehouse.wire.http.RejectedBodyException;
import gatehouse.wire.protocol.Protocol.Family;
import gatehouse.wire.shape.Blob;
import gatehouse.wire.sigv4.SignatureV4.CredentialScope;
import gatehouse.wire.sigv4.Signer.Credentials;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class SignedEventsTest {
    private static final Credentials CREDENTIALS = new Credentials("AKIDEXAMPLE", "secret", null);
    private static final Instant START = Instant.parse("2026-01-01T23:59:58Z");
    private static final SigningKeys KEYS = new SigningKeys(10);

    /// The vector's text is that of AWS's own client.
    ///
    /// Source: smithy-rs, aws/rust-runtime/aws-sigv4/src/event_stream.rs
    @Test
    void whatIsSignedIsWhatAwsClientsSign() {
        String stringToSign = """
                AWS4-HMAC-SHA256-PAYLOAD
                19731129T213309Z
                19731129/us-east-1/testservice/aws4_request
                be1f8c7d79ef8e1abc5254a2c70e4da3bfaf4f07328f527444e1fc6ea67273e2
                0c0e3b3bf66b59b976181bd7d401927bbd624107303c713fd1e5f3d3c8dd1b1e
                f2eba0f2e95967ee9fbc6db5e678d2fd599229c0d04b11e4fc8e0f2a02a806c6""";
        Instant at = Instant.ofEpochSecond(123_456_789);
        SignatureV4 request =
                signature("testservice", at, "be1f8c7d79ef8e1abc5254a2c70e4da3bfaf4f07328f527444e1fc6ea67273e2");
        byte[] event = MessageWriter.write(new Message(
                Map.of("some-header", new HeaderValue.Text("value")), "test payload".getBytes(StandardCharsets.UTF_8)));
        String hex = Signer.signature(new GrowableBytes(0).put(stringToSign), request, CREDENTIALS);
        Verifier verifier = new Verifier(request, KEYS, CREDENTIALS.secretAccessKey(), new Sha256());
        assertThat(new EventSignatures(verifier).accepts(signed(at, event, hex)))
                .isTrue();
        assertThat(new EventSignatures(verifier).accepts(signed(at.plusSeconds(1), event, hex)))
                .isFalse();
        assertThat(new EventSignatures(verifier).accepts(new Message(Map.of(), event)))
                .isFalse();
    }

    @Test
    void theEventsOfASignedRequestAreReadAcrossMidnight() throws Exception {
        assertThat(read(messages -> messages)).isEqualTo(List.of("one", "two", "three"));
    }

    @Test
    void aStreamMustEndWithItsLastSignature() {
        assertThatThrownBy(() -> read(messages -> messages.subList(0, 3)))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessage("The stream ends without its last signature");
        assertThatThrownBy(() -> read(messages ->
                        List.of(messages.get(0), messages.get(1), messages.get(2), messages.get(3), messages.get(3))))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessage("A message follows the last one");
    }

    @Test
    void messagesThatAreLeftOutDoubledMovedOrChangedAreRefused() {
        assertRefused(messages -> messages.subList(1, 4));
        assertRefused(messages -> List.of(messages.get(0), messages.get(2), messages.get(3)));
        assertRefused(messages -> List.of(messages.get(0), messages.get(0), messages.get(1)));
        assertRefused(messages -> List.of(messages.get(1), messages.get(0)));
        Message forged = new Message(Map.of(), MessageWriter.write(event("four")));
        assertRefused(messages -> List.of(messages.get(0), forged));
        assertRefused(messages -> List.of(new Message(messages.get(0).headers(), MessageWriter.write(event("other")))));
        Map<String, HeaderValue> more = new LinkedHashMap<>();
        more.put("role", new HeaderValue.Text("admin"));
        assertRefused(messages -> {
            more.putAll(messages.getFirst().headers());
            return List.of(new Message(more, messages.getFirst().payload()));
        });
    }

    @Test
    void aRequestThatTakesNoStreamTakesNoEvents() {
        HttpRequest request = Signer.sign(request(null), CREDENTIALS, "us-east-1", "chat", START);
        assertThatThrownBy(() -> verified(request)).isInstanceOf(AuthenticationFailure.class);
    }

    private static void assertRefused(UnaryOperator<List<Message>> change) {
        assertThatThrownBy(() -> read(change))
                .isInstanceOf(RejectedBodyException.class)
                .hasCauseInstanceOf(AuthenticationFailure.class);
    }

    /// The payloads of three events, which a client has signed and `change` has changed on their way.
    private static List<String> read(UnaryOperator<List<Message>> change) throws Exception {
        HttpRequest signed =
                Signer.sign(request(InputStream.nullInputStream()), CREDENTIALS, "us-east-1", "chat", START);
        SignatureV4 seed = SignatureV4.parse(signed);
        List<Message> messages = change.apply(chain(seed.signature()));
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (Message each : messages) {
            body.write(MessageWriter.write(each));
        }
        InputStream stream = new ByteArrayInputStream(body.toByteArray());
        HttpRequest checked = verified(signed.with(signed.headers(), stream));
        try (InputStream in = Objects.requireNonNull(checked.stream())) {
            return payloads(in);
        }
    }

    private static List<String> payloads(InputStream in) throws IOException {
        MessageReader reader = new MessageReader(in);
        List<String> payloads = new ArrayList<>();
        for (Message each = reader.next(); each != null; each = reader.next()) {
            payloads.add(new String(each.payload(), StandardCharsets.UTF_8));
        }
        return payloads;
    }

    private static HttpRequest verified(HttpRequest request) throws AuthenticationFailure {
        SignatureRules rules = SignatureRules.ordinary(Family.REST_JSON, Duration.ofMinutes(5));
        return SignatureV4.parse(request).verify(request, KEYS, CREDENTIALS.secretAccessKey(), START, rules);
    }

    private static HttpRequest request(@Nullable InputStream stream) {
        return new HttpRequest(
                "POST",
                "/chat",
                "",
                Headers.of("host", "chat.amazonaws.com", "x-amz-content-sha256", "STREAMING-AWS4-HMAC-SHA256-EVENTS"),
                new byte[0],
                stream,
                new HttpRequest.Connection("::1", true));
    }

    private static Message event(String payload) {
        return new Message(Map.of(), payload.getBytes(StandardCharsets.UTF_8));
    }

    /// Three events and the end, a second and a half apart, so that a day ends among them.
    private static List<Message> chain(String seed) {
        String previous = seed;
        Instant at = START;
        List<Message> chain = new ArrayList<>();
        for (byte[] payload : List.of(
                MessageWriter.write(event("one")),
                MessageWriter.write(event("two")),
                MessageWriter.write(event("three")),
                new byte[0])) {
            Message unsigned = new Message(Map.of(":date", new HeaderValue.Timestamp(at)), payload);
            Sha256 sha256 = new Sha256();
            SignatureV4 then = signature("chat", at, "");
            GrowableBytes out = new GrowableBytes(300).put("AWS4-HMAC-SHA256-PAYLOAD\n");
            out.put(SigningTime.basicFormat(at)).put('\n');
            out.put(SigningTime.date(at)).put("/us-east-1/chat/aws4_request\n");
            out.put(previous).put('\n');
            out.putHex(sha256.hash(MessageWriter.headers(unsigned))).put('\n');
            out.putHex(sha256.hash(payload));
            previous = Signer.signature(out, then, CREDENTIALS);
            chain.add(signed(at, payload, previous));
            at = at.plusMillis(1500);
        }
        return chain;
    }

    private static Message signed(Instant at, byte[] payload, String hex) {
        Map<String, HeaderValue> headers = new LinkedHashMap<>();
        headers.put(":date", new HeaderValue.Timestamp(at));
        headers.put(
                ":chunk-signature",
                new HeaderValue.Bytes(Blob.owning(HexFormat.of().parseHex(hex))));
        return new Message(headers, payload);
    }

    private static SignatureV4 signature(String service, Instant at, String signature) {
        return new SignatureV4(
                SigningAlgorithm.HMAC,
                Placement.HEADER,
                CREDENTIALS.accessKeyId(),
                new CredentialScope(SigningTime.date(at), "us-east-1", service),
                List.of("host"),
                signature,
                at,
                null,
                null);
    }
}
