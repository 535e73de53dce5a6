package gatehouse.gateway;

import gatehouse.store.log.LogEntry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What an operation adds to its audit record. Used by the request's own thread only.
public final class AuditNotes {
    private final List<RecordedResource> resources = new ArrayList<>(2);
    private final List<RecordedResource> lookups = new ArrayList<>(2);
    private Map<String, String> additionalEventData = Map.of();
    private Map<String, String> answered = Map.of();
    private List<LogEntry> ownEvents = List.of();
    private final Judgements judgements = new Judgements();

    /// Records a resource that the call touched under `resources`, such as a key's ARN and `AWS::KMS::Key`. The
    /// event is found by it, and recorded in that account too.
    public void resource(String arn, String type, String account) {
        RecordedResource resource = new RecordedResource(arn, type, account);
        add(resources, resource);
        add(lookups, resource);
    }

    /// Makes the event findable by a resource that the record does not list, such as `alice` of type
    /// `AWS::IAM::User`.
    public void lookup(String name, String type) {
        add(lookups, new RecordedResource(name, type, ""));
    }

    /// Records a fact under `additionalEventData`, where CloudTrail documents it.
    public void additional(String name, String value) {
        additionalEventData = with(additionalEventData, name, value);
    }

    /// Records `responseElements` in the answer's place, where CloudTrail documents more than the answer holds.
    public void answered(String name, String value) {
        answered = with(answered, name, value);
    }

    /// An event of the service's own, which is recorded with this one where the call succeeds.
    public void ownEvent(LogEntry event) {
        List<LogEntry> more = ownEvents.isEmpty() ? new ArrayList<>(1) : ownEvents;
        more.add(event);
        ownEvents = more;
    }

    private static void add(List<RecordedResource> list, RecordedResource resource) {
        if (!list.contains(resource)) {
            list.add(resource);
        }
    }

    /// Most calls note one fact, or none.
    private static Map<String, String> with(Map<String, String> facts, String name, String value) {
        Map<String, String> more = facts.isEmpty() ? new LinkedHashMap<>(2) : facts;
        more.put(name, value);
        return more;
    }

    Judgements judgements() {
        return judgements;
    }

    List<RecordedResource> resources() {
        return resources;
    }

    List<RecordedResource> lookups() {
        return lookups;
    }

    Map<String, String> additionalEventData() {
        return additionalEventData;
    }

    Map<String, String> answered() {
        return answered;
    }

    List<LogEntry> ownEvents() {
        return ownEvents;
    }

    record RecordedResource(String arn, String type, String account) {}
}
