package gatehouse.identity.iam;

import gatehouse.gateway.Call;
import gatehouse.gateway.Requirement;
import gatehouse.gateway.Resource;
import gatehouse.policy.AttachedPolicy;
import gatehouse.policy.MalformedPolicyException;
import gatehouse.policy.Policy;
import gatehouse.policy.PolicyKind;
import gatehouse.policy.PolicySet.ResourcePolicyRole;
import gatehouse.store.View;

/// Who may do what with a delegation request: where it is for no account, whoever's policies say so in whatever
/// account; else in its account only. Its owner may read and update it, and read its summary, without any policy.
///
/// Source: https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetDelegationRequest.html
final class DelegationAccess {
    private static final String TRAIL_TYPE = "AWS::IAM::DelegationRequest";

    /// The owner's default permissions: only the owner's own calls are decided with it.
    private static final AttachedPolicy OWNERS = owners();

    private DelegationAccess() {}

    /// The call's own action on that request, whether or not there is one.
    static Requirement require(Call call, String id) {
        DelegationRequest request = call.view().get(IamTables.DELEGATION_REQUESTS, IamTables.delegationRequest(id));
        String account = request == null || request.ownerAccount() == null ? call.account() : request.ownerAccount();
        String arn = DelegationRequest.arn(account, id);
        call.notes().lookup(arn, TRAIL_TYPE);
        Resource resource = Resource.of(arn, account);
        String owner = request == null ? null : request.ownerId();
        boolean owns = call.caller().principal().arn().equals(owner);
        return Requirement.of(
                        Entities.action(call), owns ? resource.withPolicy(OWNERS, ResourcePolicyRole.EITHER) : resource)
                .with(IamKeys.delegationRequestOwner(owner));
    }

    private static AttachedPolicy owners() {
        String document = "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Principal\":\"*\","
                + "\"Action\":[\"iam:GetDelegationRequest\",\"iam:UpdateDelegationRequest\","
                + "\"iam:GetHumanReadableSummary\"],\"Resource\":\"*\"}}";
        try {
            return new AttachedPolicy("owner", Policy.parse(document, PolicyKind.RESOURCE));
        } catch (MalformedPolicyException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The request as it is now.
    ///
    /// @throws gatehouse.model.iam.NoSuchEntityException where there is none
    static DelegationRequest demand(View view, Call call, String id) {
        DelegationRequest request = view.get(IamTables.DELEGATION_REQUESTS, IamTables.delegationRequest(id));
        if (request == null) {
            throw IamErrors.noSuchDelegationRequest(id);
        }
        return request.at(call.now());
    }
}
