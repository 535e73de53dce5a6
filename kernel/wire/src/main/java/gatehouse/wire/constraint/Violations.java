package gatehouse.wire.constraint;

import gatehouse.wire.shape.CommonException;
import gatehouse.wire.shape.Member;
import gatehouse.wire.shape.Schema;
import gatehouse.wire.shape.Traits.Flag;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The violations of one input, as AWS words them. AWS stops counting at ten.
final class Violations {
    private static final int VIOLATIONS_MAX = 10;

    private final String operation;
    private final ConstraintProfile profile;
    private @Nullable List<String> messages;
    private @Nullable String inOwnWords;

    Violations(String operation, ConstraintProfile profile) {
        this.operation = operation;
        this.profile = profile;
    }

    /// Where a violation is: the structure that is being checked, the way to the member, and the member itself.
    record Place(Schema container, InputPath path, Member member, Object step) {}

    /// Adds a violation, unless the profile turns the constraint off. `shown` is the value, null where there is none.
    void add(Place place, ConstraintKind kind, @Nullable String shown, String words) {
        if (messages != null && messages.size() == VIOLATIONS_MAX) {
            return;
        }
        String ofMember = place.container().name() + "$" + place.member().name();
        if (profile.isOff(ofMember, operation + "." + place.path().pattern(place.step()), kind)) {
            return;
        }
        String own = kind == ConstraintKind.PATTERN
                ? profile.ownWords().get(place.member().target().name())
                : null;
        if (own != null) {
            if (inOwnWords == null) {
                inOwnWords = own.replace("%s", place.path().text(place.step()));
            }
            return;
        }
        if (messages == null) {
            messages = new ArrayList<>();
        }
        messages.add(value(place.member(), shown) + " at '" + place.path().text(place.step())
                + "' failed to satisfy constraint: " + words);
    }

    private String value(Member member, @Nullable String shown) {
        if (shown == null) {
            return "Value null";
        }
        boolean told = profile.form() == ConstraintProfile.Form.MESSAGE && !isSensitive(member);
        return told ? "Value '" + shown + "'" : "Value";
    }

    void throwIfAny() {
        if (messages == null && inOwnWords != null) {
            throw CommonException.sender(profile.errorCode(), 400, inOwnWords);
        }
        if (messages != null) {
            int count = messages.size();
            throw CommonException.sender(
                    profile.errorCode(),
                    400,
                    count
                            + (count == 1 ? " validation error detected: " : " validation errors detected: ")
                            + String.join("; ", messages));
        }
    }

    private static boolean isSensitive(Member member) {
        if (member.traits().has(Flag.SENSITIVE) || member.target().traits().has(Flag.SENSITIVE)) {
            return true;
        }
        return switch (member.target().kind()) {
            case LIST -> isSensitive(member.target().element());
            case MAP ->
                isSensitive(member.target().key())
                        || isSensitive(member.target().value());
            case STRUCTURE, UNION -> true;
            case STRING,
                    BOOLEAN,
                    BYTE,
                    SHORT,
                    INTEGER,
                    LONG,
                    FLOAT,
                    DOUBLE,
                    BIG_INTEGER,
                    BIG_DECIMAL,
                    TIMESTAMP,
                    BLOB,
                    DOCUMENT -> false;
        };
    }
}
