package gatehouse.wire.query;

import gatehouse.wire.bounds.Bodies;
import gatehouse.wire.bounds.Bound;
import gatehouse.wire.shape.SerializationException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class FormMemoryTest {
    /// Somewhat fewer parameters than would be refused at once.
    private static final int NUMBERED_BYTES_MAX = 500_000;

    static Stream<String> bodies() {
        return Stream.concat(
                Bodies.SIZES.stream().flatMap(FormMemoryTest::bodies),
                Bodies.SIZES.stream()
                        .map(size -> Math.min(size, NUMBERED_BYTES_MAX))
                        .flatMap(FormMemoryTest::numbered));
    }

    private static Stream<String> bodies(int size) {
        return Stream.of(
                Bodies.filled(size, "", "&", ""),
                Bodies.filled(size, "", "a=", ""),
                Bodies.filled(size, "", "Child.", "=x"),
                Bodies.filled(size, "", "p%d=&", ""),
                Bodies.filled(size, "Version=", "%41", ""),
                Bodies.filled(size, "Version=", "%C3%A9", ""),
                Bodies.filled(size, "Version=", "x", ""),
                Bodies.filled(size, "Item.1=", "%", ""),
                Bodies.filled(size, "Byte=", "1", ""));
    }

    private static Stream<String> numbered(int size) {
        return Stream.of(
                "Item.999999999=x&Table.Row.999999999.Cell.999999999=1",
                Bodies.filled(size, "", "p%d&", ""),
                Bodies.filled(size, "", "Item.1%d=&", ""),
                Bodies.filled(size, "", "Words.Word.1%d=&", ""),
                Bodies.filled(size, "", "Table.Row.1%d.Cell.1=1&", ""),
                Bodies.filled(size, "", "Table.1%d.1=1&", ""),
                Bodies.filled(size, "", "OneOwner.1%d.Name=1&", ""),
                Bodies.filled(size, "", "Owners.1%d.Name=1&", ""),
                Bodies.filled(size, "", "Pair.1%d.Name=%d&Pair.1%d.value=&", ""),
                Bodies.filled(size, "", "Item.1.%d=&", ""),
                Bodies.filled(size, "", "Item-%d=&", ""),
                Bodies.filled(size, "", "Child-%d.x=&", ""));
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void memoryIsTakenInProportionToTheForm(String form) {
        Bound bound = Bound.of("form");
        for (QueryNames names : QueryNames.values()) {
            bound.holdsFor(form.length(), () -> readOrRefuse(form, names));
        }
    }

    private static void readOrRefuse(String form, QueryNames names) {
        try {
            FormFuzzTest.read(form, names);
        } catch (SerializationException _) {
            // Refused.
        }
    }
}
