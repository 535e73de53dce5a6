package gatehouse.wire.buffer;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.HexFormat;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class JsonBufferTest {
    private final GrowableBytes bytes = new GrowableBytes(1);
    private final JsonBuffer json = new JsonBuffer(bytes);

    @Test
    void commasSetThemselves() {
        json.startObject()
                .name("a")
                .startArray()
                .number(1)
                .number(-2.5)
                .nullValue()
                .endArray();
        json.name("b")
                .startObject()
                .endObject()
                .name("c")
                .bool(true)
                .name("d")
                .number(new BigDecimal("1E+2"))
                .endObject();
        assertThat(bytes.utf8()).isEqualTo("{\"a\":[1,-2.5,null],\"b\":{},\"c\":true,\"d\":1E+2}");
    }

    @Test
    void whatWasBegunCanBeTakenBack() {
        json.startArray().number(1);
        int position = json.position();
        json.startObject().name("x").string("y");
        json.rewind(position).number(2).endArray();
        assertThat(bytes.utf8()).isEqualTo("[1,2]");
    }

    @Test
    void numbersThatJsonLacksAreStrings() {
        json.startArray().number(Double.NaN).number(Float.NEGATIVE_INFINITY).endArray();
        assertThat(bytes.utf8()).isEqualTo("[\"NaN\",\"-Infinity\"]");
    }

    @Test
    void charactersThatNeedItAreEscaped() {
        json.string("\"\\/\n\r\t\b\f\u0000\u001F\u007Fé€😀\uD800x");
        assertThat(bytes.utf8()).isEqualTo("\"\\\"\\\\/\\n\\r\\t\\b\\f\\u0000\\u001f\u007Fé€😀\uFFFDx\"");
    }

    @Property
    void namesThatWereSpeltBeforehandAreWrittenLikeOthers(@ForAll String name) {
        JsonName spelt = JsonName.of(name);
        GrowableBytes others = new GrowableBytes(1);
        new JsonBuffer(others).startObject().name(name).number(1).name(name).number(2);
        GrowableBytes same = new GrowableBytes(1);
        new JsonBuffer(same).startObject().name(spelt).number(1).name(spelt).number(2);
        assertThat(same.utf8()).isEqualTo(others.utf8());
        assertThat(spelt.text()).isEqualTo(name);
    }

    @Property
    void aTextIsQuotedCharacterByCharacter(@ForAll String text, @ForAll @IntRange(max = 0x100) int each) {
        String sample = "plain" + (char) each + text;
        StringBuilder expected = new StringBuilder("\"");
        sample.codePoints().forEach(c -> expected.append(quoted(c)));
        GrowableBytes written = new GrowableBytes(1);
        new JsonBuffer(written).string(sample);
        assertThat(written.utf8()).isEqualTo(expected.append('"').toString());
    }

    private static String quoted(int codePoint) {
        return switch (codePoint) {
            case '"' -> "\\\"";
            case '\\' -> "\\\\";
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            case '\b' -> "\\b";
            case '\f' -> "\\f";
            default -> {
                boolean alone = codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
                yield codePoint < 0x20
                        ? "\\u00" + HexFormat.of().toHexDigits((byte) codePoint)
                        : Character.toString(alone ? 0xFFFD : codePoint);
            }
        };
    }

    @Property
    void partsOfArraysAreWritten(@ForAll byte[] some) {
        int half = some.length / 2;
        GrowableBytes written = new GrowableBytes(1).put(some, 0, half).put(some, half, some.length - half);
        assertThat(written.toByteArray()).isEqualTo(some);
    }

    @ParameterizedTest
    @CsvSource({
        "1970-01-01T00:00:00Z,0",
        "2026-01-01T00:00:00Z,1767225600",
        "2026-01-01T00:00:00.5Z,1767225600.5",
        "2026-01-01T00:00:00.050Z,1767225600.05",
        "2026-01-01T00:00:00.001999Z,1767225600.001",
        "1969-12-31T23:59:59.250Z,-0.75",
    })
    void timesAreSeconds(Instant time, String expected) {
        json.epochSeconds(time);
        assertThat(bytes.utf8()).isEqualTo(expected);
    }

    @Property
    void numbersAreWrittenWhole(@ForAll long number) {
        assertThat(new GrowableBytes(0).putDecimal(number).utf8()).isEqualTo(Long.toString(number));
    }
}
