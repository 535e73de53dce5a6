package gatehouse.identity.iam;

import gatehouse.model.iam.AttachedPolicy;
import gatehouse.model.iam.GroupDetail;
import gatehouse.model.iam.ManagedPolicyDetail;
import gatehouse.model.iam.Policy;
import gatehouse.model.iam.PolicyDetail;
import gatehouse.model.iam.RoleDetail;
import gatehouse.model.iam.UserDetail;
import gatehouse.store.View;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// Users, groups, roles and policies with all that belongs to them, as GetAccountAuthorizationDetails shows them.
/// Documents are URL-encoded.
record AuthorizationDetails(View view, PolicyCatalogue catalogue) {
    UserDetail of(User user) {
        gatehouse.model.iam.User shown = Answers.user(user);
        return UserDetail.builder()
                .path(user.path())
                .userName(user.name())
                .userId(user.userId())
                .arn(user.arn())
                .createDate(user.createDate())
                .userPolicyList(user.inlinePolicies().isEmpty() ? null : inline(user))
                .groupList(user.groups())
                .attachedManagedPolicies(attached(user))
                .permissionsBoundary(shown.permissionsBoundary())
                .tags(Objects.requireNonNullElse(shown.tags(), List.of()))
                .build();
    }

    GroupDetail of(Group group) {
        return GroupDetail.builder()
                .path(group.path())
                .groupName(group.name())
                .groupId(group.groupId())
                .arn(group.arn())
                .createDate(group.createDate())
                .groupPolicyList(inline(group))
                .attachedManagedPolicies(attached(group))
                .build();
    }

    RoleDetail of(Role role) {
        gatehouse.model.iam.Role shown = Answers.role(view, role);
        return RoleDetail.builder()
                .path(role.path())
                .roleName(role.name())
                .roleId(role.roleId())
                .arn(role.arn())
                .createDate(role.createDate())
                .assumeRolePolicyDocument(shown.assumeRolePolicyDocument())
                .instanceProfileList(InstanceProfileRoles.of(view, role).stream()
                        .map(profile -> InstanceProfiles.listed(view, profile))
                        .toList())
                .rolePolicyList(inline(role))
                .attachedManagedPolicies(attached(role))
                .permissionsBoundary(shown.permissionsBoundary())
                .tags(Objects.requireNonNullElse(shown.tags(), List.of()))
                .roleLastUsed(RoleUse.lastUsed(view, role))
                .build();
    }

    ManagedPolicyDetail of(ManagedPolicy policy, PolicyUse use) {
        Policy shown = Answers.policy(policy, use);
        return ManagedPolicyDetail.builder()
                .policyName(shown.policyName())
                .policyId(shown.policyId())
                .arn(shown.arn())
                .path(shown.path())
                .defaultVersionId(shown.defaultVersionId())
                .attachmentCount(shown.attachmentCount())
                .permissionsBoundaryUsageCount(shown.permissionsBoundaryUsageCount())
                .isAttachable(shown.isAttachable())
                .description(policy.description())
                .createDate(shown.createDate())
                .updateDate(shown.updateDate())
                .policyVersionList(policy.versions().reversed().stream()
                        .map(version -> Answers.version(policy, version).toBuilder()
                                .document(Documents.encode(version.document()))
                                .build())
                        .toList())
                .build();
    }

    private static List<PolicyDetail> inline(PolicyHolder<?> holder) {
        List<PolicyDetail> policies = new ArrayList<>();
        holder.inlinePolicies()
                .forEach((name, document) -> policies.add(PolicyDetail.builder()
                        .policyName(name)
                        .policyDocument(Documents.encode(document))
                        .build()));
        return policies;
    }

    private List<AttachedPolicy> attached(PolicyHolder<?> holder) {
        List<AttachedPolicy> policies = new ArrayList<>();
        for (String arn : holder.attachedPolicies()) {
            ManagedPolicy policy = catalogue.find(view, arn);
            if (policy != null) {
                policies.add(PolicyAttachments.shape(policy));
            }
        }
        return policies;
    }
}
