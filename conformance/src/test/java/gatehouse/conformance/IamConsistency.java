package gatehouse.conformance;

import static java.util.Comparator.comparing;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AccessKeyMetadata;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;
import software.amazon.awssdk.services.iam.model.Group;
import software.amazon.awssdk.services.iam.model.GroupDetail;
import software.amazon.awssdk.services.iam.model.InstanceProfile;
import software.amazon.awssdk.services.iam.model.ManagedPolicyDetail;
import software.amazon.awssdk.services.iam.model.Policy;
import software.amazon.awssdk.services.iam.model.PolicyDetail;
import software.amazon.awssdk.services.iam.model.PolicyUsageType;
import software.amazon.awssdk.services.iam.model.PolicyVersion;
import software.amazon.awssdk.services.iam.model.Role;
import software.amazon.awssdk.services.iam.model.RoleDetail;
import software.amazon.awssdk.services.iam.model.User;
import software.amazon.awssdk.services.iam.model.UserDetail;

/// Every answer about an account that nobody changes says the same.
record IamConsistency(IamClient iam) {
    void check() {
        IamDetails details = IamDetails.inOnePage(iam);
        details.check();
        assertThat(IamDetails.inPages(iam, 3)).isEqualTo(details);
        details.users().forEach(detail -> assertThat(ordered(detail)).isEqualTo(user(detail.userName())));
        details.groups().forEach(detail -> assertThat(ordered(detail)).isEqualTo(group(detail.groupName())));
        details.roles().forEach(detail -> assertThat(ordered(detail)).isEqualTo(role(detail.roleName())));
        details.policies().forEach(detail -> assertThat(detail).isEqualTo(policy(detail.arn())));
        details.policies().forEach(this::holdersAreCounted);
        details.groups().forEach(group -> membersAreThoseWhoSaySo(details, group.groupName()));
        summaryCounts(details);
    }

    /// What there is, as a ledger has it.
    Map<String, Integer> names() {
        Map<String, Integer> names = new TreeMap<>();
        for (User user : iam.listUsersPaginator().users()) {
            names.put(IamLedger.key("user", user.userName()), 1);
            for (AccessKeyMetadata key :
                    iam.listAccessKeys(in -> in.userName(user.userName())).accessKeyMetadata()) {
                assertThat(key.userName()).isEqualTo(user.userName());
                names.put(IamLedger.key("access key", key.accessKeyId()), 1);
            }
        }
        iam.listGroupsPaginator().groups().forEach(each -> names.put(IamLedger.key("group", each.groupName()), 1));
        iam.listRolesPaginator().roles().forEach(each -> names.put(IamLedger.key("role", each.roleName()), 1));
        iam.listInstanceProfilesPaginator()
                .instanceProfiles()
                .forEach(each -> names.put(IamLedger.key("instance profile", each.instanceProfileName()), 1));
        iam.listPoliciesPaginator(in -> in.scope("Local"))
                .policies()
                .forEach(each -> names.put(IamLedger.key("policy", each.policyName()), 1));
        return names;
    }

    private void summaryCounts(IamDetails details) {
        Map<String, Integer> summary = iam.getAccountSummary().summaryMapAsStrings();
        assertThat(summary.get("Users")).isEqualTo(details.users().size());
        assertThat(summary.get("Groups")).isEqualTo(details.groups().size());
        assertThat(summary.get("Roles")).isEqualTo(details.roles().size());
        assertThat(summary.get("Policies")).isEqualTo(details.policies().size());
        assertThat(summary.get("InstanceProfiles")).isEqualTo((int)
                iam.listInstanceProfilesPaginator().instanceProfiles().stream().count());
        assertThat(iam.listUsersPaginator(in -> in.maxItems(3)).users().stream().map(User::arn))
                .containsExactlyInAnyOrderElementsOf(
                        details.users().stream().map(UserDetail::arn).toList());
        assertThat(iam.listGroupsPaginator(in -> in.maxItems(3)).groups().stream()
                        .map(Group::arn))
                .containsExactlyInAnyOrderElementsOf(
                        details.groups().stream().map(GroupDetail::arn).toList());
        assertThat(iam.listRolesPaginator(in -> in.maxItems(3)).roles().stream().map(Role::arn))
                .containsExactlyInAnyOrderElementsOf(
                        details.roles().stream().map(RoleDetail::arn).toList());
    }

    private void holdersAreCounted(ManagedPolicyDetail policy) {
        assertThat(holders(policy.arn(), PolicyUsageType.PERMISSIONS_POLICY)).isEqualTo(policy.attachmentCount());
        assertThat(holders(policy.arn(), PolicyUsageType.PERMISSIONS_BOUNDARY))
                .isEqualTo(policy.permissionsBoundaryUsageCount());
    }

    private int holders(String arn, PolicyUsageType usage) {
        List<Object> holders = new ArrayList<>();
        iam.listEntitiesForPolicyPaginator(
                        in -> in.policyArn(arn).policyUsageFilter(usage).maxItems(2))
                .forEach(page -> {
                    holders.addAll(page.policyUsers());
                    holders.addAll(page.policyGroups());
                    holders.addAll(page.policyRoles());
                });
        return holders.size();
    }

