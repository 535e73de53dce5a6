package gatehouse.conformance.lex;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.conformance.Root;
import gatehouse.model.lexruntimev2.StartConversationRequestEventStream;
import gatehouse.wire.shape.CommonException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.services.lexruntimev2.LexRuntimeV2AsyncClient;
import software.amazon.awssdk.services.lexruntimev2.model.BadGatewayException;
import software.amazon.awssdk.services.lexruntimev2.model.LexRuntimeV2Exception;

/// Events that AWS's client signs and sends, as they are made, and answers that reach it as they are made.
final class ConversationTest {
    private static final byte[] SOUND = "a sound ☃".getBytes(StandardCharsets.UTF_8);

    private static final SdkAsyncHttpClient HTTP = Talk.http();

    @SuppressWarnings("NullAway.Init") // Before all tests.
    private static Bot bot;

    @SuppressWarnings("NullAway.Init") // Before all tests.
    private static LexRuntimeV2AsyncClient client;

    private final List<StartConversationRequestEventStream> heard = new CopyOnWriteArrayList<>();

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException {
        bot = new Bot(folder);
        client = Talk.client(bot.endpoint(), HTTP, Root.SECRET);
    }

    @AfterAll
    static void stop() {
        client.close();
        HTTP.close();
        bot.close();
    }

    @BeforeEach
    void listen() {
        bot.talk(Bot.counting(heard));
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

    @Test
    void theAnswerBeginsBeforeAnythingIsSaid() throws Exception {
        Talk talk = new Talk(client);
        assertThat(talk.hasBegun()).isTrue();
        talk.say(CallerEvents.key("1"));
        assertThat(CallerEvents.transcript(talk.answer())).isEqualTo("answer 1");
        talk.end();
        talk.succeeds();
        assertThat(heard).containsExactly(BotEvents.key("1"));
    }

    @Test
    void theBotMayHangUpWhileTheCallerStillTalks() throws Exception {
        bot.talk(in -> {
            heard.add(Objects.requireNonNull(in.next()));
            return heard.size() == 1 ? BotEvents.transcript("one moment") : null;
        });
        Talk talk = new Talk(client);
        talk.say(CallerEvents.key("1"));
        assertThat(CallerEvents.transcript(talk.answer())).isEqualTo("one moment");
        talk.say(CallerEvents.key("2"));
        talk.succeeds();
        assertThat(bot.conversation().ends()).isTrue();
    }

    @Test
    void aModelledErrorEndsTheConversation() throws Exception {
        Throwable failure = failureOf(BotEvents.badGateway("no line ☃"));
        assertThat(failure)
                .isInstanceOfSatisfying(
                        BadGatewayException.class,
                        thrown -> assertThat(thrown.awsErrorDetails().errorMessage())
                                .isEqualTo("no line ☃"));
    }

    @Test
    void anyOtherErrorEndsTheConversationToo() throws Exception {
        Throwable failure = failureOf(CommonException.sender("Throttling", 400, "slowly ☃"));
        assertThat(failure).isInstanceOfSatisfying(LexRuntimeV2Exception.class, thrown -> {
            assertThat(thrown.awsErrorDetails().errorCode()).isEqualTo("Throttling");
            assertThat(thrown.awsErrorDetails().errorMessage()).isEqualTo("slowly ☃");
        });
    }

    @Test
    void anErrorWithoutWordsIsUnderstood() throws Exception {
        Throwable failure = failureOf(CommonException.sender("Throttling", 400, null));
        assertThat(failure)
                .isInstanceOfSatisfying(
                        LexRuntimeV2Exception.class,
                        thrown ->
                                assertThat(thrown.awsErrorDetails().errorCode()).isEqualTo("Throttling"));
    }

    @Test
    void aBugDoesNotPassAsTheEnd() throws Exception {
        Throwable failure = failureOf(new IllegalStateException("a bug that the test wants"));
        assertThat(failure).isInstanceOfSatisfying(LexRuntimeV2Exception.class, thrown -> {
            assertThat(thrown.awsErrorDetails().errorCode()).isEqualTo("InternalFailure");
            assertThat(thrown.awsErrorDetails().errorMessage()).doesNotContain("bug");
        });
    }

    /// What the SDK throws where the bot, having answered once, fails.
    private static Throwable failureOf(RuntimeException end) throws Exception {
        AtomicBoolean answered = new AtomicBoolean();
        bot.talk(in -> {
            if (answered.getAndSet(true)) {
                throw end;
            }
            return BotEvents.transcript("hello");
        });
        Talk talk = new Talk(client);
        assertThat(CallerEvents.transcript(talk.answer())).isEqualTo("hello");
        Throwable failure = talk.failure();
        assertThat(bot.conversation().ends()).isTrue();
        return failure;
    }

    @Test
    void whoCancelsWhileTheBotListensIsWaitedForNoMore() throws Exception {
        Talk talk = new Talk(client);
        talk.say(CallerEvents.key("1"));
        assertThat(CallerEvents.transcript(talk.answer())).isEqualTo("answer 1");
        Bot.Conversation conversation = bot.conversation();
        assertThat(conversation.failure()).isNull();
        talk.cancel();
        assertThat(conversation.ends()).isTrue();
        assertThat(conversation.failure()).isInstanceOf(IOException.class);
        assertThat(heard).containsExactly(BotEvents.key("1"));
    }

    @Test
    void whoCancelsWhileTheBotTalksIsAnsweredNoMore() throws Exception {
        bot.talk(in -> BotEvents.transcript("and so on"));
        Talk talk = new Talk(client);
        assertThat(CallerEvents.transcript(talk.answer())).isEqualTo("and so on");
        Bot.Conversation conversation = bot.conversation();
        talk.cancel();
        assertThat(conversation.ends()).isTrue();
    }
}
