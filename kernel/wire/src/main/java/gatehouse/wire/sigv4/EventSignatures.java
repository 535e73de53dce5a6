package gatehouse.wire.sigv4;

import gatehouse.wire.buffer.GrowableBytes;
import gatehouse.wire.eventstream.HeaderValue;
import gatehouse.wire.eventstream.Message;
import gatehouse.wire.eventstream.MessageWriter;
import gatehouse.wire.sigv4.SignatureV4.CredentialScope;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/// The chain of signatures of a body that is events: each signs a message's date and payload and the signature before
/// it, the first the request's own. Each day has its key, however long the stream lasts.
///
/// Source: https://docs.aws.amazon.com/transcribe/latest/dg/streaming-http2.html
final class EventSignatures {
    private static final String DATE = ":date";
    private static final String SIGNATURE = ":chunk-signature";

    /// A message's date is near that of the request, however slow the clocks and however long the stream.
    private static final Duration BEFORE_MAX = Duration.ofMinutes(15);

    private static final Duration AFTER_MAX = Duration.ofDays(7);

    private final Verifier verifier;
    private String previous;

    EventSignatures(Verifier verifier) {
        this.verifier = verifier;
        this.previous = verifier.signature().signature();
    }

    boolean accepts(Message message) {
        Map<String, HeaderValue> signed = new LinkedHashMap<>(message.headers());
        if (!(signed.remove(SIGNATURE) instanceof HeaderValue.Bytes signature)
                || !(signed.get(DATE) instanceof HeaderValue.Timestamp date)
                || !isNear(date.value())) {
            return false;
        }
        SignatureV4 then = at(date.value());
        Sha256 sha256 = verifier.sha256();
        GrowableBytes out = StringToSign.putHead(new GrowableBytes(320), "-PAYLOAD", then);
        out.put(previous).put('\n');
        out.putHex(sha256.hash(MessageWriter.headers(new Message(signed, message.payload()))))
                .put('\n');
        out.putHex(sha256.hash(message.payload()));
        previous = HexFormat.of().formatHex(signature.value().bytesUncopied());
        return verifier.at(then).accepts(out, previous);
    }

    private boolean isNear(Instant date) {
        Instant start = verifier.signature().signedAt();
        return !date.isBefore(start.minus(BEFORE_MAX)) && !date.isAfter(start.plus(AFTER_MAX));
    }

    /// The request's signature as if it had been made at that time.
    private SignatureV4 at(Instant date) {
        SignatureV4 request = verifier.signature();
        CredentialScope scope = request.scope();
        return new SignatureV4(
                request.algorithm(),
                request.placement(),
                request.accessKeyId(),
                new CredentialScope(SigningTime.date(date), scope.region(), scope.service()),
                request.signedHeaders(),
                request.signature(),
                date,
                request.expires(),
                request.sessionToken());
    }
}
