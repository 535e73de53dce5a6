package gatehouse.wire.rest;

import gatehouse.wire.codec.TimestampFormat;
import gatehouse.wire.http.Headers;
import gatehouse.wire.rest.Bindings.Place;
import gatehouse.wire.shape.Blob;
import gatehouse.wire.shape.Member;
import gatehouse.wire.shape.MemberSwitch;
import gatehouse.wire.shape.PartialWriter;
import gatehouse.wire.shape.ShapeWriter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Collects what an answer says in its head: headers, and the status where the output has it.
final class HeadWriter implements PartialWriter {
    private final Bindings bindings;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private final Map<String, String> prefixed = new LinkedHashMap<>();

    /// Set while a collection's elements are collected.
    private @Nullable List<String> elements;

    private int status;

    HeadWriter(Bindings bindings, int status) {
        this.bindings = bindings;
        this.status = status;
    }

    /// The members that stand in the head, and nothing else.
    ShapeWriter members() {
        return new MemberSwitch(member -> switch (bindings.place(member)) {
            case HEADER, PREFIX_HEADERS, STATUS -> this;
            case LABEL, QUERY, QUERY_MAP, PAYLOAD, BODY -> NOTHING;
        });
    }

    int status() {
        return status;
    }

    boolean has(String header) {
        return headers.containsKey(header);
    }

    /// A header that no member has given.
    void addIfAbsent(String name, String value) {
        headers.putIfAbsent(name, value);
    }

    /// All headers: a member's own before those that a map has under the same name.
    Headers build() {
        Headers.Builder built = new Headers.Builder();
        headers.forEach(built::add);
        prefixed.forEach((name, value) -> {
            if (!headers.containsKey(name)) {
                built.add(name, value);
            }
        });
        return built.build();
    }

    @Override
    public void string(Member member, @Nullable String value) {
        if (value == null) {
            return;
        }
        if (TextReader.isEncoded(member)) {
            put(member, Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8)));
        } else {
            put(member, elements == null ? value : HeaderLists.quoted(value));
        }
    }

    @Override
    public void bool(Member member, @Nullable Boolean value) {
        putText(member, value);
    }

    @Override
    public void integer(Member member, @Nullable Integer value) {
        if (value != null && elements == null && bindings.place(member) == Place.STATUS) {
            status = value;
        } else {
            putText(member, value);
        }
    }

    @Override
    public void longInteger(Member member, @Nullable Long value) {
        putText(member, value);
    }

    @Override
    public void floating(Member member, @Nullable Float value) {
        putText(member, value);
    }

    @Override
    public void doubleFloating(Member member, @Nullable Double value) {
        putText(member, value);
    }

    @Override
    public void bigInteger(Member member, @Nullable BigInteger value) {
        putText(member, value);
    }

    @Override
    public void bigDecimal(Member member, @Nullable BigDecimal value) {
        putText(member, value);
    }

    @Override
    public void timestamp(Member member, @Nullable Instant value) {
        if (value != null) {
            put(member, TimestampFormat.of(member, TimestampFormat.RFC_822).format(value));
        }
    }

    @Override
    public void blob(Member member, @Nullable Blob value) {
        if (value != null) {
            put(member, Base64.getEncoder().encodeToString(value.bytesUncopied()));
        }
    }

    @Override
    public <T extends @Nullable Object> void list(Member member, @Nullable List<T> values, Element<T> element) {
        if (values == null) {
            return;
        }
        List<String> collected = new ArrayList<>(values.size());
        elements = collected;
        values.forEach(each -> element.write(this, member.target().element(), each));
        elements = null;
        put(member, String.join(", ", collected));
    }

    @Override
    public <T extends @Nullable Object> void map(Member member, @Nullable Map<String, T> values, Element<T> value) {
        if (values == null) {
            return;
        }
        Member each = member.target().value();
        for (Map.Entry<String, T> entry : values.entrySet()) {
            List<String> collected = new ArrayList<>(1);
            value.write(new PlainText(collected), each, entry.getValue());
            if (!collected.isEmpty()) {
                prefixed.put(bindings.name(member) + requireToken(entry.getKey()), clean(collected.getFirst()));
            }
        }
    }

    /// The values of prefixed headers: texts without quotes.
    private record PlainText(List<String> collected) implements PartialWriter {
        @Override
        public void string(Member member, @Nullable String value) {
            if (value != null) {
                collected.add(value);
            }
        }
    }

    private void putText(Member member, @Nullable Object value) {
        if (value != null) {
            put(member, value.toString());
        }
    }

    private void put(Member member, String text) {
        if (elements != null) {
            elements.add(text);
        } else {
            headers.put(bindings.name(member), clean(text));
        }
    }

    /// Line breaks and other controls would end the header: they become spaces.
    private static String clean(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (isControl(text.charAt(i))) {
                StringBuilder cleaned = new StringBuilder(text);
                for (int j = i; j < text.length(); j++) {
                    if (isControl(text.charAt(j))) {
                        cleaned.setCharAt(j, ' ');
                    }
                }
                return cleaned.toString();
            }
        }
        return text;
    }

    private static boolean isControl(char c) {
        return (c < ' ' && c != '\t') || c == 0x7F;
    }

    private static String requireToken(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c <= ' ' || c >= 0x7F || "\"(),/:;<=>?@[\\]{}".indexOf(c) >= 0) {
                throw new IllegalArgumentException("a header cannot have this name");
            }
        }
        return name.toLowerCase(Locale.ROOT);
    }
}
