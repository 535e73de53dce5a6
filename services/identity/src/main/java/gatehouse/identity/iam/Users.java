package gatehouse.identity.iam;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import gatehouse.gateway.Call;
import gatehouse.gateway.Plan;
import gatehouse.gateway.Requirement;
import gatehouse.gateway.Resource;
import gatehouse.identity.iam.Paging.Slice;
import gatehouse.model.iam.CreateUserRequest;
import gatehouse.model.iam.CreateUserResponse;
import gatehouse.model.iam.DeleteUserRequest;
import gatehouse.model.iam.DeleteUserResponse;
import gatehouse.model.iam.GetUserRequest;
import gatehouse.model.iam.GetUserResponse;
import gatehouse.model.iam.ListUsersRequest;
import gatehouse.model.iam.ListUsersResponse;
import gatehouse.model.iam.UpdateUserRequest;
import gatehouse.model.iam.UpdateUserResponse;
import gatehouse.policy.Principal;
import gatehouse.store.Key;
import gatehouse.store.Transaction;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Users.
final class Users {
    private final IamParts parts;
    private final Boundaries boundaries;

    Users(IamParts parts, Boundaries boundaries) {
        this.parts = parts;
        this.boundaries = boundaries;
    }

    Plan<CreateUserResponse> create(Call call, CreateUserRequest in) {
        String name = requireNonNull(in.userName());
        Requirement create = Entities.USERS
                .requireNew(call, in.path(), name)
                .with(IamKeys.requestTags(in.tags()))
                .with(IamKeys.permissionsBoundary(in.permissionsBoundary()));
        return Plan.require(EntityTags.alsoTagging(create, "iam:TagUser", in.tags()))
                .compute(() -> UniqueId.USER.next(parts.entropy()))
                .commit((tx, id) -> {
                    Entities.USERS.demandFree(tx, call, name);
                    boundaries.check(tx, call, in.permissionsBoundary());
                    User user = user(call, in, id);
                    EntityType.USER.created(tx, call.account(), parts.limits());
                    PolicyUse.changed(tx, null, user);
                    tx.put(IamTables.USERS, user);
                    return CreateUserResponse.builder().user(Answers.user(user)).build();
                });
    }

    private User user(Call call, CreateUserRequest in, String id) {
        Map<String, String> tags = Tags.plusIgnoringCase(Map.of(), requireNonNullElse(in.tags(), List.of()));
        parts.limits().check(Quota.TAGS_PER_USER, tags.size());
        return new User(
                call.account(),
                requireNonNull(in.userName()),
                requireNonNullElse(in.path(), "/"),
                id,
                call.now().truncatedTo(ChronoUnit.SECONDS),
                Map.of(),
                List.of(),
                List.of(),
                in.permissionsBoundary(),
                tags);
    }

    /// Without a name it is the caller's own.
    Plan<GetUserResponse> get(Call call, GetUserRequest in) {
        if (in.userName() == null && call.caller().principal() instanceof Principal.Root root) {
            return root(call, root);
        }
        String name = Callers.userName(call, in.userName());
        return Plan.require(Entities.USERS.require(call, name))
                .commit(tx -> GetUserResponse.builder()
                        .user(Answers.user(Entities.USERS.demand(tx, call, name)))
                        .build());
    }

    private static Plan<GetUserResponse> root(Call call, Principal.Root root) {
        Requirement requirement = Requirement.of(Entities.action(call), Resource.of(root.arn(), root.account()));
        return Plan.require(requirement).commit(tx -> {
            Account account = tx.get(IamTables.ACCOUNTS, IamTables.account(root.account()));
            return GetUserResponse.builder()
                    .user(gatehouse.model.iam.User.builder()
                            .userId(root.account())
                            .arn(root.arn())
                            .createDate(account == null ? null : account.createDate())
                            .build())
                    .build();
        });
    }

    /// Renames a user or moves it to another path; the caller must be allowed to on both names.
    Plan<UpdateUserResponse> update(Call call, UpdateUserRequest in) {
        String name = requireNonNull(in.userName());
        String newName = requireNonNullElse(in.newUserName(), name);
        List<Requirement> requirements = new ArrayList<>(List.of(Entities.USERS.require(call, name)));
        if (in.newPath() != null || in.newUserName() != null) {
            User user = Entities.USERS.find(call.view(), call.account(), name);
            String path = in.newPath() != null ? in.newPath() : user == null ? "/" : user.path();
            requirements.add(Entities.USERS.requireNew(call, path, newName));
        }
        return Plan.require(requirements).commit(tx -> {
            User user = Entities.USERS.demand(tx, call, name);
            rename(
                    tx,
                    user,
                    user.renamed(
                            requireNonNullElse(in.newUserName(), user.name()),
                            requireNonNullElse(in.newPath(), user.path())));
            return new UpdateUserResponse();
        });
    }

    private static void rename(Transaction tx, User old, User renamed) {
        Key oldKey = IamTables.named(old.account(), old.name());
        Key newKey = IamTables.named(renamed.account(), renamed.name());
        if (!oldKey.equals(newKey)) {
            if (tx.get(IamTables.USERS, newKey) != null) {
                throw IamErrors.exists(EntityType.USER, renamed.name());
            }
            tx.delete(IamTables.USERS, oldKey);
        }
        for (AccessKey key : AccessKeys.of(tx, old.account(), old.name())) {
            tx.put(IamTables.ACCESS_KEYS, key.withUserName(renamed.name()));
        }
        tx.put(IamTables.USERS, renamed);
    }

    Plan<DeleteUserResponse> delete(Call call, DeleteUserRequest in) {
        String name = requireNonNull(in.userName());
        return Plan.require(Entities.USERS.require(call, name)).commit(tx -> {
            User user = Entities.USERS.demand(tx, call, name);
            Holders.demandBare(user);
            if (!AccessKeys.of(tx, user.account(), user.name()).isEmpty()) {
                throw IamErrors.deleteConflict("delete access keys");
            }
            if (!SigningCertificates.of(tx, user.userId()).isEmpty()) {
                throw IamErrors.deleteConflict("delete certificates");
            }
            if (LoginProfiles.of(tx, user) != null) {
                throw IamErrors.deleteConflict("delete login profile");
            }
            if (!MfaDevices.of(tx, user).isEmpty()) {
                throw IamErrors.deleteConflict("delete MFA device");
            }
            if (!ServiceCredentials.of(tx, user).isEmpty()
                    || !SshPublicKeys.of(tx, user).isEmpty()) {
                throw IamErrors.deleteConflict("remove referenced objects");
            }
            if (!user.groups().isEmpty()) {
                throw IamErrors.deleteConflict("remove users from group");
            }
            EntityType.USER.deleted(tx, user.account());
            PolicyUse.changed(tx, user, null);
            tx.delete(IamTables.USERS, IamTables.named(user.account(), user.name()));
            LastUses.forget(tx, user.userId());
            return new DeleteUserResponse();
        });
    }

    Plan<ListUsersResponse> list(Call call, ListUsersRequest in) {
        return Plan.require(Entities.USERS.requireList(call, in.pathPrefix())).commit(tx -> {
            Slice<User> page = Holders.page(
                    tx, Entities.USERS, call.account(), in.pathPrefix(), Paging.of(in.marker(), in.maxItems()));
            return ListUsersResponse.builder()
                    .users(page.map(Answers::listed))
                    .isTruncated(page.isTruncated())
                    .marker(page.marker())
                    .build();
        });
    }
}
