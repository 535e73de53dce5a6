package gatehouse.conformance.lex;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.conformance.Root;
import gatehouse.model.lexruntimev2.StartConversationRequestEventStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.services.lexruntimev2.LexRuntimeV2AsyncClient;
import software.amazon.awssdk.services.lexruntimev2.model.LexRuntimeV2Exception;
import software.amazon.eventstream.Message;

/// Of events that are not as AWS's client has signed them none is heard, nor any behind them, and the client is told.
final class ForgedEventsTest {
    private static final List<String> SAID = List.of("first", "second", "third", "fourth");
    private static final String MISMATCH = "The request signature we calculated does not match the signature you";

    private static final SdkAsyncHttpClient NETWORK = Talk.http();

    @SuppressWarnings("NullAway.Init") // Before all tests.
    private static Bot bot;

    private final List<StartConversationRequestEventStream> heard = new CopyOnWriteArrayList<>();

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException {
        bot = new Bot(folder);
    }

    @AfterAll
    static void stop() {
        NETWORK.close();
        bot.close();
    }

    @BeforeEach
    void listen() {
        bot.talk(Bot.counting(heard));
    }

    @Test
    void whatIsPassedOnAsItIsIsHeard() throws Exception {
        try (LexRuntimeV2AsyncClient client = client(sent -> List.of(sent.getLast()))) {
            Talk talk = new Talk(client);
            sayAll(talk);
            for (int i = 1; i <= SAID.size(); i++) {
                assertThat(CallerEvents.transcript(talk.answer())).isEqualTo("answer " + i);
            }
            talk.succeeds();
        }
        assertThat(heard).containsExactlyElementsOf(inBotsEars(SAID));
    }

    @ParameterizedTest
    @EnumSource
    void aForgedEventIsRefusedAndNothingBehindItIsHeard(Forgery forgery) throws Exception {
        assertRefused(
                sent -> List.of(sent.size() == 3 ? forgery.of(sent.get(1), sent.get(2)) : sent.getLast()),
                "InvalidSignatureException",
                MISMATCH);
    }

    @Test
    void anEventThatIsLeftOutIsMissed() throws Exception {
        assertRefused(
                sent -> sent.size() == 3 ? List.of() : List.of(sent.getLast()), "InvalidSignatureException", MISMATCH);
    }

    @Test
    void eventsThatChangePlacesAreRefused() throws Exception {
        assertRefused(
                sent -> switch (sent.size()) {
                    case 3 -> List.of();
                    case 4 -> List.of(sent.get(3), sent.get(2));
                    default -> List.of(sent.getLast());
                },
                "InvalidSignatureException",
                MISMATCH);
    }

    @Test
    void aBodyThatIsCutOffIsNotTakenForTheWhole() throws Exception {
        assertRefused(
                sent -> sent.size() < 3 ? List.of(sent.getLast()) : List.of(),
                "SerializationException",
                "The stream ends without its last signature");
    }

    @Test
    void withAnotherSecretNothingIsHeardAtAll() throws Exception {
        try (LexRuntimeV2AsyncClient client =
                Talk.client(bot.endpoint(), NETWORK, "another-secret-that-is-not-the-root-users-012")) {
            Talk talk = new Talk(client);
            SAID.forEach(words -> talk.sayInVain(CallerEvents.text(words, 1)));
            AwsServiceException refusal = refusal(talk);
            assertThat(refusal.statusCode()).isEqualTo(403);
            assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo("InvalidSignatureException");
            assertThat(refusal.awsErrorDetails().errorMessage()).startsWith(MISMATCH);
        }
        assertThat(bot.isIdle()).isTrue();
        assertThat(heard).isEmpty();
    }

    /// Two events are heard and answered; then the conversation ends as told.
    private void assertRefused(Function<List<Message>, List<Message>> forging, String code, String message)
            throws Exception {
        try (LexRuntimeV2AsyncClient client = client(forging)) {
            Talk talk = new Talk(client);
            sayAll(talk);
            assertThat(CallerEvents.transcript(talk.answer())).isEqualTo("answer 1");
            assertThat(CallerEvents.transcript(talk.answer())).isEqualTo("answer 2");
            AwsServiceException refusal = refusal(talk);
            assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo(code);
            assertThat(refusal.awsErrorDetails().errorMessage()).startsWith(message);
        }
        assertThat(bot.conversation().ends()).isTrue();
        assertThat(heard).containsExactlyElementsOf(inBotsEars(SAID.subList(0, 2)));
    }

    private static AwsServiceException refusal(Talk talk) {
        Throwable failure = talk.failure();
        assertThat(failure).isInstanceOf(LexRuntimeV2Exception.class);
        return (AwsServiceException) failure;
    }

    /// Without waiting for answers, so that what is behind a forged event is on its way too.
    private static void sayAll(Talk talk) {
        SAID.forEach(words -> talk.sayInVain(CallerEvents.text(words, 1)));
        talk.end();
    }

    private static List<StartConversationRequestEventStream> inBotsEars(List<String> said) {
        return said.stream().map(words -> BotEvents.text(words, 1)).toList();
    }

    private LexRuntimeV2AsyncClient client(Function<List<Message>, List<Message>> forging) {
        return Talk.client(bot.endpoint(), new Forger(NETWORK, forging), Root.SECRET);
    }
}
