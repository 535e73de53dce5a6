package gatehouse.wire.sample;

import gatehouse.wire.shape.Constraints;
import gatehouse.wire.shape.Kind;
import gatehouse.wire.shape.Member;
import gatehouse.wire.shape.Schema;
import gatehouse.wire.shape.Traits;
import gatehouse.wire.shape.Traits.Flag;
import gatehouse.wire.shape.Traits.Word;
import java.util.Map;
import java.util.Set;

/// Shapes that have what only XML knows: attributes, namespaces, renamed and flattened collections.
public final class XmlThings {
    private static final Schema STRING = SampleService.STRING;

    public static final Schema OWNER = Schema.structure(
            "Owner",
            Kind.STRUCTURE,
            Traits.of(
                    Set.of(),
                    Map.of(Word.XML_NAMESPACE, "http://www.w3.org/2001/XMLSchema-instance", Word.XML_PREFIX, "xsi")),
            Member.of(0, "Name", STRING, Traits.NONE),
            Member.of(
                    1, "Type", STRING, Traits.of(Set.of(Flag.XML_ATTRIBUTE), Map.of(Word.LOCATION_NAME, "xsi:type"))));

    public static final Schema CHOICE = Schema.structure(
            "Choice",
            Kind.UNION,
            Traits.NONE,
            Member.of(0, "Word", STRING, Traits.NONE),
            Member.of(1, "Number", simple("Number", Kind.LONG), Traits.NONE));

    public static final Schema DOCUMENT = Schema.structure(
            "Thing",
            Kind.STRUCTURE,
            Traits.of(Set.of(), Map.of(Word.LOCATION_NAME, "ThingDocument")),
            Member.of(0, "Owner", OWNER, Traits.NONE),
            Member.of(1, "Choice", CHOICE, Traits.NONE),
            Member.of(2, "Flat", list("Flat", "Item", STRING, Flag.FLATTENED), Traits.NONE),
            Member.of(3, "Owners", list("Owners", "OneOwner", OWNER, Flag.FLATTENED), Traits.NONE),
            Member.of(4, "Words", list("Words", "Word", STRING), Traits.NONE),
            Member.of(5, "Table", list("Table", "Row", list("Row", "Cell", simple("Cell", Kind.INTEGER))), Traits.NONE),
            Member.of(6, "FlatMap", map("FlatMap", Flag.FLATTENED), named("Pair")),
            Member.of(7, "Map", map("Map"), Traits.NONE),
            Member.of(8, "Byte", simple("Byte", Kind.BYTE), named("byte")),
            Member.of(9, "Ratio", simple("Ratio", Kind.DOUBLE), Traits.NONE),
            Member.of(10, "Flag", simple("Flag", Kind.BOOLEAN), Traits.NONE),
            Member.of(11, "At", simple("At", Kind.TIMESTAMP), Traits.NONE),
            Member.of(
                    12,
                    "Seconds",
                    simple("Seconds", Kind.TIMESTAMP),
                    Traits.of(Set.of(), Map.of(Word.TIMESTAMP_FORMAT, "unixTimestamp"))),
            Member.of(13, "Data", simple("Data", Kind.BLOB), Traits.NONE),
            Member.of(
                    14,
                    "Version",
                    STRING,
                    Traits.of(Set.of(Flag.XML_ATTRIBUTE), Map.of(Word.LOCATION_NAME, "version"))),
            Member.deferred(15, "Child", XmlThings::document, Traits.NONE));

    private XmlThings() {}

    private static Schema document() {
        return DOCUMENT;
    }

    private static Schema simple(String name, Kind kind) {
        return Schema.simple(name, kind, Constraints.NONE, Traits.NONE);
    }

    private static Traits named(String name) {
        return Traits.of(Set.of(), Map.of(Word.LOCATION_NAME, name));
    }

    private static Schema list(String name, String ofElement, Schema element, Flag... flags) {
        return Schema.list(
                name,
                Constraints.NONE,
                Traits.of(Set.of(flags), Map.of()),
                Member.of(0, "member", element, named(ofElement)));
    }

    private static Schema map(String name, Flag... flags) {
        return Schema.map(
                name,
                Constraints.NONE,
                Traits.of(Set.of(flags), Map.of()),
                Member.of(0, "key", STRING, named("Name")),
                Member.of(1, "value", STRING, Traits.NONE));
    }
}
