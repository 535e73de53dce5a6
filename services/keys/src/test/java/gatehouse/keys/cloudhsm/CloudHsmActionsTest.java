package gatehouse.keys.cloudhsm;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.gateway.Requirement;
import gatehouse.gateway.Resource;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CloudHsmActionsTest {
    private static final String ACCOUNT = "111122223333";
    private static final String REGION = "us-east-1";

    /// Whose policies ask for the tags of a backup that is not shared with it learns nothing of them.
    @Test
    void aBackupThatIsNotSharedIsAsMissing() {
        HsmCluster.Plan plan = new HsmCluster.Plan("hsm2m.medium", "FIPS", null, Map.of(), null);
        HsmCluster cluster = new HsmCluster(
                ACCOUNT,
                REGION,
                "cluster-1",
                Instant.EPOCH,
                plan,
                "token",
                "cluster-1",
                90,
                HsmCluster.Claim.NONE,
                List.of(),
                Map.of());
        ClusterBackup backup = new ClusterBackup(
                ACCOUNT, REGION, "backup-1", Instant.EPOCH, cluster, false, null, null, Map.of("team", "red"));
        BackupName name = new BackupName(ACCOUNT, REGION, "backup-1");

        Requirement there = CloudHsmActions.onBackup("cloudhsm:CreateCluster", name, backup);
        Resource missing =
                CloudHsmActions.onBackup("cloudhsm:CreateCluster", name, null).resource();

        assertThat(there.resource().tags()).containsEntry("team", "red");
        assertThat(requireNonNull(there.unknown()).requirement().resource()).isEqualTo(missing);
    }
}
