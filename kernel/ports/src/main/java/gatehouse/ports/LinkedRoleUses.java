package gatehouse.ports;

import gatehouse.store.View;
import java.util.List;

/// Tells IAM for which resources services still need the roles that are linked to them: such a role is not deleted.
@FunctionalInterface
public interface LinkedRoleUses {
    /// What `service` (its principal, such as `ssm.amazonaws.com`) has in that account that needs its role: empty
    /// where nothing does.
    List<Use> of(View view, String account, String service, String roleArn);

    /// Resources of one region, by their ARNs.
    record Use(String region, List<String> resources) {
        public Use {
            resources = List.copyOf(resources);
        }
    }
}
