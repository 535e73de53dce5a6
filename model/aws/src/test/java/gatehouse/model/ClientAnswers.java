package gatehouse.model;

import gatehouse.wire.cbor.CborReader;
import gatehouse.wire.http.Headers;
import gatehouse.wire.http.HttpResponse;
import gatehouse.wire.json.JsonReader;
import gatehouse.wire.shape.Blob;
import gatehouse.wire.shape.DataStream;
import gatehouse.wire.shape.Member;
import gatehouse.wire.shape.Operation;
import gatehouse.wire.shape.PartialReader;
import gatehouse.wire.shape.Schema;
import gatehouse.wire.shape.Shape;
import gatehouse.wire.shape.ShapeReader;
import gatehouse.wire.shape.Traits.Flag;
import gatehouse.wire.shape.Traits.Word;
import gatehouse.wire.xml.XmlNames;
import gatehouse.wire.xml.XmlReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/// Reads answers as clients do.
final class ClientAnswers {
    private ClientAnswers() {}

    /// The output in an answer of the protocol that models call by that name.
    static Shape read(String protocol, Operation<?, ?> operation, HttpResponse response) {
        byte[] body = body(response);
        return switch (protocol) {
            case "json" -> JsonReader.read(body, operation::readOutput);
            case "smithy-rpc-v2-cbor" -> CborReader.read(body, operation::readOutput);
            case "query" -> queryResult(operation, body);
            case "ec2" -> operation.readOutput(XmlReader.of(body, operation.name() + "Response"));
            case "rest-json", "rest-xml" -> operation.readOutput(new Rest(protocol, response, body));
            default -> throw new IllegalArgumentException(protocol);
        };
    }

    private static byte[] body(HttpResponse response) {
        HttpResponse.Streamed streamed = response.streamed();
        if (streamed == null) {
            return response.body();
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            streamed.writeTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static Shape queryResult(Operation<?, ?> operation, byte[] body) {
        String wrapper = operation.resultWrapper();
        if (wrapper == null) {
            return operation.readOutput(new TreeReader(Map.of()));
        }
        String text = new String(body, StandardCharsets.UTF_8);
        String end = "</" + wrapper + ">";
        String result = text.substring(text.indexOf("<" + wrapper + ">"), text.lastIndexOf(end) + end.length());
        return operation.readOutput(XmlReader.of(result.getBytes(StandardCharsets.UTF_8), wrapper));
    }

    /// The whole answer of a REST protocol.
    private record Rest(String protocol, HttpResponse response, byte[] body) implements PartialReader {
        @Override
        public <B> void structure(Schema schema, B builder, Fields<B> fields) {
            boolean inBody = false;
            for (Member member : schema.members()) {
                String location = location(member);
                switch (location) {
                    case "statusCode" ->
                        fields.read(builder, member, new ClientTextReader(Integer.toString(response.status())));
                    case "header" -> {
                        String line = response.headers().first(member.wireName().toLowerCase(Locale.ROOT));
                        if (line != null) {
                            fields.read(builder, member, new ClientTextReader(line));
                        }
                    }
                    case "headers" -> {
                        Map<String, String> entries = prefixed(member);
                        if (!entries.isEmpty()) {
                            fields.read(builder, member, new Entries(entries));
                        }
                    }
                    case "payload" -> {
                        if (body.length > 0) {
                            payload(member, builder, fields);
                        }
                    }
                    default -> inBody = true;
                }
            }
            if (inBody) {
                document(reader -> reader.structure(ofBody(schema), builder, fields), ofBody(schema));
            }
        }

        private static String location(Member member) {
            if (member.traits().has(Flag.PAYLOAD)) {
                return "payload";
            }
            return switch (member.traits().word(Word.LOCATION)) {
                case "statusCode" -> "statusCode";
                case "header" -> "header";
                case "headers" -> "headers";
                case null, default -> "body";
            };
        }

        private static Schema ofBody(Schema schema) {
            Member[] members = schema.members().stream()
                    .filter(member -> location(member).equals("body"))
                    .toArray(Member[]::new);
            return Schema.structure(schema.name(), schema.kind(), schema.traits(), members);
        }

        private void document(Consumer<ShapeReader> root, Schema schema) {
            if (protocol.equals("rest-json")) {
                JsonReader.readStrictly(body, root);
            } else {
                root.accept(XmlReader.of(body, XmlNames.root(schema)));
            }
        }

        private <B> void payload(Member member, B builder, Fields<B> fields) {
            switch (member.target().kind()) {
                case BLOB, STRING -> fields.read(builder, member, new Payload(body));
                default -> {
                    String name = member.traits().word(Word.LOCATION_NAME);
                    if (protocol.equals("rest-json")) {
                        JsonReader.readStrictly(body, reader -> fields.read(builder, member, reader));
                    } else {
                        String root = name == null ? XmlNames.root(member.target()) : name;
                        fields.read(builder, member, XmlReader.of(body, root));
                    }
                }
            }
        }

        private Map<String, String> prefixed(Member member) {
            String prefix = member.wireName().toLowerCase(Locale.ROOT);
            Headers headers = response.headers();
            Map<String, String> entries = new LinkedHashMap<>();
            for (int i = 0; i < headers.size(); i++) {
                if (headers.name(i).startsWith(prefix)) {
                    entries.put(headers.name(i).substring(prefix.length()), headers.value(i));
                }
            }
            return entries;
        }
    }

    private record Entries(Map<String, String> entries) implements PartialReader {
        @Override
        public <T> Map<String, T> map(Member member, Element<T> value) {
            Map<String, T> values = new LinkedHashMap<>();
            entries.forEach((name, text) -> values.put(
                    name, value.read(new ClientTextReader(text), member.target().value())));
            return values;
        }
    }

    private record Payload(byte[] bytes) implements PartialReader {
        @Override
        public Blob blob(Member member) {
            return Blob.owning(bytes);
        }

        @Override
        public DataStream dataStream(Member member) {
            return new TreeReader(blob(member)).dataStream(member);
        }

        @Override
        public String string(Member member) {
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }
}
