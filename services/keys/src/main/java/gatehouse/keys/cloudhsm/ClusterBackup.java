package gatehouse.keys.cloudhsm;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A record that a token held a cluster's keys, from which a cluster can be made again on that token. `deleteDate` is
/// there while it is pending deletion; `policy` is its resource policy.
public record ClusterBackup(
        String account,
        String region,
        String backupId,
        Instant createDate,
        HsmCluster source,
        boolean neverExpires,
        @Nullable Instant deleteDate,
        @Nullable String policy,
        Map<String, String> tags) {
    public ClusterBackup {
        tags = Map.copyOf(tags);
    }

    static String arn(String region, String account, String backupId) {
        return "arn:aws:cloudhsm:" + region + ":" + account + ":backup/" + backupId;
    }

    public String arn() {
        return arn(region, account, backupId);
    }

    boolean isReady() {
        return deleteDate == null;
    }

    /// When it goes, null for never.
    @Nullable
    Instant end() {
        if (deleteDate != null) {
            return deleteDate;
        }
        return neverExpires ? null : createDate.plus(Duration.ofDays(source.retentionDays()));
    }

    boolean isGoneAt(Instant now) {
        Instant end = end();
        return end != null && !end.isAfter(now);
    }

    ClusterBackup deletedAt(@Nullable Instant date) {
        return with(neverExpires, date, policy, tags);
    }

    ClusterBackup expiring(boolean never) {
        return with(never, deleteDate, policy, tags);
    }

    ClusterBackup governedBy(@Nullable String newPolicy) {
        return with(neverExpires, deleteDate, newPolicy, tags);
    }

    ClusterBackup tagged(Map<String, String> newTags) {
        return with(neverExpires, deleteDate, policy, newTags);
    }

    private ClusterBackup with(
            boolean never, @Nullable Instant date, @Nullable String newPolicy, Map<String, String> newTags) {
        return new ClusterBackup(account, region, backupId, createDate, source, never, date, newPolicy, newTags);
    }
}
