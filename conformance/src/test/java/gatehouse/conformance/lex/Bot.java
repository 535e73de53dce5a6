package gatehouse.conformance.lex;

import gatehouse.conformance.TestGateway;
import gatehouse.gateway.Call;
import gatehouse.gateway.Plan;
import gatehouse.gateway.Requirement;
import gatehouse.gateway.Resource;
import gatehouse.gateway.Service;
import gatehouse.gateway.http.HttpLimits;
import gatehouse.model.lexruntimev2.LexRuntimeV2;
import gatehouse.model.lexruntimev2.StartConversationRequest;
import gatehouse.model.lexruntimev2.StartConversationRequestEventStream;
import gatehouse.model.lexruntimev2.StartConversationResponse;
import gatehouse.model.lexruntimev2.StartConversationResponseEventStream;
import gatehouse.wire.constraint.ConstraintProfile;
import gatehouse.wire.shape.EventStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/// A server of conversations in which a bot answers as the test wants it to.
final class Bot implements AutoCloseable {
    /// Ten times what the slowest of machines needs: whoever waits as long waits in vain.
    static final Duration PATIENCE = Duration.ofSeconds(60);

    private final TestGateway gateway;
    private final String scheme;
    private final BlockingQueue<Conversation> conversations = new LinkedBlockingQueue<>();
    private volatile Manner manner = in -> {
        throw new IllegalStateException("the bot does not know how to answer");
    };

    /// How the bot talks: makes its answers of what it hears, one by one.
    @FunctionalInterface
    interface Manner {
        /// The next answer, or null where the bot has no more to say.
        @Nullable
        StartConversationResponseEventStream next(EventStream<StartConversationRequestEventStream> in)
                throws IOException;
    }

    /// Answers the how manieth event it has heard, and keeps them.
    static Manner counting(List<StartConversationRequestEventStream> heard) {
        return in -> {
            StartConversationRequestEventStream event = in.next();
            if (event == null) {
                return null;
            }
            heard.add(event);
            return BotEvents.transcript("answer " + heard.size());
        };
    }

    Bot(Path folder) throws IOException {
        this(folder, HttpLimits.DEFAULT);
    }

    Bot(Path folder, HttpLimits limits) throws IOException {
        this(folder, limits, null);
    }

    /// With TLS, unless it is null.
    Bot(Path folder, HttpLimits limits, @Nullable SSLContext tls) throws IOException {
        Service lex = Service.of(LexRuntimeV2.MODEL, "lex", ConstraintProfile.JSON)
                .on(LexRuntimeV2.START_CONVERSATION, this::converse)
                .build();
        gateway = new TestGateway(folder, List.of(lex), limits, gate -> gate, tls);
        scheme = tls == null ? "http" : "https";
    }

    URI endpoint() {
        return URI.create(scheme + "://127.0.0.1:" + gateway.port());
    }

    /// Talks like this from the next conversation on.
    void talk(Manner how) {
        manner = how;
        conversations.clear();
    }

    /// The next conversation that has begun.
    Conversation conversation() throws InterruptedException {
        return Objects.requireNonNull(
                conversations.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS), "no conversation has begun");
    }

    /// Whether no conversation has begun.
    boolean isIdle() {
        return conversations.isEmpty();
    }

    @Override
    public void close() {
        gateway.close();
    }

    private Plan<StartConversationResponse> converse(Call call, StartConversationRequest input) {
        return Plan.require(Requirement.of("lex:StartConversation", Resource.any(call.account())))
                .reply(() -> {
                    Conversation conversation = new Conversation(call, input, manner);
                    conversations.add(conversation);
                    return StartConversationResponse.builder()
                            .responseEventStream(conversation)
                            .build();
                });
    }

    /// One conversation on the server's side.
    static final class Conversation implements EventStream<StartConversationResponseEventStream> {
        private final Call call;
        private final StartConversationRequest request;
        private final Manner manner;
        private final Thread thread = Thread.currentThread();
        private volatile @Nullable Exception failure;

        Conversation(Call call, StartConversationRequest request, Manner manner) {
            this.call = call;
            this.request = request;
            this.manner = manner;
        }

        StartConversationRequest request() {
            return request;
        }

        @Nullable
        String header(String name) {
            return call.request().headers().first(name);
        }

        /// Waits until nobody works at it any more.
        boolean ends() throws InterruptedException {
            return thread.join(PATIENCE);
        }

        /// What broke it off, as the bot got to know it.
        @Nullable
        Exception failure() {
            return failure;
        }

        @Override
        public @Nullable StartConversationResponseEventStream next() throws IOException {
            try {
                return manner.next(Objects.requireNonNull(request.requestEventStream()));
            } catch (IOException | RuntimeException e) {
                failure = e;
                throw e;
            }
        }

        @Override
        public void close() {
            Objects.requireNonNull(request.requestEventStream()).close();
        }
    }
}
