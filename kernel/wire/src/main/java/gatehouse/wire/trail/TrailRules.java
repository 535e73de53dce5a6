package gatehouse.wire.trail;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What a trail leaves out or hides beside blobs and sensitive members, by path in the record's own spelling:
/// `credentials.sessionToken`. Lists and maps add nothing to a path.
public final class TrailRules {
    /// Nothing beside what the model itself calls sensitive.
    public static final TrailRules NONE = of(Set.of(), Set.of());

    private final Set<String> omitted;
    private final Set<String> hidden;
    private final Set<String> lastSteps;

    private TrailRules(Set<String> omitted, Set<String> hidden) {
        this.omitted = Set.copyOf(omitted);
        this.hidden = Set.copyOf(hidden);
        this.lastSteps = new HashSet<>();
        for (Set<String> paths : List.of(this.omitted, this.hidden)) {
            paths.forEach(path -> lastSteps.add(path.substring(path.lastIndexOf('.') + 1)));
        }
    }

    /// Rules that leave out the members at `omitted` and write `HIDDEN_DUE_TO_SECURITY_REASONS` for those at `hidden`,
    /// sensitive ones included.
    public static TrailRules of(Set<String> omitted, Set<String> hidden) {
        return new TrailRules(omitted, hidden);
    }

    /// Whether a path that ends so is worth building.
    boolean mayApplyTo(String lastStep) {
        return lastSteps.contains(lastStep);
    }

    boolean omits(String path) {
        return omitted.contains(path);
    }

    boolean hides(String path) {
        return hidden.contains(path);
    }
}
