package gatehouse.wire.rest;

import gatehouse.wire.eventstream.HttpEvents;
import gatehouse.wire.http.HttpRequest;
import gatehouse.wire.shape.EventStream;
import gatehouse.wire.shape.Member;
import gatehouse.wire.shape.PartialReader;
import gatehouse.wire.shape.Shape;

/// Reads a payload that is events.
record EventsReader(HttpRequest request, BodyEvents format) implements PartialReader {
    @Override
    public <T extends Shape> EventStream<T> eventStream(Member member, Element<T> event) {
        return HttpEvents.reading(request, member, event, format);
    }
}
