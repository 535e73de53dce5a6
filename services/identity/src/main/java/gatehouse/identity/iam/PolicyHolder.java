package gatehouse.identity.iam;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What policies are attached to: a user, group or role.
public sealed interface PolicyHolder<R> permits User, Group, Role {
    String account();

    String name();

    String path();

    String arn();

    Map<String, String> tags();

    /// The ARN of the policy that bounds the permissions; null where none does.
    @Nullable
    String permissionsBoundary();

    /// Documents by the policies' names, in the order of the names.
    Map<String, String> inlinePolicies();

    /// ARNs of managed policies, in the order in which they were attached.
    List<String> attachedPolicies();

    R withInlinePolicies(Map<String, String> inlinePolicies);

    R withAttachedPolicies(List<String> attachedPolicies);
}
