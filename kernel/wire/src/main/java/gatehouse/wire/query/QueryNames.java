package gatehouse.wire.query;

import gatehouse.wire.shape.Kind;
import gatehouse.wire.shape.Member;
import gatehouse.wire.shape.Schema;
import gatehouse.wire.shape.Traits.Flag;
import gatehouse.wire.shape.Traits.Word;

/// How members are named in the Query protocol, in requests and answers alike.
///
/// Source: https://smithy.io/2.0/aws/protocols/aws-query-protocol.html
public final class QueryNames {
    private QueryNames() {}

    /// A structure's member: its location name, or that of its elements where it is a flattened list.
    public static String of(Member member) {
        if (member.target().kind() == Kind.LIST && isFlattened(member)) {
            String ofElement = member.target().element().traits().word(Word.LOCATION_NAME);
            if (ofElement != null) {
                return ofElement;
            }
        }
        return locationName(member, member.name());
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

    public static boolean isFlattened(Member member) {
        return member.traits().has(Flag.FLATTENED) || member.target().traits().has(Flag.FLATTENED);
    }

    private static String locationName(Member member, String otherwise) {
        String name = member.traits().word(Word.LOCATION_NAME);
        return name == null ? otherwise : name;
    }
}
