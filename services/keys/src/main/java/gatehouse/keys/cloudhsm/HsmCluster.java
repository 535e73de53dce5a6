package gatehouse.keys.cloudhsm;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A cluster. `token` is the name of the operator's token that it stands on; `lineage` is the first cluster whose keys
/// that token holds: those that are made from a backup keep it.
public record HsmCluster(
        String account,
        String region,
        String clusterId,
        Instant createDate,
        Plan plan,
        String token,
        String lineage,
        int retentionDays,
        Claim claim,
        List<ClusterHsm> hsms,
        Map<String, String> tags) {
    public HsmCluster {
        hsms = List.copyOf(hsms);
        tags = Map.copyOf(tags);
    }

    /// What a cluster was asked to be: `subnets` by availability zone; the last is the backup that it was made from.
    public record Plan(
            String hsmType,
            String mode,
            @Nullable String vpcId,
            Map<String, String> subnets,
            @Nullable String sourceBackupId) {
        public Plan {
            subnets = Map.copyOf(subnets);
        }
    }

    /// How far its owner has claimed it, all in PEM: the request of its first HSM, then its certificate and the anchor
    /// that signed it.
    public record Claim(
            @Nullable String csr,
            @Nullable String certificate,
            @Nullable String trustAnchor) {
        static final Claim NONE = new Claim(null, null, null);
    }

    /// One HSM of a cluster.
    public record ClusterHsm(
            String hsmId,
            String availabilityZone,
            String subnetId,
            @Nullable String ipAddress) {}

    static String arn(String region, String account, String clusterId) {
        return "arn:aws:cloudhsm:" + region + ":" + account + ":cluster/" + clusterId;
    }

    public String arn() {
        return arn(region, account, clusterId);
    }

    boolean isInitialized() {
        return claim.certificate() != null;
    }

    HsmCluster claimed(Claim newClaim) {
        return with(plan, retentionDays, newClaim, hsms, tags);
    }

    HsmCluster retaining(int days) {
        return with(plan, days, claim, hsms, tags);
    }

    HsmCluster withHsms(List<ClusterHsm> newHsms) {
        return with(plan, retentionDays, claim, newHsms, tags);
    }

    HsmCluster tagged(Map<String, String> newTags) {
        return with(plan, retentionDays, claim, hsms, newTags);
    }

    private HsmCluster with(
            Plan newPlan, int days, Claim newClaim, List<ClusterHsm> newHsms, Map<String, String> newTags) {
        return new HsmCluster(
                account, region, clusterId, createDate, newPlan, token, lineage, days, newClaim, newHsms, newTags);
    }
}
