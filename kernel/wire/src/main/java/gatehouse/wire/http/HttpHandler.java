package gatehouse.wire.http;

/// What answers requests. For several threads.
@FunctionalInterface
public interface HttpHandler {
    /// Answers any request; never throws.
    HttpResponse handle(HttpRequest request);

    /// Whether the body of a request, of which only the head is here (`body` is empty), is to be handed to
    /// [#handle] as a stream instead of as bytes.
    default boolean takesStream(HttpRequest head) {
        return false;
    }

    /// How large the body of a request, of which only the head is here, may be where it is larger than usual; 0 where
    /// it may not.
    default int bodyBytesMax(HttpRequest head) {
        return 0;
    }
}
