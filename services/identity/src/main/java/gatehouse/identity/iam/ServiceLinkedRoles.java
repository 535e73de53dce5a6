package gatehouse.identity.iam;

import static java.util.Objects.requireNonNull;

import gatehouse.gateway.Call;
import gatehouse.gateway.Plan;
import gatehouse.gateway.Requirement;
import gatehouse.gateway.Resource;
import gatehouse.model.iam.CreateServiceLinkedRoleRequest;
import gatehouse.model.iam.CreateServiceLinkedRoleResponse;
import gatehouse.model.iam.DeleteServiceLinkedRoleRequest;
import gatehouse.model.iam.DeleteServiceLinkedRoleResponse;
import gatehouse.model.iam.DeletionTaskFailureReasonType;
import gatehouse.model.iam.DeletionTaskStatusType;
import gatehouse.model.iam.GetServiceLinkedRoleDeletionStatusRequest;
import gatehouse.model.iam.GetServiceLinkedRoleDeletionStatusResponse;
import gatehouse.model.iam.RoleUsageType;
import gatehouse.ports.LinkedRoleUses.Use;
import gatehouse.store.Transaction;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Service-linked roles: a service says what they are called and may do. Of the caller's is the description, and the
/// suffix where the service allows one. Organizations' policies do not bind them.
///
/// Such a role is deleted by [IamSweep], some time after it was asked to be.
final class ServiceLinkedRoles {
    private static final int MAX_SESSION_SECONDS = 3600;

    private final IamParts parts;
    private final LinkedServices services;

    ServiceLinkedRoles(IamParts parts, LinkedServices services) {
        this.parts = parts;
        this.services = services;
    }

    Plan<CreateServiceLinkedRoleResponse> create(Call call, CreateServiceLinkedRoleRequest in) {
        String principal = requireNonNull(in.awsServiceName());
        LinkedService service = services.get(principal);
        String name = service == null ? "*" : service.roleName(in.customSuffix());
        Requirement create = Entities.ROLES
                .requireNew(call, LinkedService.path(principal), name)
                .with(IamKeys.awsServiceName(principal));
        return Plan.require(create)
                .compute(() -> UniqueId.ROLE.next(parts.entropy()))
                .commit((tx, id) -> {
                    if (service == null) {
                        throw IamErrors.noLinkedService(principal);
                    }
                    if (Entities.ROLES.find(tx, call.account(), name) != null) {
                        throw IamErrors.linkedRoleExists(name);
                    }
                    Role role = role(call, service, name, id, in.description());
                    EntityType.ROLE.counted(tx, call.account());
                    PolicyUse.changed(tx, null, role);
                    tx.put(IamTables.ROLES, role);
                    return CreateServiceLinkedRoleResponse.builder()
                            .role(Answers.brief(tx, role))
                            .build();
                });
    }

    private static Role role(Call call, LinkedService service, String name, String id, @Nullable String description) {
        return new Role(
                call.account(),
                name,
                LinkedService.path(service.principal()),
                id,
                call.now().truncatedTo(ChronoUnit.SECONDS),
                service.trustPolicy(),
                description,
                MAX_SESSION_SECONDS,
                Map.of(),
                List.of(service.policyArn()),
                null,
                Map.of());
    }

    /// Answers the task that is still to delete the role, if there is one.
    Plan<DeleteServiceLinkedRoleResponse> delete(Call call, DeleteServiceLinkedRoleRequest in) {
        String name = requireNonNull(in.roleName());
        return Plan.require(Entities.ROLES.require(call, name))
                .compute(() -> parts.entropy().uuid())
                .commit((tx, uuid) -> {
                    Role role = Entities.ROLES.demand(tx, call, name);
                    if (!role.isServiceLinked()) {
                        throw IamErrors.noSuch(EntityType.ROLE, name);
                    }
                    return DeleteServiceLinkedRoleResponse.builder()
                            .deletionTaskId(task(tx, role, uuid).taskId())
                            .build();
                });
    }

    private static LinkedRoleDeletion task(Transaction tx, Role role, String uuid) {
        List<LinkedRoleDeletion> open = tx.scan(
                        IamTables.LINKED_ROLE_DELETIONS,
                        IamTables.LINKED_ROLE_DELETIONS_OPEN,
                        IamTables.uniqueId(role.roleId()),
                        null,
                        1)
                .items();
        if (!open.isEmpty()) {
            return open.getFirst();
        }
        LinkedRoleDeletion made = LinkedRoleDeletion.of(role, uuid);
        tx.put(IamTables.LINKED_ROLE_DELETIONS, made);
        return made;
    }

    Plan<GetServiceLinkedRoleDeletionStatusResponse> deletionStatus(
            Call call, GetServiceLinkedRoleDeletionStatusRequest in) {
        String taskId = requireNonNull(in.deletionTaskId());
        LinkedRoleDeletion.Target target = LinkedRoleDeletion.target(taskId);
        return Plan.require(requireTask(call, target)).commit(tx -> {
            if (target == null) {
                throw IamErrors.invalidTaskId();
            }
            LinkedRoleDeletion deletion =
                    tx.get(IamTables.LINKED_ROLE_DELETIONS, IamTables.task(call.account(), taskId));
            if (deletion == null) {
                throw IamErrors.noSuchTask(taskId);
            }
            return GetServiceLinkedRoleDeletionStatusResponse.builder()
                    .status(status(deletion))
                    .reason(reason(deletion))
                    .build();
        });
    }

    /// The call's own action on the role that the task deletes, or has deleted.
    private static Requirement requireTask(Call call, LinkedRoleDeletion.@Nullable Target target) {
        if (target == null) {
            return Requirement.of(Entities.action(call), Resource.any(call.account()));
        }
        call.notes().lookup(target.roleName(), EntityType.ROLE.trailType());
        String arn =
                "arn:aws:iam::" + call.account() + ":role" + LinkedService.path(target.service()) + target.roleName();
        return Requirement.of(
                Entities.action(call), Resource.of(arn, call.account()).shownAs("role " + target.roleName()));
    }

    private static DeletionTaskStatusType status(LinkedRoleDeletion deletion) {
        if (deletion.finished() == null) {
            return DeletionTaskStatusType.IN_PROGRESS;
        }
        return deletion.uses().isEmpty() ? DeletionTaskStatusType.SUCCEEDED : DeletionTaskStatusType.FAILED;
    }

    private static @Nullable DeletionTaskFailureReasonType reason(LinkedRoleDeletion deletion) {
        return deletion.uses().isEmpty()
                ? null
                : DeletionTaskFailureReasonType.builder()
                        .reason("A service-linked role cannot be deleted while resources of its service need it.")
                        .roleUsageList(deletion.uses().stream()
                                .map(ServiceLinkedRoles::usage)
                                .toList())
                        .build();
    }

    private static RoleUsageType usage(Use use) {
        return RoleUsageType.builder()
                .region(use.region())
                .resources(use.resources())
                .build();
    }
}
