package gatehouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AttachedPermissionsBoundary;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;
import software.amazon.awssdk.services.iam.model.EntityType;
import software.amazon.awssdk.services.iam.model.GetAccountAuthorizationDetailsResponse;
import software.amazon.awssdk.services.iam.model.GroupDetail;
import software.amazon.awssdk.services.iam.model.ManagedPolicyDetail;
import software.amazon.awssdk.services.iam.model.PolicyVersion;
import software.amazon.awssdk.services.iam.model.RoleDetail;
import software.amazon.awssdk.services.iam.model.UserDetail;

/// What GetAccountAuthorizationDetails shows of an account, but for AWS's policies.
record IamDetails(
        List<UserDetail> users, List<GroupDetail> groups, List<RoleDetail> roles, List<ManagedPolicyDetail> policies) {
    private static final EntityType[] OWN = {
        EntityType.USER, EntityType.GROUP, EntityType.ROLE, EntityType.LOCAL_MANAGED_POLICY
    };

    static IamDetails inOnePage(IamClient iam) {
        GetAccountAuthorizationDetailsResponse page =
                iam.getAccountAuthorizationDetails(in -> in.maxItems(1000).filter(OWN));
        assertThat(page.isTruncated()).isFalse();
        return of(List.of(page));
    }

    static IamDetails inPages(IamClient iam, int items) {
        return of(iam.getAccountAuthorizationDetailsPaginator(
                in -> in.maxItems(items).filter(OWN)));
    }

    private static IamDetails of(Iterable<GetAccountAuthorizationDetailsResponse> pages) {
        IamDetails all = new IamDetails(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        pages.forEach(page -> {
            all.users.addAll(page.userDetailList());
            all.groups.addAll(page.groupDetailList());
            all.roles.addAll(page.roleDetailList());
            all.policies.addAll(page.policies());
        });
        return all;
    }

    /// What holds at any moment: nothing belongs to a group that is not there or has a policy that is not there, and
    /// each policy counts who has it.
    void check() {
        List<String> groupNames = groups.stream().map(GroupDetail::groupName).toList();
        assertThat(users).allMatch(user -> groupNames.containsAll(user.groupList()));
        List<String> attached = Stream.of(
                        users.stream().map(UserDetail::attachedManagedPolicies),
                        groups.stream().map(GroupDetail::attachedManagedPolicies),
                        roles.stream().map(RoleDetail::attachedManagedPolicies))
                .flatMap(all -> all)
                .flatMap(List::stream)
                .map(AttachedPolicy::policyArn)
                .toList();
        List<String> bounding = Stream.concat(
                        users.stream().map(UserDetail::permissionsBoundary),
                        roles.stream().map(RoleDetail::permissionsBoundary))
                .filter(boundary -> boundary != null)
                .map(AttachedPermissionsBoundary::permissionsBoundaryArn)
                .toList();
        List<String> arns = policies.stream().map(ManagedPolicyDetail::arn).toList();
        assertThat(arns).containsAll(attached).containsAll(bounding);
        for (ManagedPolicyDetail policy : policies) {
            assertThat(policy.attachmentCount()).isEqualTo(count(attached, policy.arn()));
            assertThat(policy.permissionsBoundaryUsageCount()).isEqualTo(count(bounding, policy.arn()));
            assertThat(policy.policyVersionList())
                    .hasSizeBetween(1, 5)
                    .filteredOn(PolicyVersion::isDefaultVersion)
                    .extracting(PolicyVersion::versionId)
                    .containsExactly(policy.defaultVersionId());
        }
    }

    private static int count(List<String> all, String one) {
        return (int) all.stream().filter(one::equals).count();
    }
}
