package gatehouse.wire.constraint;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// How a service answers violated constraints: the error's code, and the constraints that it does not enforce though
/// its model has them.
///
/// A constraint is turned off by the member in its shape (`CreateKeyRequest$Policy`) or by the operation and the path
/// in the input (`CreateKey.tags.member.tagKey`), and where only one of its kinds is meant, with `#required`,
/// `#length`, `#range`, `#pattern` or `#enum` behind it.
///
/// `ownWords` are what a service says, alone, where nothing but the pattern of that shape is violated:
/// `%s` in them stands for the member's name.
public record ConstraintProfile(String errorCode, Set<String> turnedOff, Form form, Map<String, String> ownWords) {
    /// What most JSON services do.
    public static final ConstraintProfile JSON = new ConstraintProfile("ValidationException", Form.MESSAGE);

    /// What Query services such as STS do.
    public static final ConstraintProfile QUERY = new ConstraintProfile("ValidationError", Form.MESSAGE);

    /// What newer services do, those that AWS generates from Smithy models.
    public static final ConstraintProfile FIELDS = new ConstraintProfile("ValidationException", Form.FIELDS);

    public ConstraintProfile {
        turnedOff = Set.copyOf(turnedOff);
        ownWords = Map.copyOf(ownWords);
    }

    private ConstraintProfile(String errorCode, Form form) {
        this(errorCode, Set.of(), form, Map.of());
    }

    /// How violations are told.
    public enum Form {
        /// In one message, with the values, as older frameworks of AWS's word them.
        MESSAGE,
        /// In one message, without the values, as IAM words them.
        VALUELESS_MESSAGE,
        /// In a message and field by field, without the values: [ValidationException].
        FIELDS
    }

    /// The same profile without these constraints.
    public ConstraintProfile without(String... constraints) {
        Set<String> all = new HashSet<>(turnedOff);
        all.addAll(List.of(constraints));
        return new ConstraintProfile(errorCode, all, form, ownWords);
    }

    /// The same profile whose message has no values.
    public ConstraintProfile withoutValues() {
        return new ConstraintProfile(errorCode, turnedOff, Form.VALUELESS_MESSAGE, ownWords);
    }

    /// The same profile with the service's own words for violated patterns of those shapes.
    public ConstraintProfile saying(String words, String... shapes) {
        Map<String, String> all = new HashMap<>(ownWords);
        for (String shape : shapes) {
            all.put(shape, words);
        }
        return new ConstraintProfile(errorCode, turnedOff, form, all);
    }

    boolean isOff(String member, String path, ConstraintKind kind) {
        return !turnedOff.isEmpty() && (isOff(member, kind) || isOff(path, kind));
    }

    private boolean isOff(String name, ConstraintKind kind) {
        return turnedOff.contains(name) || turnedOff.contains(name + kind.suffix());
    }
}
