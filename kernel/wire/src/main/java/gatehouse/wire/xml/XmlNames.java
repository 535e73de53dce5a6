package gatehouse.wire.xml;

import gatehouse.wire.shape.Kind;
import gatehouse.wire.shape.Member;
import gatehouse.wire.shape.Schema;
import gatehouse.wire.shape.Traits.Flag;
import gatehouse.wire.shape.Traits.Word;

/// How members are named in XML.
///
/// Source: https://smithy.io/2.0/spec/protocol-traits.html#xml-bindings
public final class XmlNames {
    private XmlNames() {}

    /// A structure's member: its location name. A list whose shape says that it is flattened goes by the name of its
    /// elements, if they have one; where the member says it, the member's name stands.
    public static String of(Member member) {
        Schema target = member.target();
        if (target.kind() == Kind.LIST && target.traits().has(Flag.FLATTENED)) {
            String ofElement = target.element().traits().word(Word.LOCATION_NAME);
            if (ofElement != null && !member.traits().has(Flag.FLATTENED)) {
                return ofElement;
            }
        }
        return member.wireName();
    }

    public static String element(Schema list) {
        return locationName(list.element(), "member");
    }

    public static String key(Schema map) {
        return locationName(map.key(), "key");
    }

    public static String value(Schema map) {
        return locationName(map.value(), "value");
    }

    /// Whether a structure's list or map has no element of its own around it.
    public static boolean isFlattened(Member member) {
        return member.traits().has(Flag.FLATTENED) || member.target().traits().has(Flag.FLATTENED);
    }

    /// The name of a document whose root is of that shape.
    public static String root(Schema schema) {
        String name = schema.traits().word(Word.LOCATION_NAME);
        return name == null ? schema.name() : name;
    }

    /// The name of a document that is that payload.
    static String payload(Member payload) {
        String name = payload.traits().word(Word.LOCATION_NAME);
        return name == null ? root(payload.target()) : name;
    }

    /// The name without its prefix: prefixes are the writer's choice and say nothing.
    static String local(String name) {
        return name.substring(name.indexOf(':') + 1);
    }

    private static String locationName(Member member, String otherwise) {
        String name = member.traits().word(Word.LOCATION_NAME);
        return name == null ? otherwise : name;
    }
}
