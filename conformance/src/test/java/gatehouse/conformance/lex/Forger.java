package gatehouse.conformance.lex;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.reactivestreams.Subscriber;
import software.amazon.awssdk.core.async.SdkPublisher;
import software.amazon.awssdk.http.async.AsyncExecuteRequest;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.http.async.SdkHttpContentPublisher;
import software.amazon.eventstream.Message;

/// Sits between the SDK, which has signed, and the network. Is asked for each message what is to be sent, with those
/// that the SDK has sent by then, this one the last.
record Forger(SdkAsyncHttpClient network, Function<List<Message>, List<Message>> forging)
        implements SdkAsyncHttpClient {
    @Override
    public CompletableFuture<Void> execute(AsyncExecuteRequest request) {
        List<Message> sent = new ArrayList<>();
        SdkPublisher<ByteBuffer> forged = SdkPublisher.adapt(request.requestContentPublisher())
                .flatMapIterable(bytes -> {
                    sent.add(message(bytes));
                    return forging.apply(sent).stream()
                            .map(Message::toByteBuffer)
                            .toList();
                });
        return network.execute(AsyncExecuteRequest.builder()
                .request(request.request())
                .requestContentPublisher(new Content(forged))
                .responseHandler(request.responseHandler())
                .fullDuplex(request.fullDuplex())
                .httpExecutionAttributes(request.httpExecutionAttributes())
                .build());
    }

    /// The SDK hands on each message whole.
    private static Message message(ByteBuffer bytes) {
        if (bytes.getInt(bytes.position()) != bytes.remaining()) {
            throw new IllegalArgumentException("not one message");
        }
        return Message.decode(bytes);
    }

    @Override
    public void close() {
        // The network is another's.
    }

    private record Content(SdkPublisher<ByteBuffer> bytes) implements SdkHttpContentPublisher {
        @Override
        public Optional<Long> contentLength() {
            return Optional.empty();
        }

        @Override
        public void subscribe(Subscriber<? super ByteBuffer> subscriber) {
            bytes.subscribe(subscriber);
        }
    }
}
