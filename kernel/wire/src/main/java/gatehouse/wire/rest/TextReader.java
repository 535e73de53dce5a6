package gatehouse.wire.rest;

import gatehouse.wire.codec.ScalarText;
import gatehouse.wire.codec.StrictBase64;
import gatehouse.wire.codec.TimestampFormat;
import gatehouse.wire.codec.Utf8;
import gatehouse.wire.shape.Blob;
import gatehouse.wire.shape.Document;
import gatehouse.wire.shape.Member;
import gatehouse.wire.shape.PartialReader;
import gatehouse.wire.shape.SerializationException;
import gatehouse.wire.shape.Traits.Flag;
import gatehouse.wire.shape.Traits.Word;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// Reads a value that HTTP holds as text: a label, a parameter's values, or a header's lines.
final class TextReader implements PartialReader {
    private final List<String> values;
    private final Source source;

    TextReader(List<String> values, Source source) {
        this.values = values;
        this.source = source;
    }

    /// Where the text comes from, which decides how lists, media types and times are spelled.
    enum Source {
        LABEL,
        QUERY,
        HEADER
    }

    private String text() {
        if (values.size() != 1) {
            throw new SerializationException("A parameter was given more than once");
        }
        return source == Source.HEADER ? values.getFirst().strip() : values.getFirst();
    }

    @Override
    public String string(Member member) {
        String text = text();
        return source == Source.HEADER && isEncoded(member) ? decoded(text) : text;
    }

    /// JSON and other texts of a media type stand in headers as Base64.
    static boolean isEncoded(Member member) {
        return member.traits().has(Flag.JSON_VALUE)
                || member.target().traits().has(Flag.JSON_VALUE)
                || member.target().traits().word(Word.MEDIA_TYPE) != null;
    }

    private static String decoded(String text) {
        byte[] bytes = StrictBase64.decode(text).bytesUncopied();
        return Utf8.decode(bytes, bytes.length);
    }

    @Override
    public boolean bool(Member member) {
        return ScalarText.bool(text());
    }

    @Override
    public int integer(Member member) {
        return ScalarText.integer(text(), member.target().kind());
    }

    @Override
    public long longInteger(Member member) {
        return ScalarText.longInteger(text());
    }

    @Override
    public float floating(Member member) {
        return ScalarText.floating(text());
    }

    @Override
    public double doubleFloating(Member member) {
        return ScalarText.doubleFloating(text());
    }

    @Override
    public BigInteger bigInteger(Member member) {
        return ScalarText.bigInteger(text());
    }

    @Override
    public BigDecimal bigDecimal(Member member) {
        return ScalarText.bigDecimal(text());
    }

    @Override
    public Instant timestamp(Member member) {
        TimestampFormat ofPlace = source == Source.HEADER ? TimestampFormat.RFC_822 : TimestampFormat.ISO_8601;
        return TimestampFormat.parseStrictly(text(), TimestampFormat.of(member, ofPlace));
    }

    @Override
    public Blob blob(Member member) {
        return StrictBase64.decode(text());
    }

    @Override
    public Document document(Member member) {
        return new Document.Text(text());
    }

    @Override
    public <T> List<T> list(Member member, Element<T> element) {
        Member each = member.target().element();
        List<String> parts = source == Source.HEADER ? HeaderLists.split(values, each) : values;
        List<T> elements = new ArrayList<>(parts.size());
        for (String part : parts) {
            elements.add(element.read(new TextReader(List.of(part), source), each));
        }
        return Collections.unmodifiableList(elements);
    }
}
