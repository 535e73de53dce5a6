package gatehouse.identity.iam;

import static java.util.Objects.requireNonNull;

import gatehouse.gateway.Call;
import gatehouse.gateway.Plan;
import gatehouse.gateway.Requirement;
import gatehouse.model.iam.DeleteRolePermissionsBoundaryRequest;
import gatehouse.model.iam.DeleteRolePermissionsBoundaryResponse;
import gatehouse.model.iam.DeleteUserPermissionsBoundaryRequest;
import gatehouse.model.iam.DeleteUserPermissionsBoundaryResponse;
import gatehouse.model.iam.PutRolePermissionsBoundaryRequest;
import gatehouse.model.iam.PutRolePermissionsBoundaryResponse;
import gatehouse.model.iam.PutUserPermissionsBoundaryRequest;
import gatehouse.model.iam.PutUserPermissionsBoundaryResponse;
import gatehouse.store.View;
import org.jspecify.annotations.Nullable;

/// The permissions boundaries of users and roles.
final class Boundaries {
    private final PolicyCatalogue catalogue;

    Boundaries(IamParts parts) {
        this.catalogue = parts.catalogue();
    }

    Plan<PutUserPermissionsBoundaryResponse> putUser(Call call, PutUserPermissionsBoundaryRequest in) {
        return put(
                Entities.USERS,
                call,
                requireNonNull(in.userName()),
                requireNonNull(in.permissionsBoundary()),
                new PutUserPermissionsBoundaryResponse());
    }

    Plan<PutRolePermissionsBoundaryResponse> putRole(Call call, PutRolePermissionsBoundaryRequest in) {
        return put(
                Entities.ROLES,
                call,
                requireNonNull(in.roleName()),
                requireNonNull(in.permissionsBoundary()),
                new PutRolePermissionsBoundaryResponse());
    }

    Plan<DeleteUserPermissionsBoundaryResponse> deleteUser(Call call, DeleteUserPermissionsBoundaryRequest in) {
        return delete(Entities.USERS, call, requireNonNull(in.userName()), new DeleteUserPermissionsBoundaryResponse());
    }

    Plan<DeleteRolePermissionsBoundaryResponse> deleteRole(Call call, DeleteRolePermissionsBoundaryRequest in) {
        return delete(Entities.ROLES, call, requireNonNull(in.roleName()), new DeleteRolePermissionsBoundaryResponse());
    }

    /// @throws gatehouse.model.iam.InvalidInputException where `arn` is not the ARN of a policy
    /// @throws gatehouse.model.iam.NoSuchEntityException where it is of none that can be a boundary
    void check(View view, Call call, @Nullable String arn) {
        if (arn != null && PolicyCatalogue.accountOf(arn) == null) {
            throw IamErrors.invalidArn(arn);
        }
        if (arn != null && !catalogue.isUsable(view, call.account(), arn)) {
            throw IamErrors.noSuchBoundary(arn);
        }
    }

    private <R extends Record & PolicyHolder<R> & Bounded<R>, O> Plan<O> put(
            Entities<R> entities, Call call, String name, String arn, O answer) {
        Requirement requirement = entities.require(call, name).with(IamKeys.permissionsBoundary(arn));
        return Plan.require(requirement).commit(tx -> {
            R row = entities.demandModifiable(tx, call, name);
            check(tx, call, arn);
            entities.replace(tx, row, row.withPermissionsBoundary(arn));
            return answer;
        });
    }

    private static <R extends Record & PolicyHolder<R> & Bounded<R>, O> Plan<O> delete(
            Entities<R> entities, Call call, String name, O answer) {
        return Plan.require(entities.require(call, name)).commit(tx -> {
            R row = entities.demandModifiable(tx, call, name);
            entities.replace(tx, row, row.withPermissionsBoundary(null));
            return answer;
        });
    }
}
