package gatehouse.conformance.lex;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.conformance.Root;
import gatehouse.model.lexruntimev2.AudioInputEvent;
import gatehouse.model.lexruntimev2.StartConversationRequestEventStream;
import gatehouse.model.lexruntimev2.StartConversationResponseEventStream;
import gatehouse.wire.shape.Blob;
import gatehouse.wire.shape.EventStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.services.lexruntimev2.LexRuntimeV2AsyncClient;

/// More sound than the memory that it may take, in both directions at once.
final class LongConversationTest {
    private static final int CHUNK_BYTES = 16 << 10;
    private static final int CHUNKS = 4096;

    /// So that what the test itself has not looked at yet is little.
    private static final int UNANSWERED_MAX = 64;

    /// In this process, client and server together: of 64 MiB.
    private static final long GROWTH_BYTES_MAX = 16 << 20;

    @Test
    void soundFlowsBothWaysInLittleMemory(@TempDir Path folder) throws Exception {
        Echo echo = new Echo();
        try (Bot bot = new Bot(folder);
                SdkAsyncHttpClient http = Talk.http();
                LexRuntimeV2AsyncClient client = Talk.client(bot.endpoint(), http, Root.SECRET);
                ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            bot.talk(echo);
            Talk talk = new Talk(client);
            Semaphore unanswered = new Semaphore(UNANSWERED_MAX);
            Future<?> talking = executor.submit(() -> {
                for (int i = 0; i < CHUNKS; i++) {
                    unanswered.acquire();
                    talk.say(CallerEvents.audio(chunk(i)));
                    echo.said.release();
                }
                talk.end();
                return null;
            });
            for (int i = 0; i < CHUNKS; i++) {
                assertThat(CallerEvents.sound(talk.answer())).isEqualTo(chunk(i));
                unanswered.release();
            }
            talking.get(Bot.PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            talk.succeeds();
            assertThat(bot.conversation().ends()).isTrue();
        }
        assertThat(echo.heard).isEqualTo(CHUNKS);
        assertThat(echo.growthBytes).isLessThan(GROWTH_BYTES_MAX);
    }

    /// Each chunk is another.
    private static byte[] chunk(int number) {
        byte[] bytes = new byte[CHUNK_BYTES];
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            buffer.putInt(number);
        }
        return bytes;
    }

    /// Says what it hears. Measures memory after an eighth and at the end, each time when the caller has already said
    /// more than the bot has heard.
    private static final class Echo implements Bot.Manner {
        private static final int AHEAD = 2;

        private final Semaphore said = new Semaphore(0);
        private long usedBytes;
        private volatile long growthBytes = Long.MAX_VALUE;
        private volatile int heard;

        @Override
        public @Nullable StartConversationResponseEventStream next(EventStream<StartConversationRequestEventStream> in)
                throws IOException {
            StartConversationRequestEventStream event = in.next();
            if (event == null) {
                return null;
            }
            int count = heard + 1;
            heard = count;
            if (count == CHUNKS / 8) {
                usedBytes = used(count);
            } else if (count == CHUNKS - AHEAD) {
                growthBytes = used(count) - usedBytes;
            }
            AudioInputEvent audio = Objects.requireNonNull(event.audioInputEvent());
            Blob chunk = Objects.requireNonNull(audio.audioChunk());
            return BotEvents.sound(chunk);
        }

        private long used(int count) throws IOException {
            try {
                int wanted = count + AHEAD;
                if (!said.tryAcquire(wanted, Bot.PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                    throw new IOException("the caller waits for the bot");
                }
                said.release(wanted);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException(e);
            }
            System.gc();
            Runtime runtime = Runtime.getRuntime();
            return runtime.totalMemory() - runtime.freeMemory();
        }
    }
}
