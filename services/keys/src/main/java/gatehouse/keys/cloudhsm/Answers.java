package gatehouse.keys.cloudhsm;

import gatehouse.crypto.pkcs11.TokenFailure;
import gatehouse.keys.cloudhsm.HsmCluster.ClusterHsm;
import gatehouse.model.cloudhsmv2.Backup;
import gatehouse.model.cloudhsmv2.BackupPolicy;
import gatehouse.model.cloudhsmv2.BackupRetentionPolicy;
import gatehouse.model.cloudhsmv2.BackupRetentionType;
import gatehouse.model.cloudhsmv2.BackupState;
import gatehouse.model.cloudhsmv2.Certificates;
import gatehouse.model.cloudhsmv2.Cluster;
import gatehouse.model.cloudhsmv2.ClusterMode;
import gatehouse.model.cloudhsmv2.ClusterState;
import gatehouse.model.cloudhsmv2.Hsm;
import gatehouse.model.cloudhsmv2.HsmState;
import gatehouse.model.cloudhsmv2.NetworkType;
import gatehouse.model.cloudhsmv2.Tag;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Clusters, HSMs and backups as AWS shows them.
final class Answers {
    private final HsmTokens tokens;

    Answers(HsmTokens tokens) {
        this.tokens = tokens;
    }

    /// What a cluster's life has come to. One whose token did not answer when it was last asked is degraded.
    ClusterState state(HsmCluster cluster) {
        if (!cluster.hsms().isEmpty() && tokens.failure(cluster.token()) != null) {
            return ClusterState.DEGRADED;
        }
        return cluster.isInitialized() ? ClusterState.ACTIVE : ClusterState.UNINITIALIZED;
    }

    Cluster cluster(HsmCluster cluster) {
        return cluster(cluster, state(cluster));
    }

    Cluster cluster(HsmCluster cluster, ClusterState state) {
        return Cluster.builder()
                .backupPolicy(BackupPolicy.DEFAULT)
                .backupRetentionPolicy(BackupRetentionPolicy.builder()
                        .type(BackupRetentionType.DAYS)
                        .value(Integer.toString(cluster.retentionDays()))
                        .build())
                .clusterId(cluster.clusterId())
                .createTimestamp(cluster.createDate())
                .hsms(hsms(cluster))
                .hsmType(cluster.plan().hsmType())
                .mode(new ClusterMode(cluster.plan().mode()))
                .networkType(NetworkType.IPV4)
                .sourceBackupId(cluster.plan().sourceBackupId())
                .state(state)
                .stateMessage(message(cluster))
                .subnetMapping(cluster.plan().subnets())
                .vpcId(cluster.plan().vpcId())
                .certificates(certificates(cluster))
                .tagList(tags(cluster.tags()))
                .build();
    }

    Hsm hsm(HsmCluster cluster, ClusterHsm hsm) {
        return Hsm.builder()
                .availabilityZone(hsm.availabilityZone())
                .clusterId(cluster.clusterId())
                .subnetId(hsm.subnetId())
                .eniIp(hsm.ipAddress())
                .hsmId(hsm.hsmId())
                .hsmType(cluster.plan().hsmType())
                .state(tokens.failure(cluster.token()) == null ? HsmState.ACTIVE : HsmState.DEGRADED)
                .stateMessage(message(cluster))
                .build();
    }

    static Backup backup(ClusterBackup backup) {
        HsmCluster source = backup.source();
        return Backup.builder()
                .backupId(backup.backupId())
                .backupArn(backup.arn())
                .backupState(backup.isReady() ? BackupState.READY : BackupState.PENDING_DELETION)
                .clusterId(source.clusterId())
                .createTimestamp(backup.createDate())
                .neverExpires(backup.neverExpires())
                .deleteTimestamp(backup.deleteDate())
                .hsmType(source.plan().hsmType())
                .mode(new ClusterMode(source.plan().mode()))
                .tagList(tags(backup.tags()))
                .build();
    }

    /// In the order of their keys.
    static List<Tag> tags(Map<String, String> tags) {
        List<Tag> list = new ArrayList<>(tags.size());
        new TreeMap<>(tags)
                .forEach((key, value) ->
                        list.add(Tag.builder().key(key).value(value).build()));
        return list;
    }

    private List<Hsm> hsms(HsmCluster cluster) {
        return cluster.hsms().stream().map(each -> hsm(cluster, each)).toList();
    }

    private @Nullable String message(HsmCluster cluster) {
        TokenFailure failure = cluster.hsms().isEmpty() ? null : tokens.failure(cluster.token());
        return failure == null ? null : "The PKCS#11 token of the cluster: " + failure + ".";
    }

    /// AWS shows the request as long as there is no certificate.
    private static Certificates certificates(HsmCluster cluster) {
        return Certificates.builder()
                .clusterCsr(cluster.isInitialized() ? null : cluster.claim().csr())
                .clusterCertificate(cluster.claim().certificate())
                .build();
    }
}
