package gatehouse.gateway;

import gatehouse.gateway.AuditNotes.RecordedResource;
import gatehouse.store.log.LogEntry;
import gatehouse.store.log.LogEntry.Attribute;
import gatehouse.wire.buffer.GrowableBytes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Makes the audit entries of a call: one in the caller's account, and, where an allowed call touched another
/// account's resources, one in each of those; behind them those of the calls that it forwarded.
final class Recorder {
    private static final SortedSet<String> NONE = Collections.emptySortedSet();
    private static final Attribute READ = new Attribute(TrailAttribute.READ_ONLY, "true");
    private static final Attribute WRITE = new Attribute(TrailAttribute.READ_ONLY, "false");

    private final Ids ids;

    Recorder(Ids ids) {
        this.ids = ids;
    }

    List<LogEntry> entries(Attempt attempt) {
        if (attempt.forwarded().isEmpty()) {
            return own(attempt);
        }
        List<LogEntry> entries = new ArrayList<>(own(attempt));
        for (Attempt forwarded : attempt.forwarded()) {
            entries.addAll(entries(forwarded));
        }
        return entries;
    }

    private List<LogEntry> own(Attempt attempt) {
        String own = attempt.caller().account();
        SortedSet<String> others = attempt.succeeded() ? others(attempt, own) : NONE;
        List<LogEntry> ownEvents = attempt.succeeded() ? attempt.notes().ownEvents() : List.of();
        if (others.isEmpty() && ownEvents.isEmpty()) {
            return List.of(entry(attempt, own, null));
        }
        String sharedEventId = others.isEmpty() ? null : ids.next();
        List<LogEntry> entries = new ArrayList<>(1 + others.size() + ownEvents.size());
        entries.add(entry(attempt, own, sharedEventId));
        entries.addAll(ownEvents);
        for (String other : others) {
            entries.add(entry(attempt, other, sharedEventId));
        }
        return entries;
    }

    /// The other accounts whose resources were touched, which seldom are any.
    private static SortedSet<String> others(Attempt attempt, String own) {
        SortedSet<String> others = NONE;
        for (RecordedResource resource : attempt.notes().resources()) {
            if (!resource.account().equals(own)) {
                others = others.isEmpty() ? new TreeSet<>() : others;
                others.add(resource.account());
            }
        }
        return others;
    }

    private LogEntry entry(Attempt attempt, String account, @Nullable String sharedEventId) {
        boolean own = account.equals(attempt.caller().account());
        String eventId = own ? Ids.eventOf(attempt.asked().requestId()) : ids.next();
        GrowableBytes body = TrailRecord.write(attempt, account, eventId, sharedEventId);
        return new LogEntry(
                account,
                attempt.region().value(),
                attempt.time(),
                attributes(attempt, eventId),
                body.array(),
                body.size());
    }

    private static List<Attribute> attributes(Attempt attempt, String eventId) {
        List<RecordedResource> lookups = attempt.notes().lookups();
        Attribute[] attributes = new Attribute[6 + 2 * lookups.size()];
        int at = 0;
        attributes[at++] = new Attribute(TrailAttribute.EVENT_ID, eventId);
        attributes[at++] = new Attribute(TrailAttribute.EVENT_NAME, attempt.operationName());
        attributes[at++] = new Attribute(
                TrailAttribute.EVENT_SOURCE, attempt.asked().service().eventSource());
        attributes[at++] = attempt.trail().access() == Trail.Access.READ ? READ : WRITE;
        attributes[at++] = new Attribute(TrailAttribute.USERNAME, TrailIdentity.username(attempt.caller()));
        attributes[at++] =
                new Attribute(TrailAttribute.ACCESS_KEY_ID, attempt.caller().accessKeyId());
        for (RecordedResource resource : lookups) {
            attributes[at++] = new Attribute(TrailAttribute.RESOURCE_TYPE, resource.type());
            attributes[at++] = new Attribute(TrailAttribute.RESOURCE_NAME, resource.arn());
        }
        return List.of(attributes);
    }
}
