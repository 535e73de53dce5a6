package gatehouse.wire.query;

import gatehouse.wire.codec.TimestampFormat;
import gatehouse.wire.sample.Values;
import gatehouse.wire.shape.Blob;
import gatehouse.wire.shape.Member;
import gatehouse.wire.shape.Schema;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/// Writes values as a client writes forms.
final class FormWriter {
    private final QueryNames names;
    private final List<String> parameters = new ArrayList<>();

    private FormWriter(QueryNames names) {
        this.names = names;
    }

    /// The value's parameters, each encoded, in the order of the shape's members.
    static List<String> parameters(Values value, QueryNames names) {
        FormWriter writer = new FormWriter(names);
        writer.structure("", value);
        return writer.parameters;
    }

    private void structure(String prefix, Values value) {
        for (Member member : value.schema().members()) {
            Object each = value.members().get(member.name());
            if (each != null) {
                value(prefix + names.of(member), member, each);
            }
        }
    }

    private void value(String path, Member member, Object value) {
        switch (value) {
            case Values structure -> structure(path + ".", structure);
            case List<?> list -> {
                String between = names.elements(member);
                if (list.isEmpty()) {
                    add(path, "");
                }
                int i = 0;
                for (Object each : list) {
                    value(
                            path + (between == null ? "" : "." + between) + "." + ++i,
                            member.target().element(),
                            each);
                }
            }
            case Map<?, ?> map -> {
                Schema schema = member.target();
                String between = names.entries(member);
                if (map.isEmpty()) {
                    add(path, "");
                }
                int i = 0;
                for (Map.Entry<?, ?> each : map.entrySet()) {
                    String entry = path + (between == null ? "" : "." + between) + "." + ++i + ".";
                    value(entry + names.key(schema), schema.key(), each.getKey());
                    value(entry + names.value(schema), schema.value(), each.getValue());
                }
            }
            case Instant time ->
                add(path, TimestampFormat.of(member, TimestampFormat.ISO_8601).format(time));
            case Blob blob -> add(path, Base64.getEncoder().encodeToString(blob.bytesUncopied()));
            default -> add(path, value.toString());
        }
    }

    private void add(String name, String value) {
        parameters.add(URLEncoder.encode(name, StandardCharsets.UTF_8) + "="
                + URLEncoder.encode(value, StandardCharsets.UTF_8));
    }
}
