package gatehouse.gateway;

import gatehouse.store.log.EventLog;
import gatehouse.store.log.EventLog.Found;
import gatehouse.store.log.EventLog.Query;
import gatehouse.store.log.LogEntry;
import gatehouse.store.log.LogEntry.Attribute;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// The recorded calls of all accounts, in the order of their recording: for what tells who used what, without any
/// work in the calls themselves.
///
/// They go back as far as the event history does.
public final class PastCalls {
    private static final JsonFactory JSON = new JsonFactory();

    private static final int ENTRIES_PER_READ = 50;

    private final EventLog log;

    public PastCalls(EventLog log) {
        this.log = log;
    }

    /// A call that was answered or refused. `account` is the caller's, and `principalId` the caller's
    /// unique id: that of a role for its sessions (`AROA…`), and the account's number for its root;
    /// `eventSource` is CloudTrail's.
    public record PastCall(
            String account, String region, Instant time, String principalId, String eventSource, String eventName) {}

    private record Identity(String account, String principalId) {}

    /// The position behind the newest call.
    public long end() {
        return log.nextSequence();
    }

    /// The time of the oldest record, where there were older ones that are not kept any more; null where all are there.
    public @Nullable Instant beginning() {
        AtomicReference<@Nullable Instant> oldest = new AtomicReference<>();
        log.read(0, 1, (sequence, entry) -> oldest.set(sequence == 0 ? null : entry.time()));
        return oldest.get();
    }

    /// Offers the calls from a position on, and returns the position behind the last one that was looked at, which is
    /// `limit` further on where there are so many. What services do of themselves is no call.
    public long read(long from, int limit, Consumer<PastCall> consumer) {
        return log.read(from, limit, (_, entry) -> {
            PastCall call = call(entry);
            if (call != null) {
                consumer.accept(call);
            }
        });
    }

    /// A call that succeeded, as its record tells it.
    public record Success(String eventName, Instant time, String eventId, String requestId) {}

    /// The last call of one of these operations that was made with a resource and succeeded; null where the history
    /// holds none.
    public @Nullable Success lastSuccess(String account, String region, String resource, Set<String> eventNames) {
        Attribute byResource = new Attribute(TrailAttribute.RESOURCE_NAME, resource);
        Long before = null;
        do {
            Found found = log.find(new Query(account, region, byResource, null, null, before, ENTRIES_PER_READ));
            for (LogEntry entry : found.entries()) {
                String name = attribute(entry, TrailAttribute.EVENT_NAME);
                Success success = name != null && eventNames.contains(name) ? success(name, entry) : null;
                if (success != null) {
                    return success;
                }
            }
            before = found.next();
        } while (before != null);
        return null;
    }

    private static @Nullable Success success(String name, LogEntry entry) {
        String eventId = null;
        String requestId = null;
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), entry.buffer(), 0, entry.bodyBytes())) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String field = parser.currentName();
                parser.nextToken();
                if (field.equals(TrailField.ERROR_CODE.text())) {
                    return null;
                } else if (field.equals(TrailField.EVENT_ID.text())) {
                    eventId = parser.getString();
                } else if (field.equals(TrailField.REQUEST_ID.text())) {
                    requestId = parser.getString();
                } else {
                    parser.skipChildren();
                }
            }
        }
        return eventId == null || requestId == null ? null : new Success(name, entry.time(), eventId, requestId);
    }

    private static @Nullable PastCall call(LogEntry entry) {
        Identity caller = caller(entry);
        String source = attribute(entry, TrailAttribute.EVENT_SOURCE);
        String name = attribute(entry, TrailAttribute.EVENT_NAME);
        return caller == null || source == null || name == null
                ? null
                : new PastCall(caller.account, entry.region(), entry.time(), caller.principalId, source, name);
    }

    private static @Nullable String attribute(LogEntry entry, String name) {
        for (Attribute attribute : entry.attributes()) {
            if (attribute.name().equals(name)) {
                return attribute.value();
            }
        }
        return null;
    }

    /// Who a record's first lines say; the rest of the record is not read.
    private static @Nullable Identity caller(LogEntry entry) {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), entry.buffer(), 0, entry.bodyBytes())) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                boolean identity = parser.currentName().equals(TrailField.USER_IDENTITY.text());
                if (parser.nextToken() == JsonToken.START_OBJECT && identity) {
                    return inIdentity(parser);
                }
                parser.skipChildren();
            }
        }
        return null;
    }

    private static @Nullable Identity inIdentity(JsonParser parser) {
        String account = null;
        String id = null;
        while ((account == null || id == null) && parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            if (name.equals(TrailField.PRINCIPAL_ID.text())) {
                id = parser.getString();
            } else if (name.equals(TrailField.ACCOUNT_ID.text())) {
                account = parser.getString();
            } else {
                parser.skipChildren();
            }
        }
        return account == null || id == null ? null : new Identity(account, withoutSession(id));
    }

    private static String withoutSession(String id) {
        int session = id.indexOf(':');
        return session < 0 ? id : id.substring(0, session);
    }
}
