package gatehouse.generator;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// A class to be: its name, its shape, what the operation says of the shape (`locationName`, `resultWrapper` …), and
/// for structures the Java names of the members. `constants` gives out the names of its static fields.
record ClassPlan(String javaName, ShapeDef shape, ObjectNode reference, List<Component> components, Names constants) {
    private static final Set<String> RESERVED_COMPONENTS = Set.of(
            // What a record's component may not be called, or would clash with the class's own methods.
            ("build builder clone finalize getClass hashCode notify notifyAll schema toBuilder toString wait "
                            + "writeMembers out abstract assert boolean break byte case catch char class const continue "
                            + "default do double else enum extends final finally float for goto if implements import "
                            + "instanceof int interface long native new package private protected public return short static "
                            + "strictfp super switch synchronized this throw throws transient try void volatile while true "
                            + "false null _")
                    .split(" "));

    /// A member of a structure under its Java names.
    record Component(MemberDef member, String name, String constant) {}

    /// `typeNames` are those of the service's shapes that look like constants, such as `VPC`.
    static ClassPlan of(String javaName, ShapeDef shape, ObjectNode reference, Set<String> typeNames) {
        Names constants = new Names(typeNames);
        constants.unique("SCHEMA", "");
        constants.unique("ERROR", "");
        Names components = new Names(RESERVED_COMPONENTS);
        if (shape.is("exception")) {
            components.unique("error", "");
        }
        List<Component> named = new ArrayList<>();
        if (shape.type().isStructural()) {
            for (MemberDef member : shape.members()) {
                named.add(new Component(
                        member,
                        components.unique(Names.component(member.name()), "Value"),
                        constants.unique(Names.constant(member.name()), "_")));
            }
        }
        return new ClassPlan(javaName, shape, reference, List.copyOf(named), constants);
    }

    boolean isException() {
        return shape.is("exception");
    }

    /// The member that is an error's message, or null.
    @Nullable
    Component message() {
        return components.stream()
                .filter(each -> isException() && each.member().name().equalsIgnoreCase("message"))
                .findFirst()
                .orElse(null);
    }
}
