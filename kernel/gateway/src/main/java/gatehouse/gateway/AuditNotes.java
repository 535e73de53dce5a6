package gatehouse.gateway;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What an operation adds to its audit record. Used by the request's own thread only.
public final class AuditNotes {
    private final List<RecordedResource> resources = new ArrayList<>(2);
    private final List<RecordedResource> lookups = new ArrayList<>(2);
    private final Map<String, String> additionalEventData = new LinkedHashMap<>();
    private final Map<String, String> answered = new LinkedHashMap<>();

    /// Records a resource that the call touched under `resources`, such as a key's ARN and `AWS::KMS::Key`. The
    /// event is found by it, and recorded in that account too.
    public void resource(String arn, String type, String account) {
        add(resources, new RecordedResource(arn, type, account));
        add(lookups, new RecordedResource(arn, type, account));
    }

    /// Makes the event findable by a resource that the record does not list, such as `alice` of type
    /// `AWS::IAM::User`.
    public void lookup(String name, String type) {
        add(lookups, new RecordedResource(name, type, ""));
    }

    /// Records a fact under `additionalEventData`, where CloudTrail documents it.
    public void additional(String name, String value) {
        additionalEventData.put(name, value);
    }

    /// Records `responseElements` in the answer's place, where CloudTrail documents more than the answer holds.
    public void answered(String name, String value) {
        answered.put(name, value);
    }

    private static void add(List<RecordedResource> list, RecordedResource resource) {
        if (!list.contains(resource)) {
            list.add(resource);
        }
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

    record RecordedResource(String arn, String type, String account) {}
}
