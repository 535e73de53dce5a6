package gatehouse.wire.constraint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import gatehouse.wire.sample.SampleService;
import gatehouse.wire.sample.Values;
import gatehouse.wire.shape.Blob;
import gatehouse.wire.shape.CommonException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ConstraintCheckerTest {
    @Test
    void whatFitsPasses() {
        Values thing = thing(
                "KeyId", "alice@x",
                "Count", 1000,
                "Tags", List.of(Values.of(SampleService.TAG, "TagKey", "k", "TagValue", "")),
                "Words", List.of("a", "abc"),
                "Context", Map.of("a", ""),
                "Mode", "B",
                "Secret", "abc",
                "Data", Blob.copyOf(new byte[4]),
                "Child", thing("KeyId", "b"));
        assertThatNoException().isThrownBy(() -> check(thing, ConstraintProfile.JSON));
    }

    @Test
    void whatIsRequiredMustBeThere() {
        assertViolations(
                Values.of(SampleService.THING),
                "1 validation error detected: Value null at 'keyId' failed to satisfy constraint: Member must not be null");
    }

    @Test
    void aTextMayViolateSeveral() {
        assertViolations(
                thing("KeyId", ""),
                "2 validation errors detected: Value '' at 'keyId' failed to satisfy constraint: Member must have length"
                        + " greater than or equal to 1; Value '' at 'keyId' failed to satisfy constraint: Member must"
                        + " satisfy regular expression pattern: [\\w+=,.@-]+");
        assertViolations(
                thing("KeyId", "a b"),
                "1 validation error detected: Value 'a b' at 'keyId' failed to satisfy constraint: Member must satisfy"
                        + " regular expression pattern: [\\w+=,.@-]+");
    }

    @Test
    void lengthsAreCountedInCharacters() {
        assertViolations(
                thing("KeyId", "k", "Words", List.of("😀😀😀😀")),
                "1 validation error detected: Value '[😀😀😀😀]' at 'words' failed to satisfy constraint: Member must"
                        + " satisfy constraint: [Member must have length less than or equal to 3, Member must have length"
                        + " greater than or equal to 1]");
        assertThatNoException()
                .isThrownBy(() -> check(thing("KeyId", "k", "Words", List.of("😀😀😀")), ConstraintProfile.JSON));
    }

    @Test
    void aTextTooLongIsNotHeldAgainstThePattern() {
        assertViolations(
                thing("KeyId", "         "),
                "1 validation error detected: Value '         ' at 'keyId' failed to satisfy constraint: Member must have"
                        + " length less than or equal to 8");
    }

    @Test
    void numbersHaveTheirRange() {
        assertViolations(
                thing("KeyId", "k", "Count", 1001),
                "1 validation error detected: Value '1001' at 'count' failed to satisfy constraint: Member must have value"
                        + " less than or equal to 1000");
        assertViolations(
                thing("KeyId", "k", "Count", 0),
                "1 validation error detected: Value '0' at 'count' failed to satisfy constraint: Member must have value"
                        + " greater than or equal to 1");
    }

    @Test
    void wordsMustBeKnown() {
        assertViolations(
                thing("KeyId", "k", "Mode", "C"),
                "1 validation error detected: Value 'C' at 'mode' failed to satisfy constraint: Member must satisfy enum"
                        + " value set: [A, B]");
    }

    @Test
    void secretsAreNotEchoed() {
        assertViolations(
                thing("KeyId", "k", "Secret", "hidden"),
                "1 validation error detected: Value at 'secret' failed to satisfy constraint: Member must have length less"
                        + " than or equal to 3");
    }

    @Test
    void blobsHaveLengthsToo() {
        assertViolations(
                thing("KeyId", "k", "Data", Blob.copyOf(new byte[5])),
                "1 validation error detected: Value 'java.nio.HeapByteBuffer[pos=0 lim=5 cap=5]' at 'data' failed to satisfy"
                        + " constraint: Member must have length less than or equal to 4");
    }

    @Test
    void placesWithinListsAreCounted() {
        Values good = Values.of(SampleService.TAG, "TagKey", "k");
        Values bad = Values.of(SampleService.TAG, "TagValue", "value");
        assertViolations(
                thing("KeyId", "k", "Child", thing("KeyId", "c", "Tags", List.of(good, bad))),
                "2 validation errors detected: Value null at 'child.tags.2.member.tagKey' failed to satisfy constraint:"
                        + " Member must not be null; Value 'value' at 'child.tags.2.member.tagValue' failed to satisfy"
                        + " constraint: Member must have length less than or equal to 4");
        assertViolations(
                thing("KeyId", "k", "Tags", List.of(good, good, good)),
                "1 validation error detected: Value at 'tags' failed to satisfy constraint: Member must have length less"
                        + " than or equal to 2");
    }

    @Test
    void mapsAnswerForKeysAndValues() {
        Map<String, String> context = new LinkedHashMap<>();
        context.put("a", "1234");
        context.put("long", "1");
        assertViolations(
                thing("KeyId", "k", "Context", context),
                "2 validation errors detected: Value '{a=1234, long=1}' at 'context' failed to satisfy constraint: Map keys"
                        + " must satisfy constraint: [Member must have length less than or equal to 3, Member must have"
                        + " length greater than or equal to 1]; Value '{a=1234, long=1}' at 'context' failed to satisfy"
                        + " constraint: Map value must satisfy constraint: [Member must have length less than or equal to"
                        + " 3, Member must have length greater than or equal to 0]");
    }

    @Test
    void longValuesAreCutAndTenViolationsSuffice() {
        CommonException error = violations(thing("KeyId", "x".repeat(100_000)), ConstraintProfile.JSON);
        assertThat(String.valueOf(error.getMessage()))
                .contains("xxx...' at 'keyId'")
                .hasSizeLessThan(1_200);
        Values deep = Values.of(SampleService.THING);
        for (int i = 0; i < 20; i++) {
            deep = Values.of(SampleService.THING, "Child", deep);
        }
        assertThat(violations(deep, ConstraintProfile.JSON)).message().startsWith("10 validation errors detected: ");
    }

    @Test
    void profilesNameTheCodeAndTurnConstraintsOff() {
        Values thing = thing("KeyId", "a b", "Mode", "C", "Child", Values.of(SampleService.THING));
        assertThat(violations(thing, ConstraintProfile.QUERY).error().code()).isEqualTo("ValidationError");
        assertThat(violations(thing, ConstraintProfile.JSON).error().code()).isEqualTo("ValidationException");
        ConstraintProfile lax = ConstraintProfile.JSON.without("PutThingRequest$Mode", "PutThing.keyId#pattern");
        assertThat(violations(thing, lax))
                .hasMessage("1 validation error detected: Value null at 'child.keyId' failed to satisfy constraint:"
                        + " Member must not be null");
        assertThatNoException().isThrownBy(() -> check(thing, lax.without("PutThing.child.keyId#required")));
    }

    @Test
    void aServiceMaySayItWithoutTheValues() {
        ConstraintProfile profile = ConstraintProfile.QUERY.withoutValues();
        assertThat(violations(thing("KeyId", "a b", "Mode", "C"), profile))
                .message()
                .startsWith("2 validation errors detected: Value at 'keyId' failed to satisfy constraint: ")
                .contains("; Value at 'mode' failed to satisfy constraint: ")
                .doesNotContain("a b");
    }

    @Test
    void aServiceMayHaveItsOwnWordsForAPatternAlone() {
        ConstraintProfile profile = ConstraintProfile.QUERY.saying("The value of %s is no name.", "KeyIdType");
        assertThat(violations(thing("KeyId", "a b"), profile)).hasMessage("The value of keyId is no name.");
        assertThat(violations(thing("KeyId", "a b", "Mode", "C"), profile))
                .message()
                .startsWith("1 validation error detected: Value 'C' at 'mode' ");
        assertThat(violations(thing("KeyId", "much too long"), profile))
                .message()
                .contains("validation error");
    }

    private static void assertViolations(Values input, String message) {
        assertThat(violations(input, ConstraintProfile.JSON)).hasMessage(message);
    }

    private static CommonException violations(Values input, ConstraintProfile profile) {
        return catchThrowableOfType(CommonException.class, () -> check(input, profile));
    }

    private static void check(Values input, ConstraintProfile profile) {
        ConstraintChecker.check(input, "PutThing", profile);
    }

    private static Values thing(Object... namesAndValues) {
        return Values.of(SampleService.THING, namesAndValues);
    }
}
