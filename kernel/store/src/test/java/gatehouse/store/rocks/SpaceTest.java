package gatehouse.store.rocks;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.store.Key;
import gatehouse.store.Person;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// Index cursors can be taken apart, and sort by index key first.
final class SpaceTest {
    private static final Space INDEX = new TableSpaces(Person.TABLE).index("group");

    @Provide
    Arbitrary<Key> keys() {
        return Arbitraries.strings()
                .withChars('\0', '\u0001', 'a', 'b', '\u00ff')
                .ofMaxLength(3)
                .list()
                .ofMaxSize(3)
                .map(parts -> Key.of(parts.toArray(String[]::new)));
    }

    @Property
    void theRowKeyIsFoundInACursor(@ForAll("keys") Key index, @ForAll("keys") Key row) {
        byte[] cursor = Space.indexCursor(index, row);
        assertThat(INDEX.rowKey(cursor)).isEqualTo(row);
        assertThat(Space.indexKeyLength(cursor)).isEqualTo(index.encoded().length);
    }

    @Property
    void cursorsSortByIndexKeyThenByRowKey(
            @ForAll("keys") Key index, @ForAll("keys") Key row, @ForAll("keys") Key index2, @ForAll("keys") Key row2) {
        int byIndex = Arrays.compareUnsigned(index.encoded(), index2.encoded());
        int expected = byIndex != 0 ? byIndex : Arrays.compareUnsigned(row.encoded(), row2.encoded());
        int order = Arrays.compareUnsigned(Space.indexCursor(index, row), Space.indexCursor(index2, row2));
        assertThat(Integer.signum(order)).isEqualTo(Integer.signum(expected));
    }

    @Property
    void prefixesAreTheTuplesThatAKeyStartsWith(@ForAll("keys") Key key) {
        List<Key> prefixes = Space.prefixes(key);
        assertThat(prefixes).startsWith(Key.ALL).endsWith(key);
        assertThat(prefixes)
                .allSatisfy(prefix -> assertThat(prefix.encoded().length).isLessThanOrEqualTo(key.encoded().length));
        assertThat(prefixes).doesNotHaveDuplicates();
    }
}
