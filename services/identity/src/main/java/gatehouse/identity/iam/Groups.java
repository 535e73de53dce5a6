package gatehouse.identity.iam;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import gatehouse.gateway.Call;
import gatehouse.gateway.Plan;
import gatehouse.gateway.Requirement;
import gatehouse.identity.iam.Paging.Slice;
import gatehouse.model.iam.CreateGroupRequest;
import gatehouse.model.iam.CreateGroupResponse;
import gatehouse.model.iam.DeleteGroupRequest;
import gatehouse.model.iam.DeleteGroupResponse;
import gatehouse.model.iam.GetGroupRequest;
import gatehouse.model.iam.GetGroupResponse;
import gatehouse.model.iam.ListGroupsRequest;
import gatehouse.model.iam.ListGroupsResponse;
import gatehouse.model.iam.UpdateGroupRequest;
import gatehouse.model.iam.UpdateGroupResponse;
import gatehouse.store.Key;
import gatehouse.store.Transaction;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Groups of users.
final class Groups {
    private final IamParts parts;

    Groups(IamParts parts) {
        this.parts = parts;
    }

    Plan<CreateGroupResponse> create(Call call, CreateGroupRequest in) {
        String name = requireNonNull(in.groupName());
        return Plan.require(Entities.GROUPS.requireNew(call, in.path(), name))
                .compute(() -> UniqueId.GROUP.next(parts.entropy()))
                .commit((tx, id) -> {
                    Entities.GROUPS.demandFree(tx, call, name);
                    EntityType.GROUP.created(tx, call.account(), parts.limits());
                    Group group = new Group(
                            call.account(),
                            name,
                            requireNonNullElse(in.path(), "/"),
                            id,
                            call.now().truncatedTo(ChronoUnit.SECONDS),
                            Map.of(),
                            List.of());
                    tx.put(IamTables.GROUPS, group);
                    return CreateGroupResponse.builder()
                            .group(Answers.group(group))
                            .build();
                });
    }

    /// A group and a page of its members.
    Plan<GetGroupResponse> get(Call call, GetGroupRequest in) {
        String name = requireNonNull(in.groupName());
        return Plan.require(Entities.GROUPS.require(call, name)).commit(tx -> {
            Group group = Entities.GROUPS.demand(tx, call, name);
            Key members = IamTables.named(group.account(), group.name());
            Slice<User> page = Paging.of(in.marker(), in.maxItems())
                    .rows(
                            (after, limit) -> tx.scan(IamTables.USERS, IamTables.USERS_BY_GROUP, members, after, limit),
                            _ -> true);
            return GetGroupResponse.builder()
                    .group(Answers.group(group))
                    .users(page.map(Answers::listed))
                    .isTruncated(page.isTruncated())
                    .marker(page.marker())
                    .build();
        });
    }

    /// Renames a group or moves it to another path; the caller must be allowed to on both names.
    Plan<UpdateGroupResponse> update(Call call, UpdateGroupRequest in) {
        String name = requireNonNull(in.groupName());
        List<Requirement> requirements = new ArrayList<>(List.of(Entities.GROUPS.require(call, name)));
        if (in.newPath() != null || in.newGroupName() != null) {
            Group group = Entities.GROUPS.find(call.view(), call.account(), name);
            String path = in.newPath() != null ? in.newPath() : group == null ? "/" : group.path();
            requirements.add(Entities.GROUPS.requireNew(call, path, requireNonNullElse(in.newGroupName(), name)));
        }
        return Plan.require(requirements).commit(tx -> {
            Group group = Entities.GROUPS.demand(tx, call, name);
            Group renamed = group.renamed(
                    requireNonNullElse(in.newGroupName(), group.name()),
                    requireNonNullElse(in.newPath(), group.path()));
            rename(tx, group, renamed);
            return new UpdateGroupResponse();
        });
    }

    private static void rename(Transaction tx, Group old, Group renamed) {
        Key oldKey = IamTables.named(old.account(), old.name());
        Key newKey = IamTables.named(renamed.account(), renamed.name());
        if (!oldKey.equals(newKey)) {
            if (tx.get(IamTables.GROUPS, newKey) != null) {
                throw IamErrors.exists(EntityType.GROUP, renamed.name());
            }
            tx.delete(IamTables.GROUPS, oldKey);
        }
        if (!old.name().equals(renamed.name())) {
            for (User member : GroupMembers.of(tx, old)) {
                List<String> groups = new ArrayList<>(member.groups());
                groups.replaceAll(group -> group.equals(old.name()) ? renamed.name() : group);
                tx.put(IamTables.USERS, member.withGroups(groups));
            }
        }
        tx.put(IamTables.GROUPS, renamed);
    }

    Plan<DeleteGroupResponse> delete(Call call, DeleteGroupRequest in) {
        String name = requireNonNull(in.groupName());
        return Plan.require(Entities.GROUPS.require(call, name)).commit(tx -> {
            Group group = Entities.GROUPS.demand(tx, call, name);
            if (!GroupMembers.of(tx, group).isEmpty()) {
                throw IamErrors.deleteConflict("remove users from group");
            }
            Holders.demandBare(group);
            EntityType.GROUP.deleted(tx, group.account());
            tx.delete(IamTables.GROUPS, IamTables.named(group.account(), group.name()));
            return new DeleteGroupResponse();
        });
    }

    Plan<ListGroupsResponse> list(Call call, ListGroupsRequest in) {
        return Plan.require(Entities.GROUPS.requireList(call, in.pathPrefix())).commit(tx -> {
            Slice<Group> page = Holders.page(
                    tx, Entities.GROUPS, call.account(), in.pathPrefix(), Paging.of(in.marker(), in.maxItems()));
            return ListGroupsResponse.builder()
                    .groups(page.map(Answers::group))
                    .isTruncated(page.isTruncated())
                    .marker(page.marker())
                    .build();
        });
    }
}
