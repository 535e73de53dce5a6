package gatehouse.model;

import gatehouse.wire.codec.TimestampFormat;
import gatehouse.wire.shape.Blob;
import gatehouse.wire.shape.Document;
import gatehouse.wire.shape.Member;
import gatehouse.wire.shape.Schema;
import gatehouse.wire.shape.Shape;
import gatehouse.wire.shape.ShapeWriter;
import gatehouse.wire.shape.Traits.Word;
import gatehouse.wire.xml.XmlNames;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Writes shapes as clients write forms.
///
/// Sources: https://smithy.io/2.0/aws/protocols/aws-query-protocol.html and
/// https://smithy.io/2.0/aws/protocols/aws-ec2-query-protocol.html
final class ClientForm implements ShapeWriter {
    private final Dialect dialect;
    private final StringBuilder form;

    /// What stands before the members' names.
    private final String prefix;

    /// The whole path of the next value, where it is no member.
    private final @Nullable String path;

    private ClientForm(Dialect dialect, StringBuilder form, String prefix, @Nullable String path) {
        this.dialect = dialect;
        this.form = form;
        this.prefix = prefix;
        this.path = path;
    }

    enum Dialect {
        AWS_QUERY,
        EC2
    }

    /// The form that asks for an operation.
    static String of(Dialect dialect, String action, String version, Shape input) {
        StringBuilder form = new StringBuilder("Action=" + action + "&Version=" + version);
        input.writeMembers(new ClientForm(dialect, form, "", null));
        return form.toString();
    }

    private String path(Member member) {
        return path == null ? prefix + name(member) : path;
    }

    private String name(Member member) {
        if (dialect == Dialect.AWS_QUERY) {
            return XmlNames.of(member);
        }
        String queryName = member.traits().word(Word.QUERY_NAME);
        return queryName == null ? capital(member.wireName()) : queryName;
    }

    private static String capital(String name) {
        char first = name.charAt(0);
        return (first >= 'a' && first <= 'z' ? Character.toUpperCase(first) : first) + name.substring(1);
    }

    private ClientForm at(String whole) {
        return new ClientForm(dialect, form, "", whole);
    }

    private boolean isFlat(Member member) {
        return dialect == Dialect.EC2 || XmlNames.isFlattened(member);
    }

    private void add(String name, @Nullable Object value) {
        if (value != null) {
            form.append('&')
                    .append(URLEncoder.encode(name, StandardCharsets.UTF_8))
                    .append('=')
                    .append(URLEncoder.encode(value.toString(), StandardCharsets.UTF_8));
        }
    }

    @Override
    public void structure(Member member, @Nullable Shape value) {
        if (value != null) {
            value.writeMembers(new ClientForm(dialect, form, path(member) + ".", null));
        }
    }

    @Override
    public void string(Member member, @Nullable String value) {
        add(path(member), value);
    }

    @Override
    public void bool(Member member, @Nullable Boolean value) {
        add(path(member), value);
    }

    @Override
    public void integer(Member member, @Nullable Integer value) {
        add(path(member), value);
    }

    @Override
    public void longInteger(Member member, @Nullable Long value) {
        add(path(member), value);
    }

    @Override
    public void floating(Member member, @Nullable Float value) {
        add(path(member), value);
    }

    @Override
    public void doubleFloating(Member member, @Nullable Double value) {
        add(path(member), value);
    }

    @Override
    public void bigInteger(Member member, @Nullable BigInteger value) {
        add(path(member), value);
    }

    @Override
    public void bigDecimal(Member member, @Nullable BigDecimal value) {
        add(path(member), value);
    }

    @Override
    public void timestamp(Member member, @Nullable Instant value) {
        if (value != null) {
            add(
                    path(member),
                    TimestampFormat.of(member, TimestampFormat.ISO_8601).format(value));
        }
    }

    @Override
    public void blob(Member member, @Nullable Blob value) {
        if (value != null) {
            add(path(member), Base64.getEncoder().encodeToString(value.toByteArray()));
        }
    }

    @Override
    public void document(Member member, @Nullable Document value) {
        if (value != null) {
            throw new IllegalArgumentException("a form has no documents: " + member);
        }
    }

    @Override
    public <T extends @Nullable Object> void list(Member member, @Nullable List<T> values, Element<T> element) {
        if (values == null) {
            return;
        }
        if (values.isEmpty()) {
            add(path(member), "");
        }
        String between = isFlat(member) ? "." : "." + XmlNames.element(member.target()) + ".";
        int i = 0;
        for (Iterator<T> each = values.iterator(); each.hasNext(); ) {
            element.write(at(path(member) + between + ++i), member.target().element(), each.next());
        }
    }

    @Override
    public <T extends @Nullable Object> void map(Member member, @Nullable Map<String, T> values, Element<T> value) {
        if (values == null) {
            return;
        }
        Schema map = member.target();
        String between = isFlat(member) ? "." : ".entry.";
        int i = 0;
        for (Map.Entry<String, T> each : values.entrySet()) {
            String entry = path(member) + between + ++i + ".";
            add(entry + ofDialect(XmlNames.key(map)), each.getKey());
            value.write(at(entry + ofDialect(XmlNames.value(map))), map.value(), each.getValue());
        }
    }

    private String ofDialect(String name) {
        return dialect == Dialect.EC2 ? capital(name) : name;
    }
}
