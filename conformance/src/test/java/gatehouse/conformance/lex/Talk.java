package gatehouse.conformance.lex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import gatehouse.conformance.Root;
import java.net.URI;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.Protocol;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.lexruntimev2.LexRuntimeV2AsyncClient;
import software.amazon.awssdk.services.lexruntimev2.model.StartConversationRequestEventStream;
import software.amazon.awssdk.services.lexruntimev2.model.StartConversationResponseEventStream;
import software.amazon.awssdk.services.lexruntimev2.model.StartConversationResponseHandler;
import software.amazon.awssdk.utils.async.SimplePublisher;

/// One conversation on the SDK's side: what is said leaves at once, what is answered waits until it is asked for.
final class Talk {
    private final SimplePublisher<StartConversationRequestEventStream> said = new SimplePublisher<>();
    private final BlockingQueue<StartConversationResponseEventStream> answers = new LinkedBlockingQueue<>();
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CompletableFuture<Void> outcome;

    Talk(LexRuntimeV2AsyncClient client) {
        outcome = client.startConversation(
                request -> request.botId("BOTBOTBOTB")
                        .botAliasId("TSTALIASID")
                        .localeId("en_US")
                        .sessionId("a-session")
                        .conversationMode("AUDIO"),
                said,
                StartConversationResponseHandler.builder()
                        .onResponse(response -> begun.countDown())
                        .subscriber(answers::add)
                        .build());
    }

    /// HTTP/2 without TLS, as the SDK speaks it where it is told so beforehand.
    static SdkAsyncHttpClient http() {
        return NettyNioAsyncHttpClient.builder().protocol(Protocol.HTTP2).build();
    }

    static LexRuntimeV2AsyncClient client(URI endpoint, SdkAsyncHttpClient http, String secret) {
        return LexRuntimeV2AsyncClient.builder()
                .httpClient(http)
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(Root.KEY_ID, secret)))
                .overrideConfiguration(each -> each.retryStrategy(AwsRetryStrategy.doNotRetry()))
                .build();
    }

    /// Returns when the SDK has taken the event for sending.
    void say(StartConversationRequestEventStream event) throws Exception {
        said.send(event).get(Bot.PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }

    /// Says so and does not ask whether anybody takes it.
    void sayInVain(StartConversationRequestEventStream event) {
        CompletableFuture<Void> _ = said.send(event);
    }

    void end() {
        CompletableFuture<Void> _ = said.complete();
    }

    /// Waits for the head of the server's answer.
    boolean hasBegun() throws InterruptedException {
        return begun.await(Bot.PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }

    /// The next answer.
    StartConversationResponseEventStream answer() throws InterruptedException {
        return Objects.requireNonNull(
                answers.poll(Bot.PATIENCE.toMillis(), TimeUnit.MILLISECONDS), () -> "no answer: " + outcome);
    }

    /// Waits until both sides are done.
    void succeeds() throws Exception {
        outcome.get(Bot.PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        assertThat(answers).isEmpty();
    }

    /// What the SDK throws, which it must.
    Throwable failure() {
        Throwable thrown = catchThrowable(() -> outcome.get(Bot.PATIENCE.toMillis(), TimeUnit.MILLISECONDS));
        assertThat(thrown).isInstanceOf(ExecutionException.class);
        return Objects.requireNonNull(thrown.getCause());
    }

    void cancel() {
        outcome.cancel(true);
    }
}
