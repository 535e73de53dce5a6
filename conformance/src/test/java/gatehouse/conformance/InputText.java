package gatehouse.conformance;

import gatehouse.wire.shape.Kind;
import gatehouse.wire.shape.Member;
import gatehouse.wire.shape.Schema;
import gatehouse.wire.shape.Traits.Word;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/// Writes an input tree as JSON or as a form, as a client would: written apart from the server's own code.
final class InputText {
    private InputText() {}

    static String json(Object value) {
        return switch (value) {
            case Map<?, ?> members -> {
                StringJoiner out = new StringJoiner(",", "{", "}");
                members.forEach((name, each) -> out.add(json(name) + ":" + json(each)));
                yield out.toString();
            }
            case List<?> elements -> {
                StringJoiner out = new StringJoiner(",", "[", "]");
                elements.forEach(each -> out.add(json(each)));
                yield out.toString();
            }
            case byte[] bytes -> json(Base64.getEncoder().encodeToString(bytes));
            case String text -> '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
            default -> value.toString();
        };
    }

    static String form(String operation, String version, Schema input, Object tree) {
        StringBuilder out = new StringBuilder("Action=" + operation + "&Version=" + version);
        form(out, "", input, tree);
        return out.toString();
    }

    private static void form(StringBuilder out, String path, Schema schema, Object value) {
        switch (value) {
            case Map<?, ?> members when schema.kind() == Kind.MAP -> entries(out, path, schema, members);
            case Map<?, ?> members ->
                schema.members().stream()
                        .filter(each -> members.containsKey(each.name()))
                        .forEach(each -> {
                            String name = path.isEmpty() ? name(each) : path + "." + name(each);
                            Object of = members.get(each.name());
                            if (of != null) {
                                form(out, name, each.target(), of);
                            }
                        });
            case List<?> elements -> {
                for (int i = 0; i < elements.size(); i++) {
                    form(out, path + ".member." + (i + 1), schema.element().target(), elements.get(i));
                }
            }
            case byte[] bytes -> field(out, path, Base64.getEncoder().encodeToString(bytes));
            case Long seconds
            when schema.kind() == Kind.TIMESTAMP ->
                field(out, path, Instant.ofEpochSecond(seconds).toString());
            default -> field(out, path, value.toString());
        }
    }

    private static void entries(StringBuilder out, String path, Schema map, Map<?, ?> entries) {
        int i = 0;
        for (Map.Entry<?, ?> entry : entries.entrySet()) {
            i++;
            form(out, path + ".entry." + i + ".key", map.key().target(), entry.getKey());
            form(out, path + ".entry." + i + ".value", map.value().target(), entry.getValue());
        }
    }

    private static String name(Member member) {
        String other = member.traits().word(Word.LOCATION_NAME);
        return other == null ? member.name() : other;
    }

    private static void field(StringBuilder out, String path, String text) {
        out.append('&').append(path).append('=').append(URLEncoder.encode(text, StandardCharsets.UTF_8));
    }
}
