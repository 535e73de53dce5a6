package gatehouse.wire.sample;

import gatehouse.wire.shape.Blob;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/// Values of [XmlThings], for properties.
public final class XmlArbitraries {
    private XmlArbitraries() {}

    public static Arbitrary<Values> documents() {
        return document(2);
    }

    private static Arbitrary<Values> document(int depth) {
        Map<String, Arbitrary<?>> members = new LinkedHashMap<>();
        members.put("Owner", owner());
        members.put("Choice", choice());
        members.put("Flat", text().list().ofMinSize(1).ofMaxSize(4));
        members.put("Owners", owner().list().ofMinSize(1).ofMaxSize(4));
        members.put("Words", text().list().ofMaxSize(4));
        members.put("Table", Arbitraries.integers().list().ofMaxSize(3).list().ofMaxSize(3));
        members.put("FlatMap", Arbitraries.maps(text(), text()).ofMinSize(1).ofMaxSize(4));
        members.put("Map", Arbitraries.maps(text(), text()).ofMaxSize(4));
        members.put("Byte", Arbitraries.integers().between(-128, 127));
        members.put("Ratio", Arbitraries.doubles());
        members.put("Flag", Arbitraries.of(true, false));
        members.put("At", time());
        members.put("Seconds", time());
        members.put(
                "Data", Arbitraries.bytes().array(byte[].class).ofMaxSize(50).map(Blob::copyOf));
        members.put("Version", text());
        if (depth > 0) {
            members.put("Child", document(depth - 1));
        }
        Arbitrary<Values> all = Arbitraries.just(Values.of(XmlThings.DOCUMENT));
        for (Map.Entry<String, Arbitrary<?>> member : members.entrySet()) {
            all = Combinators.combine(all, member.getValue().injectNull(0.5)).as((values, each) -> {
                if (each == null) {
                    return values;
                }
                Map<String, Object> more = new LinkedHashMap<>(values.members());
                more.put(member.getKey(), each);
                return new Values(values.schema(), more);
            });
        }
        return all;
    }

    private static Arbitrary<Instant> time() {
        return Arbitraries.longs().between(0, 253_402_300_799_999L).map(Instant::ofEpochMilli);
    }

    private static Arbitrary<Values> owner() {
        return Combinators.combine(text(), text())
                .as((name, type) -> Values.of(XmlThings.OWNER, "Name", name, "Type", type));
    }

    private static Arbitrary<Values> choice() {
        return Arbitraries.oneOf(
                text().map(word -> Values.of(XmlThings.CHOICE, "Word", word)),
                Arbitraries.longs().map(number -> Values.of(XmlThings.CHOICE, "Number", number)));
    }

    /// Text of any characters that XML can hold.
    private static Arbitrary<String> text() {
        return Arbitraries.oneOf(
                Arbitraries.strings().withChars(" \t\r\n<>&\"'a]").ofMaxLength(10),
                Arbitraries.strings()
                        .ofMaxLength(10)
                        .filter(each -> each.codePoints().allMatch(XmlArbitraries::isOfXml)));
    }

    private static boolean isOfXml(int codePoint) {
        return codePoint == '\t'
                || codePoint == '\n'
                || codePoint == '\r'
                || (codePoint >= 0x20 && codePoint <= 0xD7FF)
                || (codePoint >= 0xE000 && codePoint <= 0xFFFD)
                || codePoint >= 0x10000;
    }
}
