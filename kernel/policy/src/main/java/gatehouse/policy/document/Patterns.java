package gatehouse.policy.document;

import java.util.List;

/// The value of Action, NotAction, Resource or NotResource.
public record Patterns(Sense sense, List<String> values) {
    public Patterns {
        values = List.copyOf(values);
    }
}
