package gatehouse.wire.xml;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import gatehouse.wire.sample.Values;
import gatehouse.wire.sample.XmlArbitraries;
import gatehouse.wire.sample.XmlThings;
import gatehouse.wire.shape.SerializationException;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

final class XmlFuzzTest {
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
}
