package gatehouse.identity.iam;

import static java.util.Objects.requireNonNull;

import gatehouse.gateway.Call;
import gatehouse.gateway.Plan;
import gatehouse.identity.iam.Paging.Slice;
import gatehouse.model.iam.ListEntitiesForPolicyRequest;
import gatehouse.model.iam.ListEntitiesForPolicyResponse;
import gatehouse.model.iam.PolicyGroup;
import gatehouse.model.iam.PolicyRole;
import gatehouse.model.iam.PolicyUsageType;
import gatehouse.model.iam.PolicyUser;
import java.util.ArrayList;
import java.util.List;

/// Lists who has a managed policy: groups, roles and users, each by name.
final class PolicyEntities {
    private final ManagedPolicies policies;

    PolicyEntities(ManagedPolicies policies) {
        this.policies = policies;
    }

    Plan<ListEntitiesForPolicyResponse> list(Call call, ListEntitiesForPolicyRequest in) {
        String arn = requireNonNull(in.policyArn());
        return Plan.require(policies.requireRead(call, arn)).commit(tx -> {
            policies.demand(tx, arn);
            List<Holder> holders = holders(new Attachments(tx, call.account(), arn), in);
            return answer(Paging.of(in.marker(), in.maxItems()).list(holders, Holder::sortKey));
        });
    }

    private static List<Holder> holders(Attachments attachments, ListEntitiesForPolicyRequest in) {
        List<Holder> holders = new ArrayList<>();
        if (!PolicyUsageType.PERMISSIONS_BOUNDARY.equals(in.policyUsageFilter())) {
            attachments.groups().forEach(group -> holders.add(new Holder(EntityType.GROUP, group, group.groupId())));
            attachments.roles().forEach(role -> holders.add(new Holder(EntityType.ROLE, role, role.roleId())));
            attachments.users().forEach(user -> holders.add(new Holder(EntityType.USER, user, user.userId())));
        }
        if (!PolicyUsageType.PERMISSIONS_POLICY.equals(in.policyUsageFilter())) {
            attachments.boundedRoles().forEach(role -> holders.add(new Holder(EntityType.ROLE, role, role.roleId())));
            attachments.boundedUsers().forEach(user -> holders.add(new Holder(EntityType.USER, user, user.userId())));
        }
        return holders.stream().distinct().filter(holder -> isAsked(holder, in)).toList();
    }

    private static boolean isAsked(Holder holder, ListEntitiesForPolicyRequest in) {
        boolean type = in.entityFilter() == null
                || in.entityFilter().value().equals(holder.type().title());
        return type && (in.pathPrefix() == null || holder.entity().path().startsWith(in.pathPrefix()));
    }

    private static ListEntitiesForPolicyResponse answer(Slice<Holder> page) {
        List<PolicyGroup> groups = new ArrayList<>();
        List<PolicyRole> roles = new ArrayList<>();
        List<PolicyUser> users = new ArrayList<>();
        for (Holder holder : page.items()) {
            String name = holder.entity().name();
            switch (holder.type()) {
                case GROUP ->
                    groups.add(PolicyGroup.builder()
                            .groupName(name)
                            .groupId(holder.id())
                            .build());
                case ROLE ->
                    roles.add(PolicyRole.builder()
                            .roleName(name)
                            .roleId(holder.id())
                            .build());
                case USER ->
                    users.add(PolicyUser.builder()
                            .userName(name)
                            .userId(holder.id())
                            .build());
                case POLICY -> throw new IllegalStateException("a policy has no policies");
            }
        }
        return ListEntitiesForPolicyResponse.builder()
                .policyGroups(groups)
                .policyRoles(roles)
                .policyUsers(users)
                .isTruncated(page.isTruncated())
                .marker(page.marker())
                .build();
    }

    private record Holder(EntityType type, PolicyHolder<?> entity, String id) {
        String sortKey() {
            return type.word() + "/" + entity.name();
        }
    }
}