    private void membersAreThoseWhoSaySo(IamDetails details, String group) {
        assertThat(iam.getGroupPaginator(in -> in.groupName(group).maxItems(2)).users().stream()
                        .map(User::userName))
                .containsExactlyInAnyOrderElementsOf(details.users().stream()
                        .filter(user -> user.groupList().contains(group))
                        .map(UserDetail::userName)
                        .toList());
    }

    private UserDetail user(String name) {
        User got = iam.getUser(in -> in.userName(name)).user();
        IamHolder holder = new IamHolder.Users(iam);
        return ordered(UserDetail.builder()
                .path(got.path())
                .userName(got.userName())
                .userId(got.userId())
                .arn(got.arn())
                .createDate(got.createDate())
                .userPolicyList(inline(holder, name))
                .groupList(
                        iam.listGroupsForUserPaginator(in -> in.userName(name).maxItems(2)).groups().stream()
                                .map(Group::groupName)
                                .toList())
                .attachedManagedPolicies(holder.attached(name))
                .permissionsBoundary(got.permissionsBoundary())
                .tags(got.tags())
                .build());
    }

    private static UserDetail ordered(UserDetail detail) {
        return detail.toBuilder()
                .userPolicyList(sorted(detail.userPolicyList(), comparing(PolicyDetail::policyName)))
                .groupList(sorted(detail.groupList(), Comparator.naturalOrder()))
                .attachedManagedPolicies(sorted(detail.attachedManagedPolicies(), comparing(AttachedPolicy::policyArn)))
                .tags(detail.tags().stream().toList())
                .build();
    }

    private GroupDetail group(String name) {
        Group got = iam.getGroup(in -> in.groupName(name)).group();
        IamHolder holder = new IamHolder.Groups(iam);
        return ordered(GroupDetail.builder()
                .path(got.path())
                .groupName(got.groupName())
                .groupId(got.groupId())
                .arn(got.arn())
                .createDate(got.createDate())
                .groupPolicyList(inline(holder, name))
                .attachedManagedPolicies(holder.attached(name))
                .build());
    }

    private static GroupDetail ordered(GroupDetail detail) {
        return detail.toBuilder()
                .groupPolicyList(sorted(detail.groupPolicyList(), comparing(PolicyDetail::policyName)))
                .attachedManagedPolicies(sorted(detail.attachedManagedPolicies(), comparing(AttachedPolicy::policyArn)))
                .build();
    }

    private RoleDetail role(String name) {
        Role got = iam.getRole(in -> in.roleName(name)).role();
        IamHolder holder = new IamHolder.Roles(iam);
        return ordered(RoleDetail.builder()
                .path(got.path())
                .roleName(got.roleName())
                .roleId(got.roleId())
                .arn(got.arn())
                .createDate(got.createDate())
                .assumeRolePolicyDocument(got.assumeRolePolicyDocument())
                .instanceProfileList(
                        iam
                                .listInstanceProfilesForRolePaginator(
                                        in -> in.roleName(name).maxItems(2))
                                .instanceProfiles()
                                .stream()
                                .toList())
                .rolePolicyList(inline(holder, name))
                .attachedManagedPolicies(holder.attached(name))
                .permissionsBoundary(got.permissionsBoundary())
                .tags(got.tags())
                .roleLastUsed(got.roleLastUsed())
                .build());
    }

    private static RoleDetail ordered(RoleDetail detail) {
        return detail.toBuilder()
                .rolePolicyList(sorted(detail.rolePolicyList(), comparing(PolicyDetail::policyName)))
                .instanceProfileList(sorted(detail.instanceProfileList(), comparing(InstanceProfile::arn)))
                .attachedManagedPolicies(sorted(detail.attachedManagedPolicies(), comparing(AttachedPolicy::policyArn)))
                .tags(detail.tags().stream().toList())
                .build();
    }

    private ManagedPolicyDetail policy(String arn) {
        Policy got = iam.getPolicy(in -> in.policyArn(arn)).policy();
        List<PolicyVersion> versions =
                iam.listPolicyVersionsPaginator(in -> in.policyArn(arn).maxItems(2)).versions().stream()
                        .map(version -> iam.getPolicyVersion(
                                        in -> in.policyArn(arn).versionId(version.versionId()))
                                .policyVersion())
                        .toList();
        return ManagedPolicyDetail.builder()
                .policyName(got.policyName())
                .policyId(got.policyId())
                .arn(got.arn())
                .path(got.path())
                .defaultVersionId(got.defaultVersionId())
                .attachmentCount(got.attachmentCount())
                .permissionsBoundaryUsageCount(got.permissionsBoundaryUsageCount())
                .isAttachable(got.isAttachable())
                .description(got.description())
                .createDate(got.createDate())
                .updateDate(got.updateDate())
                .policyVersionList(versions)
                .build();
    }

    private static List<PolicyDetail> inline(IamHolder holder, String name) {
        return holder.inline(name).stream()
                .map(policy -> PolicyDetail.builder()
                        .policyName(policy)
                        .policyDocument(holder.document(name, policy))
                        .build())
                .toList();
    }

    private static <E> List<E> sorted(List<E> all, Comparator<? super E> order) {
        return all.stream().sorted(order).toList();
    }
}
