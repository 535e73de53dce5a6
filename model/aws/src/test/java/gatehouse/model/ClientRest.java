package gatehouse.model;

import gatehouse.wire.buffer.GrowableBytes;
import gatehouse.wire.buffer.JsonBuffer;
import gatehouse.wire.http.Headers;
import gatehouse.wire.http.HttpRequest;
import gatehouse.wire.json.JsonWriter;
import gatehouse.wire.shape.Blob;
import gatehouse.wire.shape.DataStream;
import gatehouse.wire.shape.Document;
import gatehouse.wire.shape.Kind;
import gatehouse.wire.shape.Member;
import gatehouse.wire.shape.MemberSwitch;
import gatehouse.wire.shape.Operation;
import gatehouse.wire.shape.PartialWriter;
import gatehouse.wire.shape.Schema;
import gatehouse.wire.shape.Shape;
import gatehouse.wire.shape.ShapeWriter;
import gatehouse.wire.shape.Traits.Flag;
import gatehouse.wire.shape.Traits.Word;
import gatehouse.wire.xml.XmlBuffer;
import gatehouse.wire.xml.XmlNames;
import gatehouse.wire.xml.XmlWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Writes a request of a REST protocol as a client does.
///
/// Source: https://smithy.io/2.0/spec/http-bindings.html
final class ClientRest {
    private static final Pattern LABEL = Pattern.compile("\\{([^}+]+)(\\+?)}");

    private final Format format;
    private final Operation<?, ?> operation;
    private final Map<String, String> labels = new HashMap<>();
    private final List<String> query = new ArrayList<>();
    private final Headers.Builder headers = new Headers.Builder();
    private byte[] body = {};

    private ClientRest(Format format, Operation<?, ?> operation) {
        this.format = format;
        this.operation = operation;
    }

    enum Format {
        JSON,
        XML
    }

    static HttpRequest of(Format format, Operation<?, ?> operation, Shape input) {
        return new ClientRest(format, operation).request(input);
    }

    private HttpRequest request(Shape input) {
        input.writeMembers(new MemberSwitch(this::writer));
        Schema schema = input.schema();
        if (schema.members().stream().anyMatch(ClientRest::isBody)) {
            GrowableBytes out = new GrowableBytes(256);
            document(new Part(input, schema, ClientRest::isBody), out);
            body = out.toByteArray();
        }
        String uri = operation.http().requestUri();
        int question = uri.indexOf('?');
        if (question >= 0) {
            query.addFirst(uri.substring(question + 1));
        }
        String path = LABEL.matcher(question < 0 ? uri : uri.substring(0, question))
                .replaceAll(match -> {
                    String encoded = encoded(labels.getOrDefault(match.group(1), ""));
                    return match.group(2).isEmpty() ? encoded : encoded.replace("%2F", "/");
                });
        Headers bound = headers.build();
        if (bound.first("content-type") == null) {
            headers.add("content-type", contentType(schema));
        }
        return new HttpRequest(
                operation.http().method(),
                path,
                String.join("&", query),
                headers.build(),
                body,
                new HttpRequest.Connection("192.0.2.1", false));
    }

    private String contentType(Schema schema) {
        String ofFormat = format == Format.JSON ? "application/json" : "application/xml";
        return schema.members().stream()
                .filter(member -> member.traits().has(Flag.PAYLOAD))
                .findFirst()
                .map(payload -> switch (payload.target().kind()) {
                    case BLOB -> "application/octet-stream";
                    case STRING -> "text/plain";
                    default -> ofFormat;
                })
                .orElse(ofFormat);
    }

    private void document(Shape members, GrowableBytes out) {
        switch (format) {
            case JSON -> new JsonWriter(new JsonBuffer(out), null).object(members);
            case XML -> XmlWriter.ofRoot(new XmlBuffer(out), "urn:x").root(XmlNames.root(members.schema()), members);
        }
    }

    static boolean isBody(Member member) {
        return switch (member.traits().word(Word.LOCATION)) {
            case "uri", "querystring", "header", "headers" -> false;
            case null, default -> !member.traits().has(Flag.PAYLOAD);
        };
    }

