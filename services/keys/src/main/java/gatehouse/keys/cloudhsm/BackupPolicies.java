package gatehouse.keys.cloudhsm;

import gatehouse.gateway.Call;
import gatehouse.gateway.InvalidRequest;
import gatehouse.gateway.Plan;
import gatehouse.model.cloudhsmv2.DeleteResourcePolicyRequest;
import gatehouse.model.cloudhsmv2.DeleteResourcePolicyResponse;
import gatehouse.model.cloudhsmv2.GetResourcePolicyRequest;
import gatehouse.model.cloudhsmv2.GetResourcePolicyResponse;
import gatehouse.model.cloudhsmv2.PutResourcePolicyRequest;
import gatehouse.model.cloudhsmv2.PutResourcePolicyResponse;
import gatehouse.policy.MalformedPolicyException;
import gatehouse.ports.PolicyPrincipals;
import org.jspecify.annotations.Nullable;

/// PutResourcePolicy, GetResourcePolicy and DeleteResourcePolicy: with a backup's policy other accounts can make
/// clusters from it.
final class BackupPolicies {
    private final PolicyPrincipals principals;

    BackupPolicies(PolicyPrincipals principals) {
        this.principals = principals;
    }

    Plan<PutResourcePolicyResponse> putResourcePolicy(Call call, PutResourcePolicyRequest in) {
        BackupName name = named(call, in.resourceArn());
        String policy = in.policy();
        if (policy == null) {
            throw new InvalidRequest(CloudHsmErrors.invalid("The Policy is missing."));
        }
        ClusterBackup backup = name.find(call, call.view());
        return Plan.require(CloudHsmActions.onBackup("cloudhsm:PutResourcePolicy", name, backup))
                .commit(tx -> {
                    ClusterBackup there = own(call, name, backup);
                    if (!there.isReady()) {
                        throw CloudHsmErrors.invalid("The backup " + there.backupId() + " is pending deletion.");
                    }
                    try {
                        CloudHsmActions.compile(policy);
                    } catch (MalformedPolicyException e) {
                        throw CloudHsmErrors.invalid("The Policy is malformed: " + e.getMessage());
                    }
                    tx.put(CloudHsmTables.BACKUPS, there.governedBy(principals.bound(tx, policy)));
                    return PutResourcePolicyResponse.builder()
                            .resourceArn(there.arn())
                            .policy(policy)
                            .build();
                });
    }

    Plan<GetResourcePolicyResponse> getResourcePolicy(Call call, GetResourcePolicyRequest in) {
        BackupName name = named(call, in.resourceArn());
        ClusterBackup backup = name.find(call, call.view());
        return Plan.require(CloudHsmActions.onBackup("cloudhsm:GetResourcePolicy", name, backup))
                .reply(() -> {
                    String policy = own(call, name, backup).policy();
                    return GetResourcePolicyResponse.builder()
                            .policy(policy == null ? null : principals.shown(call.view(), policy))
                            .build();
                });
    }

    Plan<DeleteResourcePolicyResponse> deleteResourcePolicy(Call call, DeleteResourcePolicyRequest in) {
        BackupName name = named(call, in.resourceArn());
        ClusterBackup backup = name.find(call, call.view());
        return Plan.require(CloudHsmActions.onBackup("cloudhsm:DeleteResourcePolicy", name, backup))
                .commit(tx -> {
                    ClusterBackup there = own(call, name, backup);
                    String policy = there.policy();
                    if (policy == null) {
                        throw CloudHsmErrors.notFound("of a policy of " + there.arn());
                    }
                    tx.put(CloudHsmTables.BACKUPS, there.governedBy(null));
                    return DeleteResourcePolicyResponse.builder()
                            .resourceArn(there.arn())
                            .policy(principals.shown(tx, policy))
                            .build();
                });
    }

    private static BackupName named(Call call, @Nullable String arn) {
        if (arn == null || !arn.contains(":backup/")) {
            throw new InvalidRequest(CloudHsmErrors.invalid("The ResourceArn must be the ARN of a backup."));
        }
        return BackupName.of(call, arn);
    }

    /// These operations do not cross accounts or regions.
    private static ClusterBackup own(Call call, BackupName name, @Nullable ClusterBackup backup) {
        if (backup == null
                || !name.account().equals(call.account())
                || !name.region().equals(call.region().value())) {
            throw CloudHsmErrors.notFound(name.backupId());
        }
        return backup;
    }
}
