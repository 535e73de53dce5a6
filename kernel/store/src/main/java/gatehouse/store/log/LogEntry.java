package gatehouse.store.log;

import java.time.Instant;
import java.util.List;

/// A finished event. `body` is what is kept and handed back; the rest is what it is found by. The body's bytes
/// belong to the entry and are not copied.
public record LogEntry(String account, String region, Instant time, List<Attribute> attributes, byte[] body) {
    public LogEntry {
        attributes = List.copyOf(attributes);
    }

    /// A searchable attribute, such as `EventName` = `CreateUser`. One name may occur several times.
    public record Attribute(String name, String value) {}
}
