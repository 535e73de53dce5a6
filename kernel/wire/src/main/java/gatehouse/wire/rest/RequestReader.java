package gatehouse.wire.rest;

import gatehouse.wire.http.Headers;
import gatehouse.wire.http.HttpRequest;
import gatehouse.wire.shape.Member;
import gatehouse.wire.shape.Operation;
import gatehouse.wire.shape.PartialReader;
import gatehouse.wire.shape.Schema;
import gatehouse.wire.shape.SerializationException;
import gatehouse.wire.shape.Traits.Flag;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Reads an operation's input from all of a request: each member from the place that it is bound to.
final class RequestReader implements PartialReader {
    /// Headers that a map of all headers does not hold: they are for servers on the way.
    private static final Set<String> OF_HTTP = Set.of(
            "authorization", "connection", "content-length", "expect", "host", "te", "trailer", "transfer-encoding");

    private final HttpRequest request;
    private final Map<String, String> labels;
    private final BodyFormat format;
    private final Operation<?, ?> operation;

    RequestReader(HttpRequest request, Map<String, String> labels, BodyFormat format, Operation<?, ?> operation) {
        this.request = request;
        this.labels = labels;
        this.format = format;
        this.operation = operation;
    }

    @Override
    public <B> void structure(Schema schema, B builder, Fields<B> fields) {
        Bindings bindings = Bindings.ofInput(schema);
        QueryString query = QueryString.of(request.rawQuery());
        for (Member member : schema.members()) {
            String name = bindings.name(member);
            switch (bindings.place(member)) {
                case LABEL -> {
                    String label = labels.get(name);
                    if (label != null) {
                        fields.read(builder, member, new TextReader(List.of(label), TextReader.Source.LABEL));
                    }
                }
                case QUERY -> offer(query.values(name), TextReader.Source.QUERY, member, builder, fields);
                case HEADER -> offer(lines(name), TextReader.Source.HEADER, member, builder, fields);
                case QUERY_MAP -> {
                    if (!query.all().isEmpty()) {
                        fields.read(builder, member, new EntriesReader(query.all(), TextReader.Source.QUERY));
                    }
                }
                case PREFIX_HEADERS -> {
                    Map<String, List<String>> entries = prefixed(name);
                    if (!entries.isEmpty()) {
                        fields.read(builder, member, new EntriesReader(entries, TextReader.Source.HEADER));
                    }
                }
                case STATUS, PAYLOAD, BODY -> {} // The body is read once, below.
            }
        }
        readBody(bindings, builder, fields);
    }

    private static <B> void offer(
            List<String> values, TextReader.Source source, Member member, B builder, Fields<B> fields) {
        if (!values.isEmpty()) {
            fields.read(builder, member, new TextReader(values, source));
        }
    }

    private List<String> lines(String name) {
        Headers headers = request.headers();
        List<String> lines = List.of();
        for (int i = 0; i < headers.size(); i++) {
            if (headers.name(i).equals(name)) {
                lines = lines.isEmpty() ? new ArrayList<>(1) : lines;
                lines.add(headers.value(i));
            }
        }
        return lines;
    }

    private Map<String, List<String>> prefixed(String prefix) {
        Headers headers = request.headers();
        Map<String, List<String>> entries = new LinkedHashMap<>();
        for (int i = 0; i < headers.size(); i++) {
            String name = headers.name(i);
            boolean meant = prefix.isEmpty()
                    ? !OF_HTTP.contains(name)
                    : name.startsWith(prefix) && name.length() > prefix.length();
            if (meant) {
                entries.computeIfAbsent(name.substring(prefix.length()), _ -> new ArrayList<>(1))
                        .add(headers.value(i));
            }
        }
        return entries;
    }

    private <B> void readBody(Bindings bindings, B builder, Fields<B> fields) {
        Member payload = bindings.payload();
        byte[] body = request.body();
        if (payload == null) {
            if (body.length > 0 && !bindings.body().members().isEmpty()) {
                format.read(body, null, reader -> reader.structure(bindings.body(), builder, fields));
            }
            return;
        }
        if (operation.has(Operation.Flag.EVENTS_IN)) {
            fields.read(builder, payload, new EventsReader(request, new BodyEvents(format, operation)));
            return;
        }
        switch (payload.target().kind()) {
            case BLOB -> {
                if (body.length > 0 || isStreaming(payload)) {
                    fields.read(builder, payload, new PayloadReader(request));
                }
            }
            case STRING -> {
                if (body.length > 0) {
                    fields.read(builder, payload, new PayloadReader(request));
                }
            }
            case STRUCTURE, UNION, LIST, MAP, DOCUMENT -> {
                if (!format.isAbsent(body)) {
                    format.read(body, payload, reader -> fields.read(builder, payload, reader));
                }
            }
            case BOOLEAN, BYTE, SHORT, INTEGER, LONG, FLOAT, DOUBLE, BIG_INTEGER, BIG_DECIMAL, TIMESTAMP ->
                throw new SerializationException("");
        }
    }

    private static boolean isStreaming(Member payload) {
        return payload.traits().has(Flag.STREAMING) || payload.target().traits().has(Flag.STREAMING);
    }
}
