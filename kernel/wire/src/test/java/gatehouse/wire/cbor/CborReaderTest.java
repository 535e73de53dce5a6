package gatehouse.wire.cbor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gatehouse.wire.sample.Values;
import gatehouse.wire.shape.Blob;
import gatehouse.wire.shape.Constraints;
import gatehouse.wire.shape.Document;
import gatehouse.wire.shape.Kind;
import gatehouse.wire.shape.Member;
import gatehouse.wire.shape.Schema;
import gatehouse.wire.shape.SerializationException;
import gatehouse.wire.shape.Traits;
import gatehouse.wire.shape.Traits.Flag;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CborReaderTest {
    private static final Traits SPARSE = Traits.of(Set.of(Flag.SPARSE), Map.of());

    @ParameterizedTest
    @CsvSource({
        "BYTE, 18 7f, 127",
        "BYTE, 38 7f, -128",
        "SHORT, 19 7fff, 32767",
        "INTEGER, 1a 7fffffff, 2147483647",
        "INTEGER, 3a 7fffffff, -2147483648",
        "INTEGER, 1b 0000000000000001, 1",
        "INTEGER, d9d9f7 c0 05, 5",
        "LONG, 1b 7fffffffffffffff, 9223372036854775807",
        "LONG, 3b 7fffffffffffffff, -9223372036854775808",
        "LONG, 20, -1",
        "FLOAT, f9 3c00, 1.0",
        "FLOAT, f9 0001, 5.9604645E-8",
        "FLOAT, f9 7c00, Infinity",
        "FLOAT, f9 fc00, -Infinity",
        "FLOAT, f9 7e01, NaN",
        "FLOAT, fb 3ff8000000000000, 1.5",
        "DOUBLE, fa 47c35000, 100000.0",
        "DOUBLE, fb 3ff199999999999a, 1.1",
        "DOUBLE, 19 0100, 256.0",
        "DOUBLE, 20, -1.0",
        "DOUBLE, 1b ffffffffffffffff, 1.8446744073709552E19",
        "BIG_INTEGER, c2 49 010000000000000000, 18446744073709551616",
        "BIG_INTEGER, c3 49 010000000000000000, -18446744073709551617",
        "BIG_INTEGER, c2 40, 0",
        "BIG_INTEGER, c2 5f 41 01 41 00 ff, 256",
        "BIG_INTEGER, 1b ffffffffffffffff, 18446744073709551615",
        "BIG_INTEGER, 3b ffffffffffffffff, -18446744073709551616",
        "BIG_DECIMAL, c4 82 21 19 6ab3, 273.15",
        "BIG_DECIMAL, c4 9f 21 19 6ab3 ff, 273.15",
        "BIG_DECIMAL, c4 82 02 c2 41 05, 5E+2",
        "BIG_DECIMAL, fb 3ff199999999999a, 1.1",
        "BIG_DECIMAL, fa 3dcccccd, 0.1",
        "BIG_DECIMAL, 05, 5",
        "BOOLEAN, f5, true",
        "BOOLEAN, f4, false",
        "TIMESTAMP, c1 1a 514b67b0, 2013-03-21T20:04:00Z",
        "TIMESTAMP, c1 fb 41d452d9ec200000, 2013-03-21T20:04:00.500Z",
        "TIMESTAMP, c1 20, 1969-12-31T23:59:59Z",
        "STRING, 62 c3a9, é",
        "STRING, 7f 61 61 60 61 62 ff, ab",
    })
    void valuesOfEveryWidthAreRead(Kind kind, String item, String value) {
        assertThat(read(kind, item)).hasToString(value);
    }

    @Test
    void byteStringsMayComeInChunks() {
        assertThat(read(Kind.BLOB, "43 010203")).isEqualTo(Blob.copyOf(new byte[] {1, 2, 3}));
        assertThat(read(Kind.BLOB, "5f 42 0102 40 41 03 ff")).isEqualTo(Blob.copyOf(new byte[] {1, 2, 3}));
    }

    @ParameterizedTest
    @CsvSource({
        "BYTE, 18 80, NUMBER_VALUE can not be converted to a Byte",
        "SHORT, 39 8000, NUMBER_VALUE can not be converted to a Short",
        "INTEGER, 1a 80000000, NUMBER_VALUE can not be converted to an Integer",
        "INTEGER, fa 3f800000, NUMBER_VALUE can not be converted to an Integer",
        "LONG, 1b 8000000000000000, NUMBER_VALUE can not be converted to a Long",
        "LONG, c2 41 05, BLOB_VALUE can not be converted to a Long",
        "FLOAT, fb 7fefffffffffffff, NUMBER_VALUE can not be converted to a Float",
        "DOUBLE, 61 31, STRING_VALUE can not be converted to a Double",
        "STRING, 05, NUMBER_VALUE can not be converted to a String",
        "STRING, 41 61, BLOB_VALUE can not be converted to a String",
        "BLOB, 61 61, STRING_VALUE can not be converted to a Blob",
        "BOOLEAN, e5, SIMPLE_VALUE can not be converted to a Boolean",
        "BOOLEAN, 01, NUMBER_VALUE can not be converted to a Boolean",
        "TIMESTAMP, 1a 514b67b0, NUMBER_VALUE can not be converted to a Timestamp",
        "TIMESTAMP, c0 74 323031332d30332d32315432303a30343a30305a, STRING_VALUE can not be converted to a Timestamp",
        "BIG_INTEGER, 41 05, BLOB_VALUE can not be converted to a BigInteger",
        "BIG_DECIMAL, fa 7fc00000, NUMBER_VALUE can not be converted to a BigDecimal",
        "BIG_DECIMAL, c4 82 1a 7fffffff 01, A decimal number has an exponent beyond 10000",
        "STRUCTURE, 80, LIST_VALUE can not be converted to a structure",
        "LIST, a0, STRUCTURE_VALUE can not be converted to a list",
        "MAP, f5, TRUE_VALUE can not be converted to a map",
    })
    void aValueOfTheWrongTypeIsRefusedByName(Kind kind, String item, String message) {
        assertThatThrownBy(() -> read(kind, item))
                .isInstanceOf(SerializationException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "62 c328", // a second byte that is none
                "62 c080", // overlong
                "63 eda080", // a surrogate
                "64 f4908080", // beyond Unicode
                "61 c3", // half a character
                "7f 61 c3 61 a9 ff", // a character in two chunks
                "7f 7f 61 61 ff ff", // chunks within chunks
                "7f 41 61 ff", // bytes among text
                "7f 61 61", // no end
                "62 61", // too short
                "7b ffffffffffffffff 61", // longer than all memory
                "7a 7fffffff 61", // longer than what is there
                "ff", // an end of nothing
                "1c", // reserved
                "1f", // an integer of open length
                "f8 14", // a simple value in two bytes
                "c1", // a tag of nothing
            })
    void brokenItemsAreRefusedWhereverTheyStand(String item) {
        assertThatThrownBy(() -> read(Kind.STRING, item)).isInstanceOf(SerializationException.class);
        assertThatThrownBy(() -> readMember(member(Kind.STRING, "V"), "a1 61 58" + item))
                .isInstanceOf(SerializationException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", // nothing is an empty structure, but not where spaces are
                "a2 61 56 01 61 56 02", // a member twice
                "a1 41 56 01", // a name of bytes
                "a1 01 01", // a name that is a number
                "a1 c0 61 56 01", // a name with a tag
                "bf 61 56 ff", // a name without value
                "a1 61 56", // the same
                "a2 61 56 01", // too few
                "a1 61 56 01 00", // bytes after the end
                "bb ffffffffffffffff 61 56 01", // more members than memory
                "bf 61 56 01", // no end
            })
    void brokenStructuresAreRefused(String body) {
        if (body.isEmpty()) {
            assertThat(readMember(member(Kind.INTEGER, "V"), body).members()).isEmpty();
        } else {
            assertThatThrownBy(() -> readMember(member(Kind.INTEGER, "V"), body))
                    .isInstanceOf(SerializationException.class);
        }
    }

    @Test
    void nullAndUndefinedAreAbsentAndUnknownMembersArePassedOver() {
        Member known = member(Kind.INTEGER, "V");
        assertThat(readMember(known, "a1 61 56 f6").members()).isEmpty();
        assertThat(readMember(known, "a1 61 56 f7").members()).isEmpty();
        assertThat(readMember(known, "bf 61 58 a1 9f ff 9f 5f 41 00 ff f8 ff fb 3ff199999999999a ff 61 56 01 ff")
                        .members())
                .containsExactly(Map.entry("V", 1));
    }

    @Test
    void keysOfMapsAreThereOnce() {
        assertThat(read(Kind.MAP, "bf 61 61 01 61 62 02 ff")).isEqualTo(Map.of("a", 1, "b", 2));
        assertThatThrownBy(() -> read(Kind.MAP, "a2 61 61 01 61 61 02")).isInstanceOf(SerializationException.class);
    }

    @Test
    void nullsStayInSparseListsOnly() {
        assertThat(read(Kind.LIST, "83 01 f6 02")).isEqualTo(List.of(1, 2));
        Schema sparse = Schema.list("L", Constraints.NONE, SPARSE, member(Kind.INTEGER, "member"));
        assertThat(readMember(Member.of(0, "V", sparse, Traits.NONE), "a1 61 56 83 01 f6 02")
                        .members()
                        .get("V"))
                .isEqualTo(Arrays.asList(1, null, 2));
    }

    @Test
    void nestingHasALimit() {
        String body = "a1 61 58" + "81".repeat(200) + "01";
        assertThatThrownBy(() -> readMember(member(Kind.INTEGER, "V"), body))
                .isInstanceOf(SerializationException.class)
                .hasMessage("More than 100 levels of nesting");
        assertThat(readMember(member(Kind.INTEGER, "V"), "a1 61 58" + "c6".repeat(100_000) + "01")
                        .members())
                .isEmpty();
    }

    @Test
    void numbersHaveALimit() {
        assertThat(read(Kind.BIG_INTEGER, "c2 59 0200" + "ff".repeat(512)))
                .isEqualTo(BigInteger.TWO.pow(4096).subtract(BigInteger.ONE));
        assertThatThrownBy(() -> read(Kind.BIG_INTEGER, "c2 59 0201" + "ff".repeat(513)))
                .isInstanceOf(SerializationException.class)
                .hasMessage("A number has more than 512 bytes");
    }

    @Test
    void documentsAreWhatJsonCouldHave() {
        Document expected = new Document.Members(Map.of(
                "a",
                new Document.Array(List.of(new Document.Numeric(BigDecimal.ONE), new Document.Null())),
                "b",
                new Document.Bool(true)));
        assertThat(read(Kind.DOCUMENT, "a2 61 61 82 01 f6 61 62 f5")).isEqualTo(expected);
        assertThatThrownBy(() -> read(Kind.DOCUMENT, "41 00")).isInstanceOf(SerializationException.class);
    }

    @Test
    void timesAreOfTheYearsThatCanBeWritten() {
        assertThatThrownBy(() -> read(Kind.TIMESTAMP, "c1 1b 7fffffffffffffff"))
                .isInstanceOf(SerializationException.class);
        assertThatThrownBy(() -> read(Kind.TIMESTAMP, "c1 f9 7e00")).isInstanceOf(SerializationException.class);
        assertThat(read(Kind.TIMESTAMP, "c1 00")).isEqualTo(Instant.EPOCH);
    }

    private static Object read(Kind kind, String item) {
        return Objects.requireNonNull(
                readMember(member(kind, "V"), "a1 61 56" + item).members().get("V"));
    }

    private static Values readMember(Member member, String body) {
        byte[] bytes = HexFormat.of().parseHex(body.replace(" ", ""));
        Schema schema = Schema.structure("S", Kind.STRUCTURE, Traits.NONE, member);
        return CborReader.read(bytes, in -> Values.read(schema, in));
    }

    private static Member member(Kind kind, String name) {
        return Member.of(0, name, schema(kind), Traits.NONE);
    }

    private static Schema schema(Kind kind) {
        return switch (kind) {
            case STRUCTURE, UNION -> Schema.structure("S", kind, Traits.NONE);
            case LIST -> Schema.list("L", Constraints.NONE, Traits.NONE, member(Kind.INTEGER, "member"));
            case MAP ->
                Schema.map(
                        "M", Constraints.NONE, Traits.NONE, member(Kind.STRING, "key"), member(Kind.INTEGER, "value"));
            default -> Schema.simple("V", kind, Constraints.NONE, Traits.NONE);
        };
    }
}
