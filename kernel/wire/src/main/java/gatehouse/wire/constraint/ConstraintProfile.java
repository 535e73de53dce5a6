package gatehouse.wire.constraint;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// How a service answers violated constraints: the error's code, and the constraints that it does not enforce though
/// its model has them.
///
/// A constraint is turned off by the member in its shape (`CreateKeyRequest$Policy`) or by the operation and the path
/// in the input (`CreateKey.tags.member.tagKey`), and where only one of its kinds is meant, with `#required`,
/// `#length`, `#range`, `#pattern` or `#enum` behind it.
public record ConstraintProfile(String errorCode, Set<String> turnedOff, Form form) {
    /// What most JSON services do.
    public static final ConstraintProfile JSON = new ConstraintProfile("ValidationException", Set.of(), Form.MESSAGE);

    /// What Query services such as IAM and STS do.
    public static final ConstraintProfile QUERY = new ConstraintProfile("ValidationError", Set.of(), Form.MESSAGE);

    /// What newer services do, those that AWS generates from Smithy models.
    public static final ConstraintProfile FIELDS = new ConstraintProfile("ValidationException", Set.of(), Form.FIELDS);

    public ConstraintProfile {
        turnedOff = Set.copyOf(turnedOff);
    }

    /// How violations are told.
    public enum Form {
        /// In one message, with the values, as older frameworks of AWS's word them.
        MESSAGE,
        /// In a message and field by field, without the values: [ValidationException].
        FIELDS
    }

    /// The same profile without these constraints.
    public ConstraintProfile without(String... constraints) {
        Set<String> all = new HashSet<>(turnedOff);
        all.addAll(List.of(constraints));
        return new ConstraintProfile(errorCode, all, form);
    }

    boolean isOff(String member, String path, ConstraintKind kind) {
        return !turnedOff.isEmpty() && (isOff(member, kind) || isOff(path, kind));
    }

    private boolean isOff(String name, ConstraintKind kind) {
        return turnedOff.contains(name) || turnedOff.contains(name + kind.suffix());
    }
}
