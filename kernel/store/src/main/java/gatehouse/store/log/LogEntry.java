package gatehouse.store.log;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/// A finished event. Its body is what is kept and handed back; the rest is what it is found by.
///
/// The body is the first `bodyBytes` of `buffer`, so that whoever wrote it into a larger array need not copy it. The
/// array belongs to the entry and is not copied.
public record LogEntry(
        String account, String region, Instant time, List<Attribute> attributes, byte[] buffer, int bodyBytes) {
    public LogEntry {
        attributes = List.copyOf(attributes);
        Objects.checkFromToIndex(0, bodyBytes, buffer.length);
    }

    /// An entry whose body is the whole array.
    public LogEntry(String account, String region, Instant time, List<Attribute> attributes, byte[] body) {
        this(account, region, time, attributes, body, body.length);
    }

    /// The body alone: the array itself where nothing else is in it.
    public byte[] body() {
        return bodyBytes == buffer.length ? buffer : Arrays.copyOf(buffer, bodyBytes);
    }

    /// A searchable attribute, such as `EventName` = `CreateUser`. One name may occur several times.
    public record Attribute(String name, String value) {}
}
