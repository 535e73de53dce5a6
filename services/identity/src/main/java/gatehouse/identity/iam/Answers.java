package gatehouse.identity.iam;

import gatehouse.identity.iam.ManagedPolicy.Version;
import gatehouse.model.iam.AccessKeyMetadata;
import gatehouse.model.iam.AttachedPermissionsBoundary;
import gatehouse.model.iam.PermissionsBoundaryAttachmentType;
import gatehouse.model.iam.Policy;
import gatehouse.model.iam.PolicyVersion;
import gatehouse.store.View;
import org.jspecify.annotations.Nullable;

/// Records as answers show them. Lists leave out what AWS leaves out of them: tags, boundaries, descriptions.
final class Answers {
    /// What AWS answers as the boundary's type, though its model knows another word only.
    private static final PermissionsBoundaryAttachmentType POLICY = new PermissionsBoundaryAttachmentType("Policy");

    private Answers() {}

    static gatehouse.model.iam.User user(User user) {
        return listed(user).toBuilder()
                .permissionsBoundary(boundary(user.permissionsBoundary()))
                .tags(Tags.shape(user.tags()))
                .build();
    }

    static gatehouse.model.iam.User listed(User user) {
        return gatehouse.model.iam.User.builder()
                .path(user.path())
                .userName(user.name())
                .userId(user.userId())
                .arn(user.arn())
                .createDate(user.createDate())
                .build();
    }

    static gatehouse.model.iam.Group group(Group group) {
        return gatehouse.model.iam.Group.builder()
                .path(group.path())
                .groupName(group.name())
                .groupId(group.groupId())
                .arn(group.arn())
                .createDate(group.createDate())
                .build();
    }

    static gatehouse.model.iam.Role role(View view, Role role) {
        return listed(view, role).toBuilder()
                .permissionsBoundary(boundary(role.permissionsBoundary()))
                .tags(Tags.shape(role.tags()))
                .build();
    }

    /// As CreateRole shows it.
    static gatehouse.model.iam.Role created(View view, Role role) {
        return role(view, role).toBuilder()
                .description(null)
                .maxSessionDuration(null)
                .build();
    }

    static gatehouse.model.iam.Role listed(View view, Role role) {
        return gatehouse.model.iam.Role.builder()
                .path(role.path())
                .roleName(role.name())
                .roleId(role.roleId())
                .arn(role.arn())
                .createDate(role.createDate())
                .assumeRolePolicyDocument(Documents.encode(TrustPolicies.shown(view, role)))
                .description(role.description())
                .maxSessionDuration(role.maxSessionSeconds())
                .build();
    }

    /// As instance profiles show it, and CreateServiceLinkedRole.
    static gatehouse.model.iam.Role brief(View view, Role role) {
        return listed(view, role).toBuilder()
                .description(null)
                .maxSessionDuration(null)
                .build();
    }

    static Policy policy(ManagedPolicy policy, PolicyUse use) {
        return Policy.builder()
                .policyName(policy.name())
                .policyId(policy.policyId())
                .arn(policy.arn())
                .path(policy.path())
                .defaultVersionId(policy.defaultVersionId())
                .attachmentCount(use.attached())
                .permissionsBoundaryUsageCount(use.bounding())
                .isAttachable(true)
                .createDate(policy.createDate())
                .updateDate(policy.updateDate())
                .build();
    }

    /// A version without its document.
    static PolicyVersion version(ManagedPolicy policy, Version version) {
        return PolicyVersion.builder()
                .versionId(version.versionId())
                .isDefaultVersion(version.versionId().equals(policy.defaultVersionId()))
                .createDate(version.createDate())
                .build();
    }

    static AccessKeyMetadata accessKey(AccessKey key) {
        return AccessKeyMetadata.builder()
                .userName(key.userName())
                .accessKeyId(key.accessKeyId())
                .status(CredentialStatus.shape(key.active()))
                .createDate(key.createDate())
                .build();
    }

    private static @Nullable AttachedPermissionsBoundary boundary(@Nullable String arn) {
        return arn == null
                ? null
                : AttachedPermissionsBoundary.builder()
                        .permissionsBoundaryType(POLICY)
                        .permissionsBoundaryArn(arn)
                        .build();
    }
}
