package gatehouse.conformance.lex;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.conformance.Root;
import gatehouse.model.lexruntimev2.StartConversationRequestEventStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.services.lexruntimev2.LexRuntimeV2AsyncClient;

/// Events that AWS's client signs and sends, as they are made, and answers that reach it as they are made.
final class ConversationTest {
    private static final byte[] SOUND = "a sound ☃".getBytes(StandardCharsets.UTF_8);

    private final List<StartConversationRequestEventStream> heard = new CopyOnWriteArrayList<>();
    private final SdkAsyncHttpClient http = Talk.http();

    @SuppressWarnings("NullAway.Init") // Before each test.
    private Bot bot;

    @SuppressWarnings("NullAway.Init") // Before each test.
    private LexRuntimeV2AsyncClient client;

    @BeforeEach
    void start(@TempDir Path folder) throws IOException {
        bot = new Bot(folder);
        bot.talk(in -> {
            StartConversationRequestEventStream event = in.next();
            if (event == null) {
                return null;
            }
            heard.add(event);
            return BotEvents.transcript("answer " + heard.size());
        });
        client = Talk.client(bot.endpoint(), http, Root.SECRET);
    }

    @AfterEach
    void stop() {
        client.close();
        http.close();
        bot.close();
    }

    @Test
    void eachEventIsHeardAndAnsweredBeforeTheNextIsSaid() throws Exception {
        Map<String, String> attributes = Map.of("mood", "good ☃");
        Talk talk = new Talk(client);
        talk.say(CallerEvents.configuration(attributes));
        assertThat(CallerEvents.transcript(talk.answer())).isEqualTo("answer 1");
        talk.say(CallerEvents.text("hello ☃", 1_700_000_000_123L));
        assertThat(CallerEvents.transcript(talk.answer())).isEqualTo("answer 2");
        talk.say(CallerEvents.audio(SOUND));
        assertThat(CallerEvents.transcript(talk.answer())).isEqualTo("answer 3");
        talk.say(CallerEvents.key("#"));
        assertThat(CallerEvents.transcript(talk.answer())).isEqualTo("answer 4");
        talk.say(CallerEvents.played());
        assertThat(CallerEvents.transcript(talk.answer())).isEqualTo("answer 5");
        talk.say(CallerEvents.hungUp("bye"));
        assertThat(CallerEvents.transcript(talk.answer())).isEqualTo("answer 6");
        talk.end();
        talk.succeeds();

        assertThat(heard)
                .containsExactly(
                        BotEvents.configuration(attributes),
                        BotEvents.text("hello ☃", 1_700_000_000_123L),
                        BotEvents.audio(SOUND),
                        BotEvents.key("#"),
                        BotEvents.played(),
                        BotEvents.hungUp("bye"));
        Bot.Conversation conversation = bot.conversation();
        assertThat(conversation.request().botId()).isEqualTo("BOTBOTBOTB");
        assertThat(conversation.request().sessionId()).isEqualTo("a-session");
        assertThat(conversation.header("x-amz-content-sha256")).isEqualTo("STREAMING-AWS4-HMAC-SHA256-EVENTS");
        assertThat(conversation.header("authorization")).startsWith("AWS4-HMAC-SHA256 ");
        assertThat(conversation.ends()).isTrue();
    }
}
