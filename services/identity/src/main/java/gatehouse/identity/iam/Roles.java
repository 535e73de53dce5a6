package gatehouse.identity.iam;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import gatehouse.gateway.Call;
import gatehouse.gateway.Plan;
import gatehouse.gateway.Requirement;
import gatehouse.identity.iam.Paging.Slice;
import gatehouse.model.iam.CreateRoleRequest;
import gatehouse.model.iam.CreateRoleResponse;
import gatehouse.model.iam.DeleteRoleRequest;
import gatehouse.model.iam.DeleteRoleResponse;
import gatehouse.model.iam.GetRoleRequest;
import gatehouse.model.iam.GetRoleResponse;
import gatehouse.model.iam.ListRolesRequest;
import gatehouse.model.iam.ListRolesResponse;
import gatehouse.model.iam.UpdateRoleDescriptionRequest;
import gatehouse.model.iam.UpdateRoleDescriptionResponse;
import gatehouse.model.iam.UpdateRoleRequest;
import gatehouse.model.iam.UpdateRoleResponse;
import gatehouse.store.Transaction;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Roles.
final class Roles {
    private static final int MAX_SESSION_SECONDS_DEFAULT = 3600;

    private final IamParts parts;
    private final Boundaries boundaries;
    private final TrustPolicies trustPolicies;

    Roles(IamParts parts, Boundaries boundaries, TrustPolicies trustPolicies) {
        this.parts = parts;
        this.boundaries = boundaries;
        this.trustPolicies = trustPolicies;
    }

    Plan<CreateRoleResponse> create(Call call, CreateRoleRequest in) {
        String name = requireNonNull(in.roleName());
        Requirement create = Entities.ROLES
                .requireNew(call, in.path(), name)
                .with(IamKeys.requestTags(in.tags()))
                .with(IamKeys.permissionsBoundary(in.permissionsBoundary()));
        return Plan.require(EntityTags.alsoTagging(create, "iam:TagRole", in.tags()))
                .compute(() -> UniqueId.ROLE.next(parts.entropy()))
                .commit((tx, id) -> {
                    demandOwnPath(in.path());
                    Entities.ROLES.demandFree(tx, call, name);
                    String trust = trustPolicies.checked(tx, requireNonNull(in.assumeRolePolicyDocument()));
                    boundaries.check(tx, call, in.permissionsBoundary());
                    Role role = role(call, in, id).withAssumeRolePolicy(trust);
                    EntityType.ROLE.created(tx, call.account(), parts.limits());
                    PolicyUse.changed(tx, null, role);
                    tx.put(IamTables.ROLES, role);
                    return CreateRoleResponse.builder()
                            .role(Answers.created(tx, role))
                            .build();
                });
    }

    /// Organizations' policies do not bind roles below AWS's paths, so nobody may make one there.
    private static void demandOwnPath(@Nullable String path) {
        if (path != null && (path.startsWith(Role.SERVICE_LINKED_PATH) || path.startsWith("/aws-reserved/"))) {
            throw IamErrors.reservedPath(path);
        }
    }

    private Role role(Call call, CreateRoleRequest in, String id) {
        Map<String, String> tags = Tags.plusIgnoringCase(Map.of(), requireNonNullElse(in.tags(), List.of()));
        parts.limits().check(Quota.TAGS_PER_ROLE, tags.size());
        return new Role(
                call.account(),
                requireNonNull(in.roleName()),
                requireNonNullElse(in.path(), "/"),
                id,
                call.now().truncatedTo(ChronoUnit.SECONDS),
                requireNonNull(in.assumeRolePolicyDocument()),
                in.description(),
                requireNonNullElse(in.maxSessionDuration(), MAX_SESSION_SECONDS_DEFAULT),
                Map.of(),
                List.of(),
                in.permissionsBoundary(),
                tags);
    }

    Plan<GetRoleResponse> get(Call call, GetRoleRequest in) {
        String name = requireNonNull(in.roleName());
        return Plan.require(Entities.ROLES.require(call, name)).commit(tx -> {
            Role role = Entities.ROLES.demand(tx, call, name);
            return GetRoleResponse.builder()
                    .role(Answers.role(tx, role).toBuilder()
                            .roleLastUsed(RoleUse.lastUsed(tx, role))
                            .build())
                    .build();
        });
    }

    Plan<UpdateRoleResponse> update(Call call, UpdateRoleRequest in) {
        String name = requireNonNull(in.roleName());
        return Plan.require(Entities.ROLES.require(call, name)).commit(tx -> {
            Role role = Entities.ROLES.demand(tx, call, name);
            Integer seconds = in.maxSessionDuration();
            if (seconds != null && role.isServiceLinked()) {
                throw IamErrors.linkedRoleDuration(role.name());
            }
            String description = in.description();
            Role updated = seconds == null ? role : role.withMaxSessionSeconds(seconds);
            tx.put(IamTables.ROLES, description == null ? updated : updated.withDescription(description));
            return new UpdateRoleResponse();
        });
    }

    Plan<UpdateRoleDescriptionResponse> updateDescription(Call call, UpdateRoleDescriptionRequest in) {
        String name = requireNonNull(in.roleName());
        return Plan.require(Entities.ROLES.require(call, name)).commit(tx -> {
            Role role = Entities.ROLES.demand(tx, call, name).withDescription(in.description());
            tx.put(IamTables.ROLES, role);
            return UpdateRoleDescriptionResponse.builder()
                    .role(Answers.role(tx, role).toBuilder()
                            .maxSessionDuration(null)
                            .build())
                    .build();
        });
    }

    Plan<DeleteRoleResponse> delete(Call call, DeleteRoleRequest in) {
        String name = requireNonNull(in.roleName());
        return Plan.require(Entities.ROLES.require(call, name)).commit(tx -> {
            Role role = Entities.ROLES.demandModifiable(tx, call, name);
            InstanceProfileRoles.demandNone(tx, role);
            Holders.demandBare(role);
            remove(tx, role);
            return new DeleteRoleResponse();
        });
    }

    /// Takes away a role that nothing holds any more.
    static void remove(Transaction tx, Role role) {
        EntityType.ROLE.deleted(tx, role.account());
        tx.delete(IamTables.ROLE_USES, IamTables.uniqueId(role.roleId()));
        PolicyUse.changed(tx, role, null);
        tx.delete(IamTables.ROLES, IamTables.named(role.account(), role.name()));
        LastUses.forget(tx, role.roleId());
    }

    Plan<ListRolesResponse> list(Call call, ListRolesRequest in) {
        return Plan.require(Entities.ROLES.requireList(call, in.pathPrefix())).commit(tx -> {
            Slice<Role> page = Holders.page(
                    tx, Entities.ROLES, call.account(), in.pathPrefix(), Paging.of(in.marker(), in.maxItems()));
            return ListRolesResponse.builder()
                    .roles(page.map(role -> Answers.listed(tx, role)))
                    .isTruncated(page.isTruncated())
                    .marker(page.marker())
                    .build();
        });
    }
}
