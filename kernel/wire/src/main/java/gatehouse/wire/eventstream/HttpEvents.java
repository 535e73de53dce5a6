package gatehouse.wire.eventstream;

import gatehouse.wire.http.HttpRequest;
import gatehouse.wire.http.HttpResponse;
import gatehouse.wire.shape.EventStream;
import gatehouse.wire.shape.Member;
import gatehouse.wire.shape.Shape;
import gatehouse.wire.shape.ShapeReader.Element;
import java.io.ByteArrayInputStream;
import java.io.InputStream;

/// Events that are the whole body of a request or an answer, as REST protocols have them: all else is bound to HTTP's
/// own parts.
public final class HttpEvents {
    /// What a body of events is called, in every protocol.
    public static final String CONTENT_TYPE = "application/vnd.amazon.eventstream";

    private HttpEvents() {}

    /// The events of a request's body, of which nothing is read before they are asked for.
    public static <T extends Shape> EventStream<T> reading(
            HttpRequest request, Member member, Element<T> event, EventFormat format) {
        return new ArrivingEvents<>(new Messages(body(request)), member, event, format);
    }

    /// A body of `events`, whose union `member` targets.
    public static HttpResponse.Streamed writing(Member member, EventStream<?> events, EventFormat format) {
        return LeavingEvents.of(member, events, format);
    }

    static InputStream body(HttpRequest request) {
        InputStream stream = request.stream();
        return stream == null ? new ByteArrayInputStream(request.body()) : stream;
    }
}
