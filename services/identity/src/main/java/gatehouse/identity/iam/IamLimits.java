package gatehouse.identity.iam;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/// The quotas in force: AWS's defaults, or what the operator set instead.
public final class IamLimits {
    /// Page sizes: what AWS answers where the request asks for none.
    public static final int ITEMS_PER_PAGE = 100;

    /// Reports of last access that wait for their completion, of one account. AWS names no figure.
    static final int ACCESS_REPORTS_PENDING_MAX = 100;

    /// Completed reports that are kept of one account: the oldest make room. AWS names no figure.
    static final int ACCESS_REPORTS_KEPT_MAX = 1_000;

    /// What the account summary names as the quota of policies that are attached, each in its default
    /// version: AWS's, and more than so many policies of an account and of AWS's could reach here.
    static final int POLICY_VERSIONS_IN_USE_MAX = 10_000;

    /// Delegation requests of one requestor that are kept. AWS names no figure.
    static final int DELEGATION_REQUESTS_MAX = 1_000;

    /// How far back reports of last access look.
    ///
    /// Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_last-accessed.html
    static final Duration ACCESS_TRACKING = Duration.ofDays(400);

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
            throw quota.countsTags() ? IamErrors.tooManyTags() : IamErrors.exceeded(quota.awsName(), of(quota));
        }
    }
}
