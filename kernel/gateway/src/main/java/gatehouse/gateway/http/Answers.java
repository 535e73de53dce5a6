package gatehouse.gateway.http;

import gatehouse.wire.http.HttpResponse;
import gatehouse.wire.http.HttpResponse.Streamed;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Blocker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends an answer, whichever version of HTTP carries it.
final class Answers {
    private static final Logger LOG = LoggerFactory.getLogger(Answers.class);
    private static final long UNKNOWN = -1;
    private static final int NO_CONTENT = 204;
    private static final int NOT_MODIFIED = 304;

    private final String method;
    private final HttpResponse answer;
    private final Response response;

    /// The answer to a request of that method.
    Answers(String method, HttpResponse answer, Response response) {
        this.method = method;
        this.answer = answer;
        this.response = response;
    }

    /// Sends it and ends the exchange. Where a streamed answer fails midway and cannot say so, its connection or HTTP/2
    /// stream is cut off; what cannot be an answer becomes an internal error.
    void send(Ending ending) {
        try {
            send(ending, length());
        } catch (IOException e) {
            LOG.error("an answer cannot be sent", e);
            ending.failed(e);
        }
    }

    private void send(Ending ending, long length) throws IOException {
        response.setStatus(answer.status());
        HttpFields.Mutable fields = response.getHeaders();
        for (int i = 0; i < answer.headers().size(); i++) {
            String name = answer.headers().name(i);
            if (!isOwn(name)) {
                fields.add(name, value(i));
            }
        }
        if (length != UNKNOWN) {
            fields.put(HttpHeader.CONTENT_LENGTH, length);
        }
        Streamed streamed = answer.streamed();
        if (isBodiless()) {
            response.write(true, null, ending);
        } else if (streamed == null) {
            response.write(true, ByteBuffer.wrap(answer.body()), ending);
        } else {
            stream(streamed, new Counted(ending, length));
        }
    }

    private void stream(Streamed streamed, Counted out) {
        out.ending.making();
        try {
            write(streamed, out);
            out.end();
        } catch (IOException | RuntimeException e) {
            out.ending.failed(e);
        }
    }

    private static void write(Streamed streamed, OutputStream out) throws IOException {
        try {
            streamed.writeTo(out);
        } catch (IOException | RuntimeException e) {
            if (e instanceof RuntimeException) {
                LOG.error("an answer failed while it was being sent", e);
            }
            if (!streamed.writeFailure(out)) {
                throw e;
            }
        }
    }

    /// Whether it ends with its head (RFC 9110, section 6.4.1).
    private boolean isBodiless() {
        return method.equals("HEAD") || answer.status() == NO_CONTENT || answer.status() == NOT_MODIFIED;
    }

    /// How many bytes the body has, would have for a GET where the request is a HEAD, or [#UNKNOWN].
    private long length() throws IOException {
        boolean announced = answer.streamed() != null || (method.equals("HEAD") && answer.body().length == 0);
        String declared = announced ? answer.headers().first("content-length") : null;
        if (declared != null) {
            return Framing.length(declared);
        }
        return answer.streamed() != null || answer.status() == NO_CONTENT || answer.status() == NOT_MODIFIED
                ? UNKNOWN
                : answer.body().length;
    }

    /// Whether the server itself says this of an answer, and the answer must not.
    private static boolean isOwn(String name) {
        return switch (name) {
            case "content-length", "transfer-encoding", "connection", "date" -> true;
            default -> false;
        };
    }

    /// A field's value in UTF-8, if no client can take it for more than one field.
    ///
    /// @throws IOException where it holds control characters: whoever made it did not check what it took in
    private String value(int i) throws IOException {
        String value = answer.headers().value(i);
        if (!Fields.isValue(value) || !Fields.isToken(answer.headers().name(i))) {
            throw new IOException("the answer's field " + i + " holds what no field can");
        }
        return Fields.isAscii(value)
                ? value
                : new String(value.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    /// Takes no more bytes than were announced; each write leaves at once.
    private final class Counted extends OutputStream {
        private final Blocker.Shared blocking = new Blocker.Shared();
        private final Ending ending;
        private final long announced;
        private boolean chunked;
        private long written;

        private Counted(Ending ending, long announced) {
            this.ending = ending;
            this.announced = announced;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            written += length;
            if (announced != UNKNOWN && written > announced) {
                throw new IOException("the answer is longer than announced");
            }
            if (length > 0) {
                begin();
                leave(chunked ? Chunks.chunk(bytes, offset, length) : ByteBuffer.wrap(bytes, offset, length));
            }
        }

        /// Sends the head, if nothing has been written yet.
        @Override
        public void flush() throws IOException {
            if (!response.isCommitted()) {
                begin();
                leave(ByteBuffer.allocate(0));
            }
        }

        /// Comes before the head leaves. An answer that ends without a byte is not framed: its length is known then.
        private void begin() {
            if (announced == UNKNOWN && !response.isCommitted()) {
                chunked = Chunks.frame(response);
            }
        }

        private void leave(ByteBuffer bytes) throws IOException {
            ending.answering();
            try (Blocker.Callback left = blocking.callback()) {
                response.write(false, bytes, left);
                left.block();
            }
            ending.making();
        }

        private void end() throws IOException {
            if (announced != UNKNOWN && written != announced) {
                throw new IOException("the answer is shorter than announced");
            }
            ending.answering();
            response.write(true, chunked ? Chunks.last() : null, ending);
        }
    }
}
