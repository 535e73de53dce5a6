package gatehouse.wire.xml;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.wire.buffer.GrowableBytes;
import gatehouse.wire.sample.Values;
import gatehouse.wire.sample.XmlArbitraries;
import gatehouse.wire.sample.XmlThings;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

final class XmlRoundTripTest {
    @Provide
    Arbitrary<Values> documents() {
        return XmlArbitraries.documents();
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void whatIsWrittenIsReadAgain(@ForAll("documents") Values document) {
        assertThat(Values.read(XmlThings.DOCUMENT, XmlReader.ofDocument(written(document))))
                .isEqualTo(document);
    }

    @Test
    void attributesNamespacesAndEmptyCollectionsAreWritten() {
        Values document = Values.of(
                XmlThings.DOCUMENT,
                "Version",
                "<\"1\">\n\t",
                "Owner",
                Values.of(XmlThings.OWNER, "Name", "n", "Type", "User"),
                "Flat",
                List.of("a", "b"),
                "Owners",
                List.of(),
                "Words",
                List.of(),
                "Table",
                List.of(List.of(), List.of(1)),
                "FlatMap",
                Map.of("k", "v"),
                "Map",
                Map.of(),
                "Seconds",
                Instant.ofEpochMilli(1500));
        assertThat(new String(written(document), UTF_8))
                .isEqualTo("<ThingDocument xmlns=\"urn:things\" version=\"&lt;&quot;1&quot;&gt;&#xA;&#x9;\">"
                        + "<Owner xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:type=\"User\">"
                        + "<Name>n</Name></Owner><Item>a</Item><Item>b</Item><Words/>"
                        + "<Table><Row/><Row><Cell>1</Cell></Row></Table>"
                        + "<Pair><Name>k</Name><value>v</value></Pair><Map/><Seconds>1.5</Seconds></ThingDocument>");
    }

    static byte[] written(Values document) {
        GrowableBytes out = new GrowableBytes(1024);
        XmlWriter.ofRoot(new XmlBuffer(out), "urn:things").root("ThingDocument", document);
        return out.toByteArray();
    }
}
