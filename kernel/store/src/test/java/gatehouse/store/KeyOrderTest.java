package gatehouse.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// Encoded keys sort as their parts do.
final class KeyOrderTest {
    @Provide
    Arbitrary<List<String>> tuples() {
        return Arbitraries.strings()
                .withChars('\0', '\u0001', '\u0002', 'a', 'b', '/', '\u00ff', '\u0100', '\uffff')
                .ofMaxLength(4)
                .list()
                .ofMaxSize(4);
    }

    private static Key key(List<String> parts) {
        return Key.of(parts.toArray(String[]::new));
    }

    private static int compare(List<String> a, List<String> b) {
        for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
            int order = Arrays.compareUnsigned(
                    a.get(i).getBytes(StandardCharsets.UTF_8), b.get(i).getBytes(StandardCharsets.UTF_8));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(a.size(), b.size());
    }

    @Property
    void keysSortByTheirParts(@ForAll("tuples") List<String> a, @ForAll("tuples") List<String> b) {
        int order = Arrays.compareUnsigned(key(a).encoded(), key(b).encoded());
        assertThat(Integer.signum(order)).isEqualTo(Integer.signum(compare(a, b)));
        assertThat(key(a).equals(key(b))).isEqualTo(a.equals(b));
    }

    @Property
    void aTupleIsAPrefixOfExactlyThoseThatBeginWithIt(
            @ForAll("tuples") List<String> a, @ForAll("tuples") List<String> b) {
        byte[] prefix = key(a).encoded();
        byte[] whole = key(b).encoded();
        boolean isPrefix =
                whole.length >= prefix.length && Arrays.equals(prefix, 0, prefix.length, whole, 0, prefix.length);
        assertThat(isPrefix)
                .isEqualTo(b.size() >= a.size() && b.subList(0, a.size()).equals(a));
    }
}
