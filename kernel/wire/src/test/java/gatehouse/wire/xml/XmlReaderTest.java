package gatehouse.wire.xml;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import gatehouse.wire.sample.Values;
import gatehouse.wire.sample.XmlThings;
import gatehouse.wire.shape.Blob;
import gatehouse.wire.shape.SerializationException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class XmlReaderTest {
    @Test
    void everyKindOfMemberIsRead() {
        Values thing = Values.read(XmlThings.DOCUMENT, XmlReader.ofDocument("""
                <?xml version="1.0" encoding="utf-8"?>
                <!-- a comment --><?an instruction?>
                <t:ThingDocument xmlns:t="urn:t" version="2">
                  <Owner xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="User"><Name> a b </Name></Owner>
                  <Choice><Number> 7 </Number></Choice>
                  <Item>one</Item>
                  <t:Words><Word>x</Word><Word/><Other>no</Other></t:Words>
                  <Item><![CDATA[<two>]]>&amp;&#x1F600;</Item>
                  <Table><Row><Cell>1</Cell><Cell>2</Cell></Row><Row/></Table>
                  <Pair><Name>k</Name><value>v</value></Pair>
                  <Pair><value>w</value><Name>l</Name></Pair>
                  <Map><entry><Name>m</Name><value>n</value></entry></Map>
                  <byte>-128</byte><Ratio>1.5</Ratio><Flag>TRUE</Flag>
                  <At>2026-01-01T01:00:00+01:00</At><Seconds>1.5</Seconds><Data> AQI= </Data>
                  <Unknown><Deep a="1">x</Deep></Unknown>
                  <Child><Child/></Child>
                  <Item>th<!-- -->ree</Item>
                </t:ThingDocument>
                """.getBytes(UTF_8)));
        assertThat(thing.members())
                .containsEntry("Version", "2")
                .containsEntry("Owner", Values.of(XmlThings.OWNER, "Name", " a b ", "Type", "User"))
                .containsEntry("Choice", Values.of(XmlThings.CHOICE, "Number", 7L))
                .containsEntry("Flat", List.of("one", "<two>&😀", "three"))
                .containsEntry("Words", List.of("x", ""))
                .containsEntry("Table", List.of(List.of(1, 2), List.of()))
                .containsEntry("FlatMap", Map.of("k", "v", "l", "w"))
                .containsEntry("Map", Map.of("m", "n"))
                .containsEntry("Byte", -128)
                .containsEntry("Ratio", 1.5)
                .containsEntry("Flag", true)
                .containsEntry("At", Instant.parse("2026-01-01T00:00:00Z"))
                .containsEntry("Seconds", Instant.ofEpochMilli(1500))
                .containsEntry("Data", Blob.copyOf(new byte[] {1, 2}))
                .containsEntry("Child", Values.of(XmlThings.DOCUMENT, "Child", Values.of(XmlThings.DOCUMENT)))
                .hasSize(15);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<byte>128</byte>|STRING_VALUE can not be converted to an Integer",
                "<byte>+1</byte>|STRING_VALUE can not be converted to an Integer",
                "<byte>١</byte>|STRING_VALUE can not be converted to an Integer",
                "<byte/>|STRING_VALUE can not be converted to an Integer",
                "<Ratio>0x1p3</Ratio>|STRING_VALUE can not be converted to a Double",
                "<Flag>1</Flag>|STRING_VALUE can not be converted to a Boolean",
                "<At>now</At>|STRING_VALUE can not be converted to milliseconds since epoch",
                "<Data>A</Data>|STRING_VALUE can not be converted to a Blob",
                "<byte><x/></byte>|Start of structure or map found where not expected.",
                "<Child>x</Child>|Expected null",
                "<Child>x<byte>1</byte></Child>|Expected null",
                "<Child><byte>1</byte>x</Child>|Expected null",
                "<Words>x</Words>|Expected list or null",
                "<Map>x</Map>|Expected map or null",
                "<Map><entry><Name>k</Name></entry></Map>|Unexpected map entry termination",
                "<Map><entry><value>k</value></entry></Map>|Unexpected map entry termination",
                "<Pair><Name>k</Name><value/></Pair><Pair><Name>k</Name><value/></Pair>|Unexpected map entry termination",
                "<byte>1</byte><byte>1</byte>|''",
                "<Choice><Word>a</Word><Number>1</Number></Choice>|''",
                "<Child>|''",
                "<Child></child>|''",
                "&nbsp;|''",
                "&#1;|''",
                "&#xD800;|''",
                "<a b='1' b='2'/>|''",
                "]]>|''",
            })
    void malformedContentIsRefused(String content, String message) {
        assertThatExceptionOfType(SerializationException.class)
                .isThrownBy(() -> read("<ThingDocument>" + content + "</ThingDocument>"))
                .withMessage(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "x",
                "{}",
                "<Thing/>",
                "<ThingDocument/><ThingDocument/>",
                "<ThingDocument/>x",
                "<!DOCTYPE ThingDocument><ThingDocument/>",
                "<!DOCTYPE ThingDocument SYSTEM 'file:///etc/passwd'><ThingDocument/>",
                "<!DOCTYPE t [<!ENTITY x 'y'>]><ThingDocument>&x;</ThingDocument>",
                "<?xml version='1.1'?><ThingDocument/>",
                "<?xml version='1.0' encoding='ISO-8859-1'?><ThingDocument/>",
                " <?xml version='1.0'?><ThingDocument/>",
            })
    void whatIsNoSuchDocumentIsRefused(String document) {
        assertThatExceptionOfType(SerializationException.class).isThrownBy(() -> read(document));
    }

    @Test
    void bytesThatAreNoUtf8AreRefused() {
        byte[] utf16 = "<ThingDocument/>".getBytes(java.nio.charset.StandardCharsets.UTF_16LE);
        assertThatExceptionOfType(SerializationException.class).isThrownBy(() -> XmlReader.ofDocument(utf16));
        byte[] half = {'<', 'a', '>', (byte) 0xC3, '<', '/', 'a', '>'};
        assertThatExceptionOfType(SerializationException.class).isThrownBy(() -> XmlReader.ofDocument(half));
    }

    private static Values read(String document) {
        return Values.read(XmlThings.DOCUMENT, XmlReader.ofDocument(document.getBytes(UTF_8)));
    }
}
