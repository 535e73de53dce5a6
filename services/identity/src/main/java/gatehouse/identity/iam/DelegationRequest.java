package gatehouse.identity.iam;

import gatehouse.model.iam.DelegationPermission;
import gatehouse.model.iam.PolicyParameter;
import gatehouse.model.iam.PolicyParameterTypeEnum;
import gatehouse.model.iam.StateType;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A product provider's request for temporary permissions in an account. What is asked for stays as it was made;
/// owner, approver and state change. The owner is an ARN.
public record DelegationRequest(
        String id,
        Asked asked,
        @Nullable String ownerAccount,
        @Nullable String ownerId,
        @Nullable String approverId,
        DelegationState state,
        Instant created,
        Instant updated,
        @Nullable String notes,
        @Nullable String rejectionReason) {

    /// What is asked for, by whom.
    public record Asked(
            String requestorAccount,
            String requestorName,
            String workflowId,
            String description,
            @Nullable String message,
            String templateArn,
            List<Parameter> parameters,
            String permissionPolicy,
            List<String> roleRestrictions,
            @Nullable String redirectUrl,
            String channel,
            int sessionSeconds,
            boolean onlySendByOwner) {}

    /// A value of a template's parameter; `type` is AWS's word for its type.
    public record Parameter(
            String name, List<String> values, @Nullable String type) {}

    static String arn(String account, String id) {
        return "arn:aws:iam::" + account + ":delegation-request/" + id;
    }

    Instant expires() {
        return updated.plus(state.stay());
    }

    /// The request as time has left it: what stays too long in a state expires.
    DelegationRequest at(Instant now) {
        return state == DelegationState.EXPIRED || now.isBefore(expires())
                ? this
                : with(DelegationState.EXPIRED, expires());
    }

    DelegationRequest with(DelegationState next, Instant now) {
        return new DelegationRequest(
                id,
                asked,
                ownerAccount,
                ownerId,
                approverId,
                next,
                created,
                now.truncatedTo(ChronoUnit.SECONDS),
                notes,
                rejectionReason);
    }

    DelegationRequest withOwner(String account, String arn) {
        return new DelegationRequest(
                id, asked, account, arn, approverId, state, created, updated, notes, rejectionReason);
    }

    DelegationRequest withApprover(String arn) {
        return new DelegationRequest(
                id, asked, ownerAccount, ownerId, arn, state, created, updated, notes, rejectionReason);
    }

    DelegationRequest withNotes(@Nullable String text) {
        return new DelegationRequest(
                id, asked, ownerAccount, ownerId, approverId, state, created, updated, text, rejectionReason);
    }

    DelegationRequest withRejectionReason(@Nullable String text) {
        return new DelegationRequest(
                id, asked, ownerAccount, ownerId, approverId, state, created, updated, notes, text);
    }

    gatehouse.model.iam.DelegationRequest shape() {
        return gatehouse.model.iam.DelegationRequest.builder()
                .delegationRequestId(id)
                .ownerAccountId(ownerAccount)
                .description(asked.description())
                .requestMessage(asked.message())
                .permissions(permissions())
                .permissionPolicy(asked.permissionPolicy())
                .rolePermissionRestrictionArns(asked.roleRestrictions())
                .ownerId(ownerId)
                .approverId(approverId)
                .state(new StateType(state.name()))
                .expirationTime(expires())
                .requestorId(asked.requestorAccount())
                .requestorName(asked.requestorName())
                .createDate(created)
                .sessionDuration(asked.sessionSeconds())
                .redirectUrl(asked.redirectUrl())
                .notes(notes)
                .rejectionReason(rejectionReason)
                .onlySendByOwner(asked.onlySendByOwner())
                .updatedTime(updated)
                .build();
    }

    private DelegationPermission permissions() {
        return DelegationPermission.builder()
                .policyTemplateArn(asked.templateArn())
                .parameters(asked.parameters().stream()
                        .map(each -> PolicyParameter.builder()
                                .name(each.name())
                                .values(each.values())
                                .type(each.type() == null ? null : new PolicyParameterTypeEnum(each.type()))
                                .build())
                        .toList())
                .build();
    }
}
