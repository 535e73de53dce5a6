package gatehouse.wire.eventstream;

import gatehouse.wire.shape.Blob;
import java.time.Instant;
import java.util.UUID;

/// A header's value, of one of the ten types (true and false are two).
public sealed interface HeaderValue {
    record Bool(boolean value) implements HeaderValue {}

    record Int8(byte value) implements HeaderValue {}

    record Int16(short value) implements HeaderValue {}

    record Int32(int value) implements HeaderValue {}

    record Int64(long value) implements HeaderValue {}

    record Bytes(Blob value) implements HeaderValue {}

    record Text(String value) implements HeaderValue {}

    /// A time to the millisecond.
    record Timestamp(Instant value) implements HeaderValue {}

    record Uuid(UUID value) implements HeaderValue {}
}
