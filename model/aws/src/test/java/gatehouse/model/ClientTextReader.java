package gatehouse.model;

import gatehouse.wire.codec.TimestampFormat;
import gatehouse.wire.shape.Blob;
import gatehouse.wire.shape.Kind;
import gatehouse.wire.shape.Member;
import gatehouse.wire.shape.PartialReader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads a header of an answer, as clients do.
record ClientTextReader(String text) implements PartialReader {
    private static final Pattern ELEMENT = Pattern.compile("\\s*(?:\"((?:[^\"\\\\]|\\\\.)*)\"|([^,]*))\\s*(?:,|$)");
    private static final Pattern DATE = Pattern.compile("\\s*()([^,]*,[^,]*)(?:,|$)");

    @Override
    public String string(Member member) {
        return ClientText.isEncoded(member)
                ? new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8)
                : text;
    }

    @Override
    public boolean bool(Member member) {
        return Boolean.parseBoolean(text);
    }

    @Override
    public int integer(Member member) {
        return Integer.parseInt(text);
    }

    @Override
    public long longInteger(Member member) {
        return Long.parseLong(text);
    }

    @Override
    public float floating(Member member) {
        return Float.parseFloat(text);
    }

    @Override
    public double doubleFloating(Member member) {
        return Double.parseDouble(text);
    }

    @Override
    public BigInteger bigInteger(Member member) {
        return new BigInteger(text);
    }

    @Override
    public BigDecimal bigDecimal(Member member) {
        return new BigDecimal(text);
    }

    @Override
    public Instant timestamp(Member member) {
        return switch (ClientText.format(member, ClientText.Place.HEADER)) {
            case RFC_822 -> DateTimeFormatter.RFC_1123_DATE_TIME.parse(text, Instant::from);
            case ISO_8601 -> Instant.parse(text);
            case UNIX ->
                Instant.ofEpochMilli(new BigDecimal(text).movePointRight(3).longValueExact());
        };
    }

    @Override
    public Blob blob(Member member) {
        return Blob.owning(Base64.getDecoder().decode(text));
    }

    @Override
    public <T> List<T> list(Member member, Element<T> element) {
        Member each = member.target().element();
        boolean dates = each.target().kind() == Kind.TIMESTAMP
                && ClientText.format(each, ClientText.Place.HEADER) == TimestampFormat.RFC_822;
        List<T> values = new ArrayList<>();
        Matcher parts = (dates ? DATE : ELEMENT).matcher(text);
        for (int at = 0; at < text.length() && parts.find(at) && parts.start() == at; at = parts.end()) {
            String quoted = parts.group(1);
            boolean plain = quoted == null || quoted.isEmpty();
            String value = plain ? parts.group(2).strip() : quoted.replaceAll("\\\\(.)", "$1");
            values.add(element.read(new ClientTextReader(value), each));
        }
        return values;
    }
}
