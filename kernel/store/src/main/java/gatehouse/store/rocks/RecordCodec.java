package gatehouse.store.rocks;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import gatehouse.store.StoreException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.dataformat.cbor.CBORMapper;

/// Stored form of a record: the version that wrote it (8 bytes, big-endian), then CBOR by component names, nulls
/// left out.
final class RecordCodec {
    static final int VERSION_BYTES = Long.BYTES;

    private RecordCodec() {}

    /// Made at the first use: what never stores a record never pays for it.
    private static final class Mapper {
        static final CBORMapper CBOR = build();

        private static CBORMapper build() {
            JsonSetter.Value nullsAsEmpty = JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY);
            return CBORMapper.builder()
                    .disable(
                            DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                            DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    .changeDefaultPropertyInclusion(
                            inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
                    // Only components are stored: a record's other methods that look like getters are not.
                    .changeDefaultVisibility(checker -> checker.withVisibility(PropertyAccessor.ALL, Visibility.NONE)
                            .withVisibility(PropertyAccessor.FIELD, Visibility.ANY)
                            .withVisibility(PropertyAccessor.CREATOR, Visibility.ANY))
                    .withConfigOverride(List.class, override -> override.setNullHandling(nullsAsEmpty))
                    .withConfigOverride(Set.class, override -> override.setNullHandling(nullsAsEmpty))
                    .withConfigOverride(Map.class, override -> override.setNullHandling(nullsAsEmpty))
                    .build();
        }
    }

    private static final ClassValue<ObjectReader> READERS = new ClassValue<>() {
        @Override
        protected ObjectReader computeValue(Class<?> type) {
            return Mapper.CBOR.readerFor(type);
        }
    };

    private static final ClassValue<ObjectWriter> WRITERS = new ClassValue<>() {
        @Override
        protected ObjectWriter computeValue(Class<?> type) {
            return Mapper.CBOR.writerFor(type);
        }
    };

    /// Loads the mapper by using it once.
    static void prepare() {
        byte[] stored = encode(new Example("", List.of()));
        READERS.get(Example.class).readValue(stored, VERSION_BYTES, stored.length - VERSION_BYTES);
    }

    private record Example(String name, List<String> values) {}

    /// The stored form, with room for the version.
    static byte[] encode(Record row) {
        byte[] body = WRITERS.get(row.getClass()).writeValueAsBytes(row);
        byte[] out = new byte[VERSION_BYTES + body.length];
        System.arraycopy(body, 0, out, VERSION_BYTES, body.length);
        return out;
    }

    static void stamp(byte[] stored, long version) {
        ByteBuffer.wrap(stored).putLong(0, version);
    }

    static long version(byte[] stored) {
        return ByteBuffer.wrap(stored).getLong(0);
    }

    static Cell decode(RowKey key, byte[] stored) {
        try {
            Record row = READERS.get(key.space.tables.table.type())
                    .readValue(stored, VERSION_BYTES, stored.length - VERSION_BYTES);
            return new Cell(version(stored), row);
        } catch (JacksonException e) {
            // Jackson's message may quote what is stored, so it goes nowhere.
            throw new StoreException("the row " + key + " is not a "
                    + key.space.tables.table.type().getSimpleName() + " ("
                    + e.getClass().getSimpleName() + ")");
        }
    }
}
