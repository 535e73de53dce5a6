package gatehouse.identity.iam;

import java.util.ArrayList;
import java.util.List;

/// The features of centralized root access that an organization has enabled, by AWS's names.
public record RootAccessFeatures(String organizationId, List<String> enabled) {
    public RootAccessFeatures {
        enabled = enabled.stream().sorted().toList();
    }

    RootAccessFeatures plus(String feature) {
        List<String> more = new ArrayList<>(minus(feature).enabled);
        more.add(feature);
        return new RootAccessFeatures(organizationId, more);
    }

    RootAccessFeatures minus(String feature) {
        return new RootAccessFeatures(
                organizationId,
                enabled.stream().filter(each -> !each.equals(feature)).toList());
    }
}
