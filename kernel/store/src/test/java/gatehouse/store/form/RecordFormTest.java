package gatehouse.store.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gatehouse.store.Person;
import gatehouse.store.Person.Address;
import gatehouse.store.Person.Kind;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;

/// The bytes here were written by the first version of Gatehouse: they are what data folders hold.
class RecordFormTest {
    private static final Person FULL = new Person(
            "1",
            "ann",
            Long.MAX_VALUE,
            -1,
            true,
            Kind.MACHINE,
            Instant.parse("2024-02-29T12:34:56.123456789Z"),
            new byte[] {0, -1, 7},
            List.of("x", "ÿ€😀"),
            Map.of("a", "b"),
            Map.of("h", new Address("Bern", null)),
            new Address("Rom", "Via"));
    private static final String FULL_STORED = "bf676163636f756e746131646e616d6563616e6e667669736974731b7fffffffffffffff"
            + "636167652066616374697665f5646b696e64674d414348494e45647365656e781e323032342d30322d32395431323a33343a3536"
            + "2e3132333435363738395a667365637265744300ff076667726f75707382617869c3bfe282acf09f98806474616773bf61616162"
            + "ff69616464726573736573bf6168bf6463697479644265726effff64686f6d65bf646369747963526f6d66737472656574635669"
            + "61ffff";

    private static final String BARE_STORED = "bf676163636f756e746131646e616d6563626f6266766973697473006361676518"
            + "1e66616374697665f5646b696e646548554d414e66736563726574430102036667726f757073806474616773bf"
            + "ff69616464726573736573bfffff";

    private record Numbers(long big, int small, boolean flag, long negative, List<Address> nested) {}

    private static final String NUMBERS_STORED =
            "bf636269671b000001000000000065736d616c6c1a0001117064666c6167f4686e656761746976653ab2d05dff"
                    + "666e657374656480ff";

    private static String stored(Record row) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        RecordForm.of(row.getClass()).write(out, row);
        return HexFormat.of().formatHex(out.toByteArray());
    }

    private static Record read(Class<? extends Record> type, String hex) {
        return RecordForm.of(type).read(HexFormat.of().parseHex(hex), 0);
    }

    @Test
    void aRecordIsStoredInTheSameBytesForEver() {
        assertThat(stored(FULL)).isEqualTo(FULL_STORED);
        assertThat(stored(Person.of("1", "bob"))).isEqualTo(BARE_STORED);
        assertThat(stored(new Numbers(1L << 40, 70_000, false, -3_000_000_000L, List.of())))
                .isEqualTo(NUMBERS_STORED);
    }

    @Test
    void whatWasStoredIsRead() {
        assertThat(read(Person.class, FULL_STORED)).usingRecursiveComparison().isEqualTo(FULL);
        assertThat(read(Person.class, BARE_STORED)).usingRecursiveComparison().isEqualTo(Person.of("1", "bob"));
        assertThat(read(Numbers.class, NUMBERS_STORED))
                .isEqualTo(new Numbers(1L << 40, 70_000, false, -3_000_000_000L, List.of()));
    }

    @Test
    void longTextsAndManyElementsAreReadAsTheyWereWritten() {
        Person lengthy = FULL.withGroups("é".repeat(300), "x".repeat(70_000), "");
        Person many = FULL.withGroups(
                IntStream.range(0, 3_000).mapToObj(Integer::toString).toArray(String[]::new));
        for (Person each : List.of(lengthy, many)) {
            assertThat(read(Person.class, stored(each)))
                    .usingRecursiveComparison()
                    .isEqualTo(each);
        }
    }

    private record Ordered(int third, Map<String, String> unknown, String account) {}

    @Test
    void componentsAreFoundByNameInAnyOrder() {
        assertThat(read(Ordered.class, FULL_STORED)).isEqualTo(new Ordered(0, Map.of(), "1"));
    }

    record Picky(String name) {
        Picky {
            if (name.equals("bob")) {
                throw new IllegalArgumentException("not bob");
            }
        }
    }

    private enum Other {
        CAT
    }

    private record Kinds(Other kind) {}

    private record Names(long name) {}

    private record Ages(String age) {}

    private record Tags(List<String> tags) {}

    private record Groups(Map<String, String> groups) {}

    private record Seen(byte[] name) {}

    private record Named(Instant name) {}

    @Test
    void whatIsNotSuchARecordIsAnError() {
        for (Class<? extends Record> type : List.<Class<? extends Record>>of(
                Picky.class, Kinds.class, Names.class, Ages.class, Tags.class, Groups.class, Seen.class, Named.class)) {
            assertThatThrownBy(() -> read(type, BARE_STORED)).as(type.getName()).isInstanceOf(JacksonException.class);
        }
    }

    @Test
    void whatIsCutOffIsAnError() {
        byte[] whole = HexFormat.of().parseHex(FULL_STORED);
        for (int length = 0; length < whole.length; length++) {
            byte[] part = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> RecordForm.of(Person.class).read(part, 0)).isInstanceOf(JacksonException.class);
        }
    }

    private record Unordered(Set<String> values) {}

    @Test
    void aTypeThatNoTableStoresIsRefused() {
        assertThatThrownBy(() -> RecordForm.of(Unordered.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Set<java.lang.String>");
    }
}
