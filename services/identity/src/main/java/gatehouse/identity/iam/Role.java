package gatehouse.identity.iam;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A role: its trust policy's document, and all that its sessions' permissions come from.
public record Role(
        String account,
        String name,
        String path,
        String roleId,
        Instant createDate,
        String assumeRolePolicy,
        @Nullable String description,
        int maxSessionSeconds,
        Map<String, String> inlinePolicies,
        List<String> attachedPolicies,
        @Nullable String permissionsBoundary,
        Map<String, String> tags)
        implements PolicyHolder<Role>, Bounded<Role> {
    /// Where services' own roles are, and nobody else's.
    static final String SERVICE_LINKED_PATH = "/aws-service-role/";

    /// Whether it is linked to a service, which alone may change it.
    boolean isServiceLinked() {
        return path.startsWith(SERVICE_LINKED_PATH);
    }

    @Override
    public String arn() {
        return "arn:aws:iam::" + account + ":role" + path + name;
    }

    @Override
    public Role withInlinePolicies(Map<String, String> inlinePoliciesNow) {
        return new Role(
                account,
                name,
                path,
                roleId,
                createDate,
                assumeRolePolicy,
                description,
                maxSessionSeconds,
                inlinePoliciesNow,
                attachedPolicies,
                permissionsBoundary,
                tags);
    }

    @Override
    public Role withAttachedPolicies(List<String> attachedPoliciesNow) {
        return new Role(
                account,
                name,
                path,
                roleId,
                createDate,
                assumeRolePolicy,
                description,
                maxSessionSeconds,
                inlinePolicies,
                attachedPoliciesNow,
                permissionsBoundary,
                tags);
    }

    @Override
    public Role withPermissionsBoundary(@Nullable String permissionsBoundaryNow) {
        return new Role(
                account,
                name,
                path,
                roleId,
                createDate,
                assumeRolePolicy,
                description,
                maxSessionSeconds,
                inlinePolicies,
                attachedPolicies,
                permissionsBoundaryNow,
                tags);
    }

    @Override
    public Role withTags(Map<String, String> tagsNow) {
        return new Role(
                account,
                name,
                path,
                roleId,
                createDate,
                assumeRolePolicy,
                description,
                maxSessionSeconds,
                inlinePolicies,
                attachedPolicies,
                permissionsBoundary,
                tagsNow);
    }

    public Role withAssumeRolePolicy(String assumeRolePolicyNow) {
        return new Role(
                account,
                name,
                path,
                roleId,
                createDate,
                assumeRolePolicyNow,
                description,
                maxSessionSeconds,
                inlinePolicies,
                attachedPolicies,
                permissionsBoundary,
                tags);
    }

    public Role withDescription(@Nullable String descriptionNow) {
        return new Role(
                account,
                name,
                path,
                roleId,
                createDate,
                assumeRolePolicy,
                descriptionNow,
                maxSessionSeconds,
                inlinePolicies,
                attachedPolicies,
                permissionsBoundary,
                tags);
    }

    public Role withMaxSessionSeconds(int maxSessionSecondsNow) {
        return new Role(
                account,
                name,
                path,
                roleId,
                createDate,
                assumeRolePolicy,
                description,
                maxSessionSecondsNow,
                inlinePolicies,
                attachedPolicies,
                permissionsBoundary,
                tags);
    }
}
