package gatehouse.wire.sigv4;

import gatehouse.wire.eventstream.MalformedMessageException;
import gatehouse.wire.eventstream.Message;
import gatehouse.wire.eventstream.MessageReader;
import gatehouse.wire.http.RejectedBodyException;
import gatehouse.wire.protocol.Protocol.Family;
import gatehouse.wire.sigv4.AuthenticationFailure.Reason;
import java.io.IOException;
import java.io.InputStream;

/// The messages within a body of signed messages, of which none is handed on before its signature was checked. The
/// last has no payload; a body that ends without it was cut off.
final class SignedEventInput extends InputStream {
    private final InputStream in;
    private final MessageReader messages;
    private final EventSignatures signatures;
    private final Family family;
    private byte[] payload = {};
    private int at;
    private boolean ended;

    SignedEventInput(InputStream in, Verifier verifier, Family family) {
        this.in = in;
        this.messages = new MessageReader(in);
        this.signatures = new EventSignatures(verifier);
        this.family = family;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (at == payload.length && !ended) {
            nextMessage();
        }
        if (ended) {
            return -1;
        }
        int count = Math.min(length, payload.length - at);
        System.arraycopy(payload, at, bytes, offset, count);
        at += count;
        return count;
    }

    private void nextMessage() throws IOException {
        Message message = messages.next();
        if (message == null) {
            throw new MalformedMessageException("The stream ends without its last signature");
        }
        if (!signatures.accepts(message)) {
            AuthenticationFailure failure =
                    new AuthenticationFailure(Reason.MISMATCH, AuthenticationErrors.SIGNATURE_MISMATCH);
            throw new RejectedBodyException(AuthenticationErrors.of(failure, family), failure);
        }
        payload = message.payload();
        at = 0;
        if (payload.length == 0) {
            if (messages.next() != null) {
                throw new MalformedMessageException("A message follows the last one");
            }
            ended = true;
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
