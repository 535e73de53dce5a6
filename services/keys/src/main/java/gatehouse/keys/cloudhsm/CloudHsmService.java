package gatehouse.keys.cloudhsm;

import gatehouse.crypto.Entropy;
import gatehouse.gateway.Service;
import gatehouse.model.cloudhsmv2.CloudHSMV2;
import gatehouse.ports.HsmClusters;
import gatehouse.ports.PolicyPrincipals;
import gatehouse.ports.Principals;
import gatehouse.store.Store;
import gatehouse.wire.constraint.ConstraintProfile;
import java.util.List;

/// AWS CloudHSM: its parts, put together, and its operations, listed once.
public final class CloudHsmService {
    private final HsmTokens tokens;
    private final Clusters clusters;
    private final Hsms hsms;
    private final Backups backups = new Backups();
    private final BackupPolicies policies;
    private final ResourceTags tags;

    /// A service whose clusters stand on these tokens.
    public CloudHsmService(List<HsmToken> tokens, Principals principals, Entropy entropy, CloudHsmLimits limits) {
        this.policies = new BackupPolicies(new PolicyPrincipals(principals));
        this.tokens = new HsmTokens(tokens);
        this.clusters = new Clusters(this.tokens, entropy, limits);
        this.hsms = new Hsms(this.tokens, entropy, limits);
        this.tags = new ResourceTags(limits);
    }

    /// The service for the gateway.
    public Service service() {
        return Service.of(CloudHSMV2.MODEL, "cloudhsm", ConstraintProfile.JSON)
                .on(CloudHSMV2.CREATE_CLUSTER, clusters::createCluster)
                .on(CloudHSMV2.DESCRIBE_CLUSTERS, clusters::describeClusters)
                .on(CloudHSMV2.INITIALIZE_CLUSTER, clusters::initializeCluster)
                .on(CloudHSMV2.MODIFY_CLUSTER, clusters::modifyCluster)
                .on(CloudHSMV2.DELETE_CLUSTER, clusters::deleteCluster)
                .on(CloudHSMV2.CREATE_HSM, hsms::createHsm)
                .on(CloudHSMV2.DELETE_HSM, hsms::deleteHsm)
                .on(CloudHSMV2.DESCRIBE_BACKUPS, backups::describeBackups)
                .on(CloudHSMV2.MODIFY_BACKUP_ATTRIBUTES, backups::modifyBackupAttributes)
                .on(CloudHSMV2.DELETE_BACKUP, backups::deleteBackup)
                .on(CloudHSMV2.RESTORE_BACKUP, backups::restoreBackup)
                .on(CloudHSMV2.COPY_BACKUP_TO_REGION, backups::copyBackupToRegion)
                .on(CloudHSMV2.PUT_RESOURCE_POLICY, policies::putResourcePolicy)
                .on(CloudHSMV2.GET_RESOURCE_POLICY, policies::getResourcePolicy)
                .on(CloudHSMV2.DELETE_RESOURCE_POLICY, policies::deleteResourcePolicy)
                .on(CloudHSMV2.TAG_RESOURCE, tags::tagResource)
                .on(CloudHSMV2.UNTAG_RESOURCE, tags::untagResource)
                .on(CloudHSMV2.LIST_TAGS, tags::listTags)
                .build();
    }

    /// The clusters for other services.
    public HsmClusters clusters() {
        return new KnownClusters(tokens);
    }

    /// What does work that no call waits for.
    public CloudHsmSweep sweep(Store store) {
        return new CloudHsmSweep(store, tokens);
    }
}
