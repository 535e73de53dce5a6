package gatehouse.wire.xml;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.sun.management.ThreadMXBean;
import gatehouse.wire.sample.Values;
import gatehouse.wire.sample.XmlArbitraries;
import gatehouse.wire.sample.XmlThings;
import gatehouse.wire.shape.SerializationException;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class XmlFuzzTest {
    private static final int BOMB_BYTES = 1 << 20;

    /// What may be allocated for each byte of a document.
    private static final int BYTES_PER_BYTE_MAX = 60;

    private static final List<String> TOKENS = List.of(
            "<",
            ">",
            "/>",
            "</",
            "<Owner ",
            "<Item>",
            "</Item>",
            "<Map><entry>",
            "<Name>",
            "</Name>",
            "<value/>",
            "<Child>",
            "</Child>",
            "<ThingDocument>",
            "</ThingDocument>",
            " xsi:type='",
            " version=\"",
            " xmlns:a=''",
            "'",
            "<![CDATA[",
            "]]>",
            "<!--",
            "-->",
            "<?x ",
            "?>",
            "<?xml version='1.0'?>",
            "<!DOCTYPE a [<!ENTITY b \"c\">]>",
            "&b;",
            "&amp;",
            "&#65;",
            "&#x110000;",
            "&",
            "\u0000",
            "\uFFFE",
            "😀",
            " ",
            "a:b",
            ":");

    /// A document with a part of it cut out, doubled or replaced.
    @Provide
    Arbitrary<String> mutated() {
        Arbitrary<String> whole =
                XmlArbitraries.documents().map(each -> new String(XmlRoundTripTest.written(each), UTF_8));
        Arbitrary<String> inserted = Arbitraries.of(TOKENS).list().ofMaxSize(3).map(tokens -> String.join("", tokens));
        return Combinators.combine(
                        whole,
                        inserted,
                        Arbitraries.doubles().between(0, 1),
                        Arbitraries.integers().between(-20, 20))
                .as((text, token, at, length) -> {
                    int from = (int) (at * text.length());
                    int to = Math.clamp(from + (long) length, 0, text.length());
                    return text.substring(0, Math.max(from, to)) + token + text.substring(Math.min(from, to));
                });
    }

    @Provide
    Arbitrary<String> tokens() {
        return Arbitraries.of(TOKENS)
                .list()
                .ofMaxSize(25)
                .map(tokens -> "<ThingDocument>" + String.join("", tokens) + "</ThingDocument>");
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void mutatedDocumentsAreReadOrRefused(@ForAll("mutated") String document) {
        assertReadOrRefused(document.getBytes(UTF_8));
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void piecesOfMarkupAreReadOrRefused(@ForAll("tokens") String document) {
        assertReadOrRefused(document.getBytes(UTF_8));
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void anyBytesAreReadOrRefused(@ForAll byte[] document) {
        assertReadOrRefused(document);
    }

    private static void assertReadOrRefused(byte[] document) {
        Throwable thrown = catchThrowable(() -> Values.read(XmlThings.DOCUMENT, XmlReader.ofDocument(document)));
        assertThat(thrown).isIn((Object) null, thrown instanceof SerializationException ? thrown : null);
    }

    static Stream<String> bombs() {
        return Stream.of(
                full("", "<Item>", ""),
                full("<ThingDocument>", "<Item/>", "</ThingDocument>"),
                full("<ThingDocument>", "<a/>", "</ThingDocument>"),
                full("<ThingDocument>", "x<a/>", "</ThingDocument>"),
                full("<ThingDocument>", "<Item>&amp;</Item>", "</ThingDocument>"),
                full("<ThingDocument><Item>", "&lt;", "</Item></ThingDocument>"),
                full("<ThingDocument><Item>", "<!---->x", "</Item></ThingDocument>"),
                full("<ThingDocument><Item>", "<![CDATA[x]]>", "</Item></ThingDocument>"),
                full("<ThingDocument>", "<Pair/>", "</ThingDocument>"),
                full("<ThingDocument><Words>", "<Word/>", "</Words></ThingDocument>"),
                full("<ThingDocument><Table>", "<Row/>", "</Table></ThingDocument>"),
                full("<ThingDocument><Table>", "<Row><Cell>1</Cell></Row>", "</Table></ThingDocument>"),
                full("<ThingDocument ", "version='' ", "/>"),
                numbered("<ThingDocument ", "a%d='' ", "/>"),
                numbered("<ThingDocument ", "xmlns:a%d='' ", "/>"),
                numbered("<ThingDocument>", "<a%d/>", "</ThingDocument>"),
                full("<", "a", "/>"),
                full("<?x ", "y", "?><ThingDocument/>"),
                laughs());
    }

    /// Names that all have the same hash in Java.
    static Stream<String> collisions() {
        return Stream.of(IntStream.range(0, 50_000)
                .mapToObj(i -> "<"
                        + IntStream.range(0, 16)
                                .mapToObj(bit -> (i >> bit & 1) == 0 ? "Aa" : "BB")
                                .collect(Collectors.joining())
                        + "/>")
                .collect(Collectors.joining("", "<ThingDocument>", "</ThingDocument>")));
    }

    private static String full(String before, String repeated, String after) {
        return before + repeated.repeat(BOMB_BYTES / repeated.length()) + after;
    }

    private static String numbered(String before, String repeated, String after) {
        return IntStream.range(0, BOMB_BYTES / 12)
                .mapToObj(i -> repeated.replace("%d", Integer.toString(i)))
                .collect(Collectors.joining("", before, after));
    }

    private static String laughs() {
        String entities = IntStream.range(1, 30)
                .mapToObj(i -> "<!ENTITY e" + i + " \"&e" + (i - 1) + ";&e" + (i - 1) + ";\">")
                .collect(Collectors.joining("", "<!ENTITY e0 \"ha\">", ""));
        return "<!DOCTYPE ThingDocument [" + entities + "]><ThingDocument><Item>&e29;</Item></ThingDocument>";
    }

    @ParameterizedTest
    @MethodSource({"bombs", "collisions"})
    void memoryIsTakenInProportionToTheDocument(String document) {
        byte[] bytes = document.getBytes(UTF_8);
        assertReadOrRefused("<ThingDocument/>".getBytes(UTF_8));
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        assertReadOrRefused(bytes);
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        assertThat(allocated).isLessThan((long) bytes.length * BYTES_PER_BYTE_MAX + 100_000);
    }
}
