package gatehouse.identity.iam;

import java.util.EnumMap;
import java.util.Map;

/// The quotas in force: AWS's defaults, or what the operator set instead.
public final class IamLimits {
    /// Page sizes: what AWS answers where the request asks for none.
    public static final int ITEMS_PER_PAGE = 100;

    private final Map<Quota, Integer> limits = new EnumMap<>(Quota.class);

    /// AWS's defaults, but for those that `overrides` names.
    public IamLimits(Map<Quota, Integer> overrides) {
        for (Quota quota : Quota.values()) {
            limits.put(quota, overrides.getOrDefault(quota, quota.awsDefault()));
        }
    }

    public int of(Quota quota) {
        return limits.getOrDefault(quota, quota.awsDefault());
    }

    /// Refuses a count above the quota.
    void check(Quota quota, long count) {
        if (count > of(quota)) {
            throw IamErrors.exceeded(quota.awsName(), of(quota));
        }
    }
}
