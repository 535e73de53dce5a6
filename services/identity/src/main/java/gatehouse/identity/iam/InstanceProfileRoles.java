package gatehouse.identity.iam;

import static java.util.Objects.requireNonNull;

import gatehouse.gateway.Call;
import gatehouse.gateway.Plan;
import gatehouse.gateway.Requirement;
import gatehouse.gateway.Resource;
import gatehouse.identity.iam.Paging.Slice;
import gatehouse.model.iam.AddRoleToInstanceProfileRequest;
import gatehouse.model.iam.AddRoleToInstanceProfileResponse;
import gatehouse.model.iam.ListInstanceProfilesForRoleRequest;
import gatehouse.model.iam.ListInstanceProfilesForRoleResponse;
import gatehouse.model.iam.RemoveRoleFromInstanceProfileRequest;
import gatehouse.model.iam.RemoveRoleFromInstanceProfileResponse;
import gatehouse.store.Key;
import gatehouse.store.View;
import java.util.List;

/// The roles that instance profiles hold: one each at most.
final class InstanceProfileRoles {
    /// Whoever adds a role hands it to EC2, and so must be allowed to pass it there.
    Plan<AddRoleToInstanceProfileResponse> add(Call call, AddRoleToInstanceProfileRequest in) {
        String name = requireNonNull(in.instanceProfileName());
        String roleName = requireNonNull(in.roleName());
        return Plan.require(InstanceProfiles.require(call, name), passRole(call, roleName))
                .commit(tx -> {
                    InstanceProfile profile = InstanceProfiles.demand(tx, call, name);
                    Role role = Entities.ROLES.demandModifiable(tx, call, roleName);
                    if (profile.roleName() != null) {
                        throw IamErrors.exceeded("InstanceSessionsPerInstanceProfile", 1);
                    }
                    tx.put(IamTables.INSTANCE_PROFILES, profile.withRoleName(role.name()));
                    return new AddRoleToInstanceProfileResponse();
                });
    }

    private static Requirement passRole(Call call, String roleName) {
        Role role = Entities.ROLES.find(call.view(), call.account(), roleName);
        call.notes().lookup(role == null ? roleName : role.name(), EntityType.ROLE.trailType());
        String arn = role == null ? "arn:aws:iam::" + call.account() + ":role/" + roleName : role.arn();
        Resource resource = Resource.of(arn, call.account());
        Requirement pass = Requirement.of("iam:PassRole", role == null ? resource : resource.withTags(role.tags()))
                .with(IamKeys.passedTo("ec2.amazonaws.com", "arn:aws:ec2:*:" + call.account() + ":instance/*"));
        return role == null ? pass : pass.with(IamKeys.resourceTags(role.tags()));
    }

    Plan<RemoveRoleFromInstanceProfileResponse> remove(Call call, RemoveRoleFromInstanceProfileRequest in) {
        String name = requireNonNull(in.instanceProfileName());
        String roleName = requireNonNull(in.roleName());
        call.notes().lookup(roleName, EntityType.ROLE.trailType());
        return Plan.require(InstanceProfiles.require(call, name)).commit(tx -> {
            InstanceProfile profile = InstanceProfiles.demand(tx, call, name);
            Role role = Entities.ROLES.demandModifiable(tx, call, roleName);
            String held = profile.roleName();
            if (!role.name().equals(held)) {
                throw IamErrors.notInInstanceProfile(role.name(), profile.name());
            }
            tx.put(IamTables.INSTANCE_PROFILES, profile.withRoleName(null));
            return new RemoveRoleFromInstanceProfileResponse();
        });
    }

    Plan<ListInstanceProfilesForRoleResponse> list(Call call, ListInstanceProfilesForRoleRequest in) {
        String name = requireNonNull(in.roleName());
        return Plan.require(Entities.ROLES.require(call, name)).commit(tx -> {
            Role role = Entities.ROLES.demand(tx, call, name);
            Key holders = IamTables.named(role.account(), role.name());
            Slice<InstanceProfile> page = Paging.of(in.marker(), in.maxItems())
                    .rows(
                            (after, limit) -> tx.scan(
                                    IamTables.INSTANCE_PROFILES,
                                    IamTables.INSTANCE_PROFILES_BY_ROLE,
                                    holders,
                                    after,
                                    limit),
                            _ -> true);
            return ListInstanceProfilesForRoleResponse.builder()
                    .instanceProfiles(page.map(profile -> InstanceProfiles.listed(tx, profile)))
                    .isTruncated(page.isTruncated())
                    .marker(page.marker())
                    .build();
        });
    }

    /// The instance profiles that hold the role.
    static List<InstanceProfile> of(View view, Role role) {
        return view.all(
                IamTables.INSTANCE_PROFILES,
                IamTables.INSTANCE_PROFILES_BY_ROLE,
                IamTables.named(role.account(), role.name()));
    }

    /// @throws gatehouse.model.iam.DeleteConflictException where an instance profile holds the role
    static void demandNone(View view, Role role) {
        Key holders = IamTables.named(role.account(), role.name());
        if (view.has(IamTables.INSTANCE_PROFILES, IamTables.INSTANCE_PROFILES_BY_ROLE, holders)) {
            throw IamErrors.deleteConflict("remove roles from instance profile");
        }
    }
}
