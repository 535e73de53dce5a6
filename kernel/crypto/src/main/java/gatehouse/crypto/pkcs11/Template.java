package gatehouse.crypto.pkcs11;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;

/// Attributes of an object, as a library wants them: an array of CK_ATTRIBUTE (type, value, length of value).
final class Template {
    private static final long ATTRIBUTE_BYTES = 3 * Long.BYTES;

    private final Arena arena;
    private final List<Attribute> attributes = new ArrayList<>();

    Template(Arena arena) {
        this.arena = arena;
    }

    Template with(int type, boolean value) {
        return with(type, new byte[] {(byte) (value ? 1 : 0)});
    }

    Template with(int type, long value) {
        MemorySegment number = arena.allocateFrom(ValueLayout.JAVA_LONG, value);
        attributes.add(new Attribute(type, number));
        return this;
    }

    Template with(int type, String value) {
        return with(type, value.getBytes(UTF_8));
    }

    Template with(int type, byte[] value) {
        attributes.add(new Attribute(type, bytes(arena, value)));
        return this;
    }

    long address() {
        MemorySegment array = arena.allocate(Math.max(1, attributes.size()) * ATTRIBUTE_BYTES, Long.BYTES);
        for (int i = 0; i < attributes.size(); i++) {
            Attribute attribute = attributes.get(i);
            array.set(ValueLayout.JAVA_LONG, i * ATTRIBUTE_BYTES, attribute.type());
            array.set(
                    ValueLayout.JAVA_LONG,
                    i * ATTRIBUTE_BYTES + Long.BYTES,
                    attribute.value().address());
            array.set(
                    ValueLayout.JAVA_LONG,
                    i * ATTRIBUTE_BYTES + 2 * Long.BYTES,
                    attribute.value().byteSize());
        }
        return array.address();
    }

    int size() {
        return attributes.size();
    }

    /// `value` in native memory.
    static MemorySegment bytes(SegmentAllocator allocator, byte[] value) {
        // An empty value needs an address too.
        MemorySegment copy = allocator.allocate(Math.max(1, value.length));
        MemorySegment.copy(value, 0, copy, ValueLayout.JAVA_BYTE, 0, value.length);
        return copy.asSlice(0, value.length);
    }

    private record Attribute(int type, MemorySegment value) {}
}
