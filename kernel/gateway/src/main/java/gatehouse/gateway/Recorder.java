package gatehouse.gateway;

import gatehouse.gateway.AuditNotes.RecordedResource;
import gatehouse.store.log.LogEntry;
import gatehouse.store.log.LogEntry.Attribute;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Makes the audit entries of a call: one in the caller's account, and, where an allowed call touched another
/// account's resources, one in each of those.
final class Recorder {
    private final Ids ids;

    Recorder(Ids ids) {
        this.ids = ids;
    }

    List<LogEntry> entries(Inbound inbound, Attempt attempt) {
        String own = attempt.caller().account();
        TreeSet<String> others = new TreeSet<>();
        if (attempt.succeeded()) {
            for (RecordedResource resource : attempt.notes().resources()) {
                if (!resource.account().equals(own)) {
                    others.add(resource.account());
                }
            }
        }
        if (others.isEmpty()) {
            return List.of(entry(attempt, own, null));
        }
        String sharedEventId = ids.next();
        List<LogEntry> entries = new ArrayList<>(1 + others.size());
        entries.add(entry(attempt, own, sharedEventId));
        for (String other : others) {
            entries.add(entry(attempt, other, sharedEventId));
        }
        return entries;
    }

    private LogEntry entry(Attempt attempt, String account, @Nullable String sharedEventId) {
        String eventId = ids.next();
        byte[] body = TrailRecord.write(attempt, account, eventId, sharedEventId);
        return new LogEntry(account, attempt.region().value(), attempt.time(), attributes(attempt, eventId), body);
    }

    private static List<Attribute> attributes(Attempt attempt, String eventId) {
        List<Attribute> attributes = new ArrayList<>(8);
        attributes.add(new Attribute(TrailAttribute.EVENT_ID, eventId));
        attributes.add(new Attribute(TrailAttribute.EVENT_NAME, attempt.operationName()));
        attributes.add(new Attribute(
                TrailAttribute.EVENT_SOURCE, attempt.inbound().service().eventSource()));
        attributes.add(new Attribute(
                TrailAttribute.READ_ONLY, attempt.trail().access() == Trail.Access.READ ? "true" : "false"));
        attributes.add(new Attribute(TrailAttribute.USERNAME, TrailIdentity.username(attempt.caller())));
        attributes.add(
                new Attribute(TrailAttribute.ACCESS_KEY_ID, attempt.caller().accessKeyId()));
        for (RecordedResource resource : attempt.notes().lookups()) {
            attributes.add(new Attribute(TrailAttribute.RESOURCE_TYPE, resource.type()));
            attributes.add(new Attribute(TrailAttribute.RESOURCE_NAME, resource.arn()));
        }
        return attributes;
    }
}
