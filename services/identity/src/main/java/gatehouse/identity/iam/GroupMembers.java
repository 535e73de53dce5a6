package gatehouse.identity.iam;

import static java.util.Objects.requireNonNull;

import gatehouse.gateway.Call;
import gatehouse.gateway.Plan;
import gatehouse.identity.iam.Paging.Slice;
import gatehouse.model.iam.AddUserToGroupRequest;
import gatehouse.model.iam.AddUserToGroupResponse;
import gatehouse.model.iam.ListGroupsForUserRequest;
import gatehouse.model.iam.ListGroupsForUserResponse;
import gatehouse.model.iam.RemoveUserFromGroupRequest;
import gatehouse.model.iam.RemoveUserFromGroupResponse;
import gatehouse.store.View;
import java.util.ArrayList;
import java.util.List;

/// Who is in which group. Adding a member again and removing one that is none succeed and change nothing.
final class GroupMembers {
    private final IamParts parts;

    GroupMembers(IamParts parts) {
        this.parts = parts;
    }

    static List<User> of(View view, Group group) {
        return view.all(IamTables.USERS, IamTables.USERS_BY_GROUP, IamTables.named(group.account(), group.name()));
    }

    Plan<AddUserToGroupResponse> add(Call call, AddUserToGroupRequest in) {
        String groupName = requireNonNull(in.groupName());
        String userName = requireNonNull(in.userName());
        call.notes().lookup(userName, EntityType.USER.trailType());
        return Plan.require(Entities.GROUPS.require(call, groupName)).commit(tx -> {
            Group group = Entities.GROUPS.demand(tx, call, groupName);
            User user = Entities.USERS.demand(tx, call, userName);
            if (!user.groups().contains(group.name())) {
                parts.limits().check(Quota.GROUPS_PER_USER, user.groups().size() + 1L);
                List<String> groups = new ArrayList<>(user.groups());
                groups.add(group.name());
                tx.put(IamTables.USERS, user.withGroups(groups));
            }
            return new AddUserToGroupResponse();
        });
    }

    Plan<RemoveUserFromGroupResponse> remove(Call call, RemoveUserFromGroupRequest in) {
        String groupName = requireNonNull(in.groupName());
        String userName = requireNonNull(in.userName());
        call.notes().lookup(userName, EntityType.USER.trailType());
        return Plan.require(Entities.GROUPS.require(call, groupName)).commit(tx -> {
            User user = Entities.USERS.demand(tx, call, userName);
            Group group = Entities.GROUPS.demand(tx, call, groupName);
            List<String> groups = new ArrayList<>(user.groups());
            if (groups.remove(group.name())) {
                tx.put(IamTables.USERS, user.withGroups(groups));
            }
            return new RemoveUserFromGroupResponse();
        });
    }

    Plan<ListGroupsForUserResponse> list(Call call, ListGroupsForUserRequest in) {
        String name = requireNonNull(in.userName());
        return Plan.require(Entities.USERS.require(call, name)).commit(tx -> {
            User user = Entities.USERS.demand(tx, call, name);
            List<Group> groups = user.groups().stream()
                    .map(group -> Entities.GROUPS.demand(tx, call, group))
                    .toList();
            Slice<Group> page = Paging.of(in.marker(), in.maxItems()).list(groups, Group::name);
            return ListGroupsForUserResponse.builder()
                    .groups(page.map(Answers::group))
                    .isTruncated(page.isTruncated())
                    .marker(page.marker())
                    .build();
        });
    }
}
