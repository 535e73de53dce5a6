package gatehouse.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gatehouse.wire.eventstream.HeaderValue;
import gatehouse.wire.eventstream.Message;
import gatehouse.wire.eventstream.MessageReader;
import gatehouse.wire.eventstream.MessageWriter;
import gatehouse.wire.http.RejectedBodyException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.io.Content;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// How long a body may take, by a clock that moves only while the reader waits.
final class BodyTest {
    private static final long LIMIT = 100;
    private static final Message MESSAGE =
            new Message(Map.of(":event-type", new HeaderValue.Text("Word")), new byte[] {1, 2, 3});

    @Test
    void eachWholeMessageHasTheWholeTime() throws IOException {
        Body body = body(new Trickle(MessageWriter.write(MESSAGE), 90));
        body.paceBySteps();
        MessageReader messages = new MessageReader(body);
        for (int i = 0; i < 10; i++) {
            Message message = Objects.requireNonNull(messages.next());
            assertThat(message.payload()).isEqualTo(MESSAGE.payload());
        }
    }

    @Test
    void partsOfOneMessageHaveItTogether() throws IOException {
        byte[] some = Arrays.copyOf(MessageWriter.write(MESSAGE), 5);
        Body body = body(new Trickle(some, 60));
        body.paceBySteps();
        assertThatThrownBy(new MessageReader(body)::next)
                .isInstanceOfSatisfying(
                        RejectedBodyException.class,
                        thrown -> assertThat(thrown).hasMessageContaining("too slowly"));
    }

    @Test
    void aBodyThatIsNoStreamHasItTogether() throws IOException {
        Body body = body(new Trickle(MessageWriter.write(MESSAGE), 40));
        assertThatThrownBy(body::readAllBytes)
                .isInstanceOfSatisfying(
                        Refusal.class, thrown -> assertThat(thrown).hasMessageContaining("too slowly"));
    }

    private static Body body(Trickle trickle) throws IOException {
        Body body = new Body(trickle, LIMIT, () -> trickle.now);
        assertThat(body.begin(Framing.CHUNKED, HttpVersion.HTTP_1_1)).isTrue();
        return body;
    }

    /// Brings the same bytes again and again, each time after so long.
    private static final class Trickle implements Content.Source {
        private final byte[] piece;
        private final long pause;
        private boolean here;
        private long now;

        private Trickle(byte[] piece, long pause) {
            this.piece = piece;
            this.pause = pause;
        }

        @Override
        public Content.@Nullable Chunk read() {
            if (!here) {
                return null;
            }
            here = false;
            return Content.Chunk.from(ByteBuffer.wrap(piece), false);
        }

        @Override
        public void demand(Runnable arrived) {
            now += pause;
            here = true;
            arrived.run();
        }

        @Override
        public void fail(Throwable failure) {
            throw new IllegalStateException(failure);
        }
    }
}
