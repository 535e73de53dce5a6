package gatehouse.wire.constraint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import gatehouse.wire.constraint.ValidationException.Field;
import gatehouse.wire.sample.SampleService;
import gatehouse.wire.sample.Values;
import gatehouse.wire.shape.Constraints;
import gatehouse.wire.shape.Kind;
import gatehouse.wire.shape.Member;
import gatehouse.wire.shape.Schema;
import gatehouse.wire.shape.Traits;
import gatehouse.wire.shape.Traits.Flag;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class FieldCheckerTest {
    @Test
    void everyFieldIsAnsweredFor() {
        Values thing = thing(
                "KeyId",
                "*",
                "Count",
                0,
                "Words",
                List.of("ok", "long"),
                "Context",
                Map.of("a/b", "long"),
                "Mode",
                "C");
        ValidationException refused = refusal(thing, ConstraintProfile.FIELDS);
        assertThat(refused.fields())
                .extracting(Field::path)
                .containsExactly("/KeyId", "/Count", "/Words/1", "/Context/a~1b", "/Mode");
        assertThat(refused)
                .hasMessageStartingWith("5 validation errors detected. Value at '/KeyId' failed to satisfy constraint: "
                        + "Member must satisfy regular expression pattern: [\\w+=,.@-]+; Value at '/Count' failed")
                .hasMessageContaining("Value with length 4 at '/Words/1' failed to satisfy constraint: "
                        + "Member must have length between 1 and 3, inclusive");
        assertThat(refused.error().status()).isEqualTo(400);
    }

    @Test
    void whatIsRequiredIsMissedWhereItIsMissing() {
        Values thing = thing("KeyId", "k", "Tags", List.of(Values.of(SampleService.TAG)));
        assertThat(refusal(thing, ConstraintProfile.FIELDS))
                .hasMessage("1 validation error detected. Value at '/Tags/0/TagKey' failed to satisfy constraint: "
                        + "Member must not be null");
    }

    @Test
    void valuesAreNotShownAndViolationsAreCountedToTen() {
        List<String> words = Collections.nCopies(1000, "secret words");
        ValidationException refused = refusal(thing("KeyId", "k", "Words", words), ConstraintProfile.FIELDS);
        assertThat(refused.fields()).hasSize(10);
        assertThat(refused.getMessage()).doesNotContain("secret");
    }

    @Test
    void profilesTurnConstraintsOff() {
        Values thing = thing("Tags", List.of(Values.of(SampleService.TAG, "TagKey", "*")));
        ConstraintProfile lax =
                ConstraintProfile.FIELDS.without("PutThingRequest$KeyId#required", "PutThing.tags.member.tagKey");
        assertThatCode(() -> ConstraintChecker.check(thing, "PutThing", lax)).doesNotThrowAnyException();
    }

    @Test
    void fractionsBoundNumbersExactly() {
        Constraints constraints =
                new Constraints(2L, 9L, null, List.of(), new BigDecimal("2.2"), new BigDecimal("8.8"));
        Schema schema = Schema.structure(
                "S",
                Kind.STRUCTURE,
                Traits.NONE,
                Member.of(0, "n", Schema.simple("N", Kind.DOUBLE, constraints, Traits.NONE), Traits.NONE));
        assertThatCode(() -> ConstraintChecker.check(Values.of(schema, "n", 2.2), "Op", ConstraintProfile.FIELDS))
                .doesNotThrowAnyException();
        assertThat(refusal(Values.of(schema, "n", 2.1), ConstraintProfile.FIELDS))
                .hasMessageEndingWith("Member must be between 2.2 and 8.8, inclusive");
    }

    @Test
    void textsWithOneHashAreToldApartInTime() {
        Schema list = Schema.list(
                "Unique",
                Constraints.NONE,
                Traits.of(Set.of(Flag.UNIQUE_ITEMS), Map.of()),
                Member.of(0, "member", SampleService.STRING, Traits.NONE));
        Schema schema = Schema.structure("S", Kind.STRUCTURE, Traits.NONE, Member.of(0, "l", list, Traits.NONE));
        // "Aa" and "BB" have one hash, and so has any sequence of them.
        List<String> colliding = IntStream.range(0, 1 << 14)
                .mapToObj(i -> {
                    StringBuilder text = new StringBuilder();
                    for (int bit = 0; bit < 14; bit++) {
                        text.append((i >> bit & 1) == 0 ? "Aa" : "BB");
                    }
                    return text.toString();
                })
                .toList();
        assertThatCode(() -> ConstraintChecker.check(Values.of(schema, "l", colliding), "Op", ConstraintProfile.FIELDS))
                .doesNotThrowAnyException();
        assertThat(refusal(Values.of(schema, "l", List.of("a", "b", "a")), ConstraintProfile.FIELDS))
                .hasMessageEndingWith("Value at '/l' failed to satisfy constraint: Member must have unique values");
    }

    private static Values thing(Object... namesAndValues) {
        return Values.of(SampleService.THING, namesAndValues);
    }

    private static ValidationException refusal(Values input, ConstraintProfile profile) {
        return catchThrowableOfType(
                ValidationException.class, () -> ConstraintChecker.check(input, "PutThing", profile));
    }
}
