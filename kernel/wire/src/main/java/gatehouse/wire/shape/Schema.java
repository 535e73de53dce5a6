package gatehouse.wire.shape;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A shape's type: its name, kind, members and constraints. A schema is built once, when its generated class is
/// first used, and shared by all values.
public final class Schema {
    private final String name;
    private final Kind kind;
    private final Constraints constraints;
    private final Traits traits;
    private final List<Member> members;
    private final Map<String, Member> byName;
    private final Map<String, Member> byWireName;
    private final boolean hasAttributes;

    private Schema(String name, Kind kind, Constraints constraints, Traits traits, List<Member> members) {
        this.name = name;
        this.kind = kind;
        this.constraints = constraints;
        this.traits = traits;
        this.members = List.copyOf(members);
        this.byName = HashMap.newHashMap(members.size());
        boolean attributes = false;
        for (Member member : members) {
            byName.put(member.name(), member);
            attributes |= member.traits().has(Traits.Flag.XML_ATTRIBUTE);
        }
        this.hasAttributes = attributes;
        boolean renames = members.stream().anyMatch(member -> !member.wireName().equals(member.name()));
        this.byWireName = renames ? byWireName(members) : byName;
    }

    private static Map<String, Member> byWireName(List<Member> members) {
        Map<String, Member> found = HashMap.newHashMap(members.size());
        for (Member member : members) {
            // A member of that name goes before one that only takes it on the wire.
            if (member.wireName().equals(member.name())) {
                found.put(member.name(), member);
            } else {
                found.putIfAbsent(member.wireName(), member);
            }
        }
        return found;
    }

    /// A structure or union with its members in the model's order.
    public static Schema structure(String name, Kind kind, Traits traits, Member... members) {
        return new Schema(name, kind, Constraints.NONE, traits, List.of(members));
    }

    /// A list of what `element` targets.
    public static Schema list(String name, Constraints constraints, Traits traits, Member element) {
        return new Schema(name, Kind.LIST, constraints, traits, List.of(element));
    }

    /// A map from strings to what `value` targets.
    public static Schema map(String name, Constraints constraints, Traits traits, Member key, Member value) {
        return new Schema(name, Kind.MAP, constraints, traits, List.of(key, value));
    }

    /// Any other kind.
    public static Schema simple(String name, Kind kind, Constraints constraints, Traits traits) {
        return new Schema(name, kind, constraints, traits, List.of());
    }

    public String name() {
        return name;
    }

    public Kind kind() {
        return kind;
    }

    public Constraints constraints() {
        return constraints;
    }

    public Traits traits() {
        return traits;
    }

    public List<Member> members() {
        return members;
    }

    /// The member of that model name, or null.
    public @Nullable Member member(String memberName) {
        return byName.get(memberName);
    }

    /// The member that JSON has under that name, or null.
    public @Nullable Member memberOnWire(String wireName) {
        return byWireName.get(wireName);
    }

    /// Whether some of the members are attributes in XML.
    public boolean hasAttributes() {
        return hasAttributes;
    }

    /// The element of a list.
    public Member element() {
        return members.getFirst();
    }

    /// The key of a map.
    public Member key() {
        return members.get(0);
    }

    /// The value of a map.
    public Member value() {
        return members.get(1);
    }

    @Override
    public String toString() {
        return name;
    }
}
