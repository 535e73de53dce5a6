package gatehouse.conformance.lex;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.conformance.Root;
import gatehouse.gateway.http.HttpLimits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.services.lexruntimev2.LexRuntimeV2AsyncClient;
import software.amazon.awssdk.services.lexruntimev2.model.LexRuntimeV2Exception;

/// A caller who says nothing for longer than the server waits for a body.
final class SilentCallerTest {
    private static final HttpLimits IMPATIENT = new HttpLimits(
            1 << 20,
            32 << 10,
            100,
            100,
            8 << 20,
            Duration.ofSeconds(1),
            Duration.ofSeconds(10),
            Duration.ofSeconds(10));

    @Test
    void whoFallsSilentIsToldThatTheServerWaitsNoLonger(@TempDir Path folder) throws Exception {
        try (Bot bot = new Bot(folder, IMPATIENT);
                SdkAsyncHttpClient http = Talk.http();
                LexRuntimeV2AsyncClient client = Talk.client(bot.endpoint(), http, Root.SECRET)) {
            bot.talk(Bot.counting(new ArrayList<>()));
            Talk talk = new Talk(client);
            talk.say(CallerEvents.key("1"));
            assertThat(CallerEvents.transcript(talk.answer())).isEqualTo("answer 1");
            assertThat(talk.failure()).isInstanceOfSatisfying(LexRuntimeV2Exception.class, thrown -> {
                assertThat(thrown.awsErrorDetails().errorCode()).isEqualTo("RequestTimeout");
            });
            assertThat(bot.conversation().ends()).isTrue();
        }
    }
}
