package gatehouse.identity.iam;

import gatehouse.gateway.Call;
import gatehouse.gateway.Requirement;
import gatehouse.gateway.Resource;
import gatehouse.store.Table;
import gatehouse.store.Transaction;
import gatehouse.store.View;
import org.jspecify.annotations.Nullable;

/// The entities of one kind: how they are found, and what an operation on one of them requires.
record Entities<R extends Record & PolicyHolder<R>>(EntityType type, Table<R> table) {
    static final Entities<User> USERS = new Entities<>(EntityType.USER, IamTables.USERS);
    static final Entities<Group> GROUPS = new Entities<>(EntityType.GROUP, IamTables.GROUPS);
    static final Entities<Role> ROLES = new Entities<>(EntityType.ROLE, IamTables.ROLES);

    @Nullable
    R find(View view, String account, String name) {
        return view.get(table, IamTables.named(account, name));
    }

    /// The entity of that name in the caller's account.
    ///
    /// @throws gatehouse.model.iam.NoSuchEntityException where there is none
    R demand(View view, Call call, String name) {
        R row = find(view, call.account(), name);
        if (row == null) {
            throw IamErrors.noSuch(type, name);
        }
        return row;
    }

    /// Likewise, to be changed by the account.
    ///
    /// @throws gatehouse.model.iam.UnmodifiableEntityException where it is linked to a service
    R demandModifiable(View view, Call call, String name) {
        R row = demand(view, call, name);
        if (row instanceof Role role && role.isServiceLinked()) {
            throw IamErrors.unmodifiable(role.name());
        }
        return row;
    }

    /// @throws gatehouse.model.iam.EntityAlreadyExistsException where the name is taken, in whatever case
    void demandFree(Transaction tx, Call call, String name) {
        if (find(tx, call.account(), name) != null) {
            throw IamErrors.exists(type, name);
        }
    }

    /// Puts a changed entity in its place; the policies that it has from now on, or has no more, are counted.
    void replace(Transaction tx, R before, R after) {
        PolicyUse.changed(tx, before, after);
        tx.put(table, after);
    }

    /// The call's own action on the entity of that name, whether or not there is one: who may not ask does not learn.
    Requirement require(Call call, String name) {
        R row = find(call.view(), call.account(), name);
        call.notes().lookup(row == null ? name : row.name(), type.trailType());
        String arn = row == null ? arn(call, "/", name) : row.arn();
        Resource resource = Resource.of(arn, call.account()).shownAs(type.word() + " " + name);
        Requirement requirement = Requirement.of(action(call), row == null ? resource : resource.withTags(row.tags()));
        return row == null
                ? requirement
                : requirement.with(IamKeys.ofEntity(call.operation().name(), row));
    }

    /// The call's own action on an entity that is to be made.
    Requirement requireNew(Call call, @Nullable String path, String name) {
        call.notes().lookup(name, type.trailType());
        return Requirement.of(action(call), Resource.of(arn(call, path == null ? "/" : path, name), call.account()));
    }

    /// The call's own action on all entities below a path.
    Requirement requireList(Call call, @Nullable String pathPrefix) {
        return Requirement.of(
                action(call), Resource.of(arn(call, pathPrefix == null ? "/" : pathPrefix, ""), call.account()));
    }

    static String action(Call call) {
        return "iam:" + call.operation().name();
    }

    private String arn(Call call, String path, String name) {
        return "arn:aws:iam::" + call.account() + ":" + type.word() + path + name;
    }
}
