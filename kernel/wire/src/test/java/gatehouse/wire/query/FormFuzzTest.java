package gatehouse.wire.query;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.sun.management.ThreadMXBean;
import gatehouse.wire.http.Headers;
import gatehouse.wire.http.HttpRequest;
import gatehouse.wire.sample.Values;
import gatehouse.wire.sample.XmlArbitraries;
import gatehouse.wire.sample.XmlThings;
import gatehouse.wire.shape.SerializationException;
import java.lang.management.ManagementFactory;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class FormFuzzTest {
    private static final int BOMB_BYTES = 1 << 20;

    /// What may be allocated for each byte of a form.
    private static final int BYTES_PER_BYTE_MAX = 60;

    @Provide
    Arbitrary<Values> values() {
        return XmlArbitraries.documents();
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void whatAClientWritesInAnyOrderIsReadAgain(
            @ForAll("values") Values value, @ForAll QueryNames names, @ForAll Random random) {
        Assume.that(!hasEmptyChild(value));
        List<String> parameters = FormWriter.parameters(value, names);
        Collections.shuffle(parameters, random);
        assertThat(read(String.join("&", parameters), names)).isEqualTo(value);
    }

    /// A form has no words for a structure without members.
    private static boolean hasEmptyChild(Values value) {
        return value.members().get("Child") instanceof Values child
                && (child.members().isEmpty() || hasEmptyChild(child));
    }

    /// A form with a part of it cut out, doubled or replaced.
    @Provide
    Arbitrary<String> mutated() {
        Arbitrary<String> whole = Combinators.combine(XmlArbitraries.documents(), Arbitraries.of(QueryNames.class))
                .as((value, names) -> String.join("&", FormWriter.parameters(value, names)));
        Arbitrary<String> inserted = Arbitraries.of(
                        "&",
                        "=",
                        ".",
                        ".1",
                        ".999999999",
                        ".01",
                        ".-1",
                        "%",
                        "%2E",
                        "%C3",
                        "Child.",
                        "Item",
                        "Table",
                        "Row")
                .list()
                .ofMaxSize(3)
                .map(tokens -> String.join("", tokens));
        return Combinators.combine(
                        whole,
                        inserted,
                        Arbitraries.doubles().between(0, 1),
                        Arbitraries.integers().between(-20, 20))
                .as((text, token, at, length) -> {
                    int from = (int) (at * text.length());
                    int to = Math.clamp(from + (long) length, 0, text.length());
                    return text.substring(0, Math.max(from, to)) + token + text.substring(Math.min(from, to));
                });
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void mutatedFormsAreReadOrRefused(@ForAll("mutated") String form, @ForAll QueryNames names) {
        assertReadOrRefused(form, names);
    }

    static Stream<String> bombs() {
        return Stream.of(
                "Item.999999999=x&Table.Row.999999999.Cell.999999999=1",
                "&".repeat(BOMB_BYTES),
                "a=".repeat(BOMB_BYTES / 2),
                "Child.".repeat(BOMB_BYTES / 6) + "=x",
                numbered("Item.%d=&", 49_000),
                numbered("Words.Word.%d=&", 49_000),
                numbered("Table.Row.%d.Cell.1=1&", 49_000),
                numbered("Table.%d.1=1&", 49_000),
                numbered("OneOwner.%d.Name=1&", 49_000),
                numbered("Pair.%d.Name=%d&Pair.%d.value=&", 24_000),
                numbered("Item.1.%d=&", 49_000),
                numbered("Item-%d=&", 49_000),
                numbered("Child-%d.x=&", 49_000),
                numbered("p%d=&", 200_000),
                "Version=" + "%41".repeat(BOMB_BYTES / 3));
    }

    private static String numbered(String parameter, int times) {
        return IntStream.rangeClosed(1, times)
                .mapToObj(i -> parameter.replace("%d", Integer.toString(i)))
                .collect(Collectors.joining());
    }

    @ParameterizedTest
    @MethodSource("bombs")
    void memoryIsTakenInProportionToTheForm(String form) {
        assertReadOrRefused("Item.1=x", QueryNames.EC2);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (QueryNames names : QueryNames.values()) {
            long before = threads.getCurrentThreadAllocatedBytes();
            assertReadOrRefused(form, names);
            long allocated = threads.getCurrentThreadAllocatedBytes() - before;
            assertThat(allocated).as(names.name()).isLessThan((long) form.length() * BYTES_PER_BYTE_MAX + 100_000);
        }
    }

    private static void assertReadOrRefused(String form, QueryNames names) {
        Throwable thrown = catchThrowable(() -> read(form, names));
        if (thrown != null) {
            assertThat(thrown).isInstanceOf(SerializationException.class);
        }
    }

    private static Values read(String form, QueryNames names) {
        HttpRequest request = new HttpRequest(
                "POST", "/", "", Headers.of(), form.getBytes(UTF_8), new HttpRequest.Connection("192.0.2.1", false));
        return Values.read(XmlThings.DOCUMENT, QueryReader.of(Form.of(request), names));
    }
}
