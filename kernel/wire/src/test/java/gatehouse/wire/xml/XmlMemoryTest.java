package gatehouse.wire.xml;

import static java.nio.charset.StandardCharsets.UTF_8;

import gatehouse.wire.bounds.Bodies;
import gatehouse.wire.bounds.Bound;
import gatehouse.wire.sample.Values;
import gatehouse.wire.sample.XmlThings;
import gatehouse.wire.shape.SerializationException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class XmlMemoryTest {
    private static final String START = "<ThingDocument>";
    private static final String END = "</ThingDocument>";

    static Stream<String> bodies() {
        return Stream.concat(Bodies.SIZES.stream().flatMap(XmlMemoryTest::bodies), Stream.of(collisions(), laughs()));
    }

    private static Stream<String> bodies(int size) {
        return Stream.of(
                Bodies.filled(size, "", "<Item>", ""),
                Bodies.filled(size, "", "<Child>", ""),
                Bodies.filled(size, START, "<Item/>", END),
                Bodies.filled(size, START, "<a/>", END),
                Bodies.filled(size, START, "x<a/>", END),
                Bodies.filled(size, START, "<Item>&amp;</Item>", END),
                Bodies.filled(size, START + "<Item>", "&lt;", "</Item>" + END),
                Bodies.filled(size, START + "<Item>", "&#65;", "</Item>" + END),
                Bodies.filled(size, START + "<Item>", "x", "</Item>" + END),
                Bodies.filled(size, START + "<Item>", "é", "</Item>" + END),
                Bodies.filled(size, START + "<Ratio>", "9", "</Ratio>" + END),
                Bodies.filled(size, START + "<Item>", "<!---->x", "</Item>" + END),
                Bodies.filled(size, START + "<Item>", "<![CDATA[x]]>", "</Item>" + END),
                Bodies.filled(size, START, "<Pair/>", END),
                Bodies.filled(size, START, "<Pair><Name>%d</Name><value/></Pair>", END),
                Bodies.filled(size, START, "<OneOwner/>", END),
                Bodies.filled(size, START + "<Words>", "<Word/>", "</Words>" + END),
                Bodies.filled(size, START + "<Table>", "<Row/>", "</Table>" + END),
                Bodies.filled(size, START + "<Table>", "<Row><Cell>1</Cell></Row>", "</Table>" + END),
                Bodies.filled(size, "<ThingDocument ", "version='' ", "/>"),
                Bodies.filled(size, "<ThingDocument ", "a%d='' ", "/>"),
                Bodies.filled(size, "<ThingDocument ", "xmlns:a%d='' ", "/>"),
                Bodies.filled(size, START, "<a%d/>", END),
                Bodies.filled(size, "<", "a", "/>"),
                Bodies.filled(size, "<?x ", "y", "?><ThingDocument/>"));
    }

    /// Names that all have the same hash in Java.
    private static String collisions() {
        return IntStream.range(0, 50_000)
                .mapToObj(i -> "<"
                        + IntStream.range(0, 16)
                                .mapToObj(bit -> (i >> bit & 1) == 0 ? "Aa" : "BB")
                                .collect(Collectors.joining())
                        + "/>")
                .collect(Collectors.joining("", START, END));
    }

    private static String laughs() {
        String entities = IntStream.range(1, 30)
                .mapToObj(i -> "<!ENTITY e" + i + " \"&e" + (i - 1) + ";&e" + (i - 1) + ";\">")
                .collect(Collectors.joining("", "<!ENTITY e0 \"ha\">", ""));
        return "<!DOCTYPE ThingDocument [" + entities + "]>" + START + "<Item>&e29;</Item>" + END;
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void memoryIsTakenInProportionToTheDocument(String document) {
        byte[] bytes = document.getBytes(UTF_8);
        Bound.of("XML").holdsFor(bytes.length, () -> readOrRefuse(bytes));
    }

    private static void readOrRefuse(byte[] document) {
        try {
            Values.read(XmlThings.DOCUMENT, XmlReader.ofDocument(document));
        } catch (SerializationException _) {
            // Refused.
        }
    }
}