    private ShapeWriter writer(Member member) {
        String name = member.wireName();
        return switch (member.traits().word(Word.LOCATION)) {
            case "uri" -> new ClientText(ClientText.Place.ELSEWHERE, text -> labels.put(name, text));
            case "querystring" -> new Entries(this::parameter, ClientText.Place.ELSEWHERE, name);
            case "header" -> new HeaderLine(headers, name);
            case "headers" -> new Entries(headers::add, ClientText.Place.HEADER, name);
            case null, default -> member.traits().has(Flag.PAYLOAD) ? new Payload() : PartialWriter.NOTHING;
        };
    }

    private void parameter(String name, String text) {
        query.add(encoded(name) + "=" + encoded(text));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @FunctionalInterface
    private interface Pairs {
        void add(String name, String text);
    }

    /// A value under a name; of a map all entries, in headers with the name before theirs.
    private static final class Entries extends ClientText {
        private final Pairs pairs;
        private final ClientText.Place place;
        private final String name;

        Entries(Pairs pairs, ClientText.Place place, String name) {
            super(place, text -> pairs.add(name, text));
            this.pairs = pairs;
            this.place = place;
            this.name = name;
        }

        @Override
        public <T extends @Nullable Object> void map(Member member, @Nullable Map<String, T> values, Element<T> value) {
            if (values != null) {
                values.forEach((key, each) -> {
                    String whole = place == ClientText.Place.HEADER ? name + key : key;
                    value.write(
                            new ClientText(place, text -> pairs.add(whole, text)),
                            member.target().value(),
                            each);
                });
            }
        }
    }

    /// A header, whose list is one line.
    private static final class HeaderLine extends ClientText {
        private final Headers.Builder headers;
        private final String name;

        HeaderLine(Headers.Builder headers, String name) {
            super(Place.HEADER, text -> headers.add(name, text));
            this.headers = headers;
            this.name = name;
        }

        @Override
        public <T extends @Nullable Object> void list(Member member, @Nullable List<T> values, Element<T> element) {
            if (values != null) {
                Kind kind = member.target().element().target().kind();
                List<String> texts = new ArrayList<>();
                ClientText each = new ClientText(
                        ClientText.Place.HEADER, text -> texts.add(kind == Kind.STRING ? quoted(text) : text));
                values.forEach(value -> element.write(each, member.target().element(), value));
                headers.add(name, String.join(", ", texts));
            }
        }

        private static String quoted(String text) {
            return text.contains(",") || text.contains("\"")
                    ? '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"'
                    : text;
        }
    }

    private final class Payload implements PartialWriter {
        @Override
        public void blob(Member member, @Nullable Blob value) {
            if (value != null) {
                body = value.toByteArray();
            }
        }

        @Override
        public void string(Member member, @Nullable String value) {
            if (value != null) {
                body = value.getBytes(StandardCharsets.UTF_8);
            }
        }

        @Override
        public void dataStream(Member member, @Nullable DataStream value) {
            if (value != null) {
                body = TreeWriter.bytes(value).toByteArray();
            }
        }

        @Override
        public void structure(Member member, @Nullable Shape value) {
            if (value != null) {
                GrowableBytes out = new GrowableBytes(256);
                String name = member.traits().word(Word.LOCATION_NAME);
                switch (format) {
                    case JSON -> JsonWriter.ofValue(new JsonBuffer(out)).structure(member, value);
                    case XML ->
                        XmlWriter.ofRoot(new XmlBuffer(out), "")
                                .root(name == null ? XmlNames.root(member.target()) : name, value);
                }
                body = out.toByteArray();
            }
        }

        @Override
        public void document(Member member, @Nullable Document value) {
            if (value != null) {
                GrowableBytes out = new GrowableBytes(256);
                JsonWriter.ofValue(new JsonBuffer(out)).document(member, value);
                body = out.toByteArray();
            }
        }
    }

    /// Some of a shape's members.
    private record Part(Shape whole, Schema schema, Predicate<Member> isMeant) implements Shape {
        @Override
        public void writeMembers(ShapeWriter out) {
            whole.writeMembers(new MemberSwitch(member -> isMeant.test(member) ? out : PartialWriter.NOTHING));
        }
    }
}
