package gatehouse.conformance.lex;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.conformance.OwnTls;
import gatehouse.conformance.Root;
import gatehouse.gateway.http.HttpLimits;
import gatehouse.model.lexruntimev2.StartConversationRequestEventStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.http.Protocol;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.services.lexruntimev2.LexRuntimeV2AsyncClient;

/// The same conversation, whatever carries it.
final class CarriedConversationTest {
    private static final List<String> SAID = List.of("first", "second ☃", "third");

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(names = {"HTTP1_1", "HTTP2"})
    void overTls(Protocol protocol) throws Exception {
        Path authority = Files.createDirectory(folder.resolve("authority"));
        try (Bot bot = new Bot(
                        Files.createDirectory(folder.resolve("bot")),
                        HttpLimits.DEFAULT,
                        OwnTls.in(authority, InstantSource.system()).context());
                SdkAsyncHttpClient http = NettyNioAsyncHttpClient.builder()
                        .protocol(protocol)
                        .tlsTrustManagersProvider(() -> OwnTls.trusting(authority))
                        .build()) {
            assertThat(heard(bot, http)).containsExactlyElementsOf(said());
        }
    }

    @Test
    void overPlainHttp1() throws Exception {
        try (Bot bot = new Bot(folder);
                SdkAsyncHttpClient http = NettyNioAsyncHttpClient.builder()
                        .protocol(Protocol.HTTP1_1)
                        .build()) {
            assertThat(heard(bot, http)).containsExactlyElementsOf(said());
        }
    }

    private static List<StartConversationRequestEventStream> said() {
        return SAID.stream().map(words -> BotEvents.text(words, 1)).toList();
    }

    /// What the bot hears, which answers each word before the next is said.
    private static List<StartConversationRequestEventStream> heard(Bot bot, SdkAsyncHttpClient http) throws Exception {
        List<StartConversationRequestEventStream> heard = new CopyOnWriteArrayList<>();
        bot.talk(Bot.counting(heard));
        try (LexRuntimeV2AsyncClient client = Talk.client(bot.endpoint(), http, Root.SECRET)) {
            Talk talk = new Talk(client);
            for (String words : SAID) {
                talk.say(CallerEvents.text(words, 1));
                assertThat(CallerEvents.transcript(talk.answer())).isEqualTo("answer " + heard.size());
            }
            talk.end();
            talk.succeeds();
        }
        return heard;
    }
}
