package gatehouse.identity.iam;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/// When and where a principal, by its unique id, last called a service, and each of its actions; denied calls count. An
/// account's number stands for all its principals together, whose single actions are not kept.
public record LastUse(String principalId, String service, Use latest, Map<String, Use> actions) {
    public LastUse {
        actions = Map.copyOf(actions);
    }

    /// One call: its time, to the second, and region.
    public record Use(Instant time, String region) {
        Use orLater(Use other) {
            return other.time.isAfter(time) ? other : this;
        }
    }

    LastUse plus(LastUse other) {
        Map<String, Use> all = new TreeMap<>(actions);
        other.actions.forEach((action, use) -> all.merge(action, use, Use::orLater));
        return new LastUse(principalId, service, latest.orLater(other.latest), all);
    }
}
