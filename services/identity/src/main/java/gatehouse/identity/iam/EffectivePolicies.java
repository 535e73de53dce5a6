package gatehouse.identity.iam;

import gatehouse.policy.AttachedPolicy;
import gatehouse.policy.PolicyKind;
import gatehouse.store.View;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The identity policies that are in force for a user or a role, compiled. Everything is read through the view, so
/// a call that was decided on a policy that has changed since starts again.
///
/// What is referred to but missing denies everything: it can only be missing through a defect.
public final class EffectivePolicies {
    private final PolicyCache cache;
    private final PolicyCatalogue catalogue;

    public EffectivePolicies(PolicyCache cache, PolicyCatalogue catalogue) {
        this.cache = cache;
        this.catalogue = catalogue;
    }

    /// The user's own policies, inline and attached, and those of its groups.
    public List<AttachedPolicy> ofUser(View view, User user) {
        List<AttachedPolicy> all = new ArrayList<>(8);
        add(view, user.inlinePolicies(), user.attachedPolicies(), all);
        for (String name : user.groups()) {
            Group group = view.get(IamTables.GROUPS, IamTables.named(user.account(), name));
            if (group == null) {
                all.add(new AttachedPolicy(name, cache.denyAll(PolicyKind.IDENTITY)));
            } else {
                add(view, group.inlinePolicies(), group.attachedPolicies(), all);
            }
        }
        return all;
    }

    /// The group's policies, inline and attached.
    List<AttachedPolicy> ofGroup(View view, Group group) {
        List<AttachedPolicy> all = new ArrayList<>(4);
        add(view, group.inlinePolicies(), group.attachedPolicies(), all);
        return all;
    }

    /// The role's policies, inline and attached.
    public List<AttachedPolicy> ofRole(View view, Role role) {
        List<AttachedPolicy> all = new ArrayList<>(4);
        add(view, role.inlinePolicies(), role.attachedPolicies(), all);
        return all;
    }

    /// The managed policy that is a permissions boundary; null where there is none.
    public @Nullable AttachedPolicy boundary(View view, @Nullable String arn) {
        return arn == null ? null : managed(view, arn, PolicyKind.BOUNDARY);
    }

    /// The default version of a managed policy, to be used as `kind`.
    public AttachedPolicy managed(View view, String arn, PolicyKind kind) {
        ManagedPolicy policy = catalogue.find(view, arn);
        return policy == null
                ? new AttachedPolicy(arn, cache.denyAll(kind))
                : new AttachedPolicy(arn, policy.defaultVersionId(), cache.get(policy.defaultDocument(), kind));
    }

    /// A role's trust policy.
    public AttachedPolicy trust(Role role) {
        return new AttachedPolicy(role.arn(), cache.get(role.assumeRolePolicy(), PolicyKind.TRUST));
    }

    private void add(View view, Map<String, String> inline, List<String> attached, List<AttachedPolicy> all) {
        for (Map.Entry<String, String> policy : inline.entrySet()) {
            all.add(new AttachedPolicy(policy.getKey(), cache.get(policy.getValue(), PolicyKind.IDENTITY)));
        }
        for (String arn : attached) {
            all.add(managed(view, arn, PolicyKind.IDENTITY));
        }
    }
}
