package gatehouse.generator;

import tools.jackson.databind.node.ObjectNode;

/// A member of a structure, a list's element, or a map's key or value.
///
/// `facts` is what the model says of it, with `required` and `payload` moved here from the structure.
record MemberDef(int index, String name, String target, ObjectNode facts) {
    static MemberDef of(int index, String name, ObjectNode facts) {
        return new MemberDef(index, name, facts.path("shape").asString(), facts);
    }
}
