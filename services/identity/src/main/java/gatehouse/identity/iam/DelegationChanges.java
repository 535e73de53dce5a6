package gatehouse.identity.iam;

import static java.util.Objects.requireNonNull;

import gatehouse.gateway.Call;
import gatehouse.gateway.CommonErrors;
import gatehouse.gateway.Plan;
import gatehouse.model.iam.AcceptDelegationRequestRequest;
import gatehouse.model.iam.AcceptDelegationRequestResponse;
import gatehouse.model.iam.AssociateDelegationRequestRequest;
import gatehouse.model.iam.AssociateDelegationRequestResponse;
import gatehouse.model.iam.RejectDelegationRequestRequest;
import gatehouse.model.iam.RejectDelegationRequestResponse;
import gatehouse.model.iam.SendDelegationTokenRequest;
import gatehouse.model.iam.SendDelegationTokenResponse;
import gatehouse.model.iam.UpdateDelegationRequestRequest;
import gatehouse.model.iam.UpdateDelegationRequestResponse;
import gatehouse.policy.Principal;
import gatehouse.ports.DelegationPartners;
import gatehouse.ports.DelegationPartners.Notice;
import gatehouse.ports.DelegationPartners.Release;
import gatehouse.store.Transaction;
import java.time.Duration;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// What becomes of a delegation request: it gets an owner, is handed on for approval, accepted or rejected, and its
/// token is sent. The provider hears of every state.
///
/// Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/temporary-delegation-building-integration.html
final class DelegationChanges {
    /// A root user approves no longer sessions.
    ///
    /// Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies-temporary-delegation.html
    private static final Duration APPROVED_BY_ROOT_MAX = Duration.ofHours(4);

    private final DelegationPartners partners;

    DelegationChanges(DelegationPartners partners) {
        this.partners = partners;
    }

    Plan<AssociateDelegationRequestResponse> associate(Call call, AssociateDelegationRequestRequest in) {
        return change(
                call,
                in.delegationRequestId(),
                DelegationState.ASSIGNED,
                request -> request.withOwner(call.account(), caller(call)),
                AssociateDelegationRequestResponse::new);
    }

    Plan<UpdateDelegationRequestResponse> update(Call call, UpdateDelegationRequestRequest in) {
        return change(
                call,
                in.delegationRequestId(),
                DelegationState.PENDING_APPROVAL,
                request -> in.notes() == null ? request : request.withNotes(in.notes()),
                UpdateDelegationRequestResponse::new);
    }

    Plan<AcceptDelegationRequestResponse> accept(Call call, AcceptDelegationRequestRequest in) {
        return change(
                call,
                in.delegationRequestId(),
                DelegationState.ACCEPTED,
                request -> {
                    if (call.caller().principal() instanceof Principal.Root
                            && request.asked().sessionSeconds() > APPROVED_BY_ROOT_MAX.toSeconds()) {
                        throw IamErrors.delegationByRoot(APPROVED_BY_ROOT_MAX.toHours());
                    }
                    return request.withApprover(caller(call));
                },
                AcceptDelegationRequestResponse::new);
    }

    Plan<RejectDelegationRequestResponse> reject(Call call, RejectDelegationRequestRequest in) {
        return change(
                call,
                in.delegationRequestId(),
                DelegationState.REJECTED,
                request -> request.withRejectionReason(in.notes()),
                RejectDelegationRequestResponse::new);
    }

    Plan<SendDelegationTokenResponse> send(Call call, SendDelegationTokenRequest in) {
        return change(
                call,
                in.delegationRequestId(),
                DelegationState.FINALIZED,
                request -> {
                    if (request.asked().onlySendByOwner() && !caller(call).equals(request.ownerId())) {
                        throw CommonErrors.accessDenied(
                                "Only the owner of delegation request " + request.id() + " may send its token.");
                    }
                    return request;
                },
                SendDelegationTokenResponse::new);
    }

    private <O> Plan<O> change(
            Call call,
            @Nullable String given,
            DelegationState next,
            UnaryOperator<DelegationRequest> change,
            Supplier<O> answer) {
        String id = requireNonNull(given);
        return Plan.require(DelegationAccess.require(call, id)).commit(tx -> {
            DelegationRequest request = DelegationAccess.demand(tx, call, id);
            if (!next.before().contains(request.state())) {
                throw IamErrors.delegationState(id, request.state());
            }
            DelegationRequest changed = change.apply(request).with(next, call.now());
            tx.put(IamTables.DELEGATION_REQUESTS, changed);
            tell(tx, changed);
            return answer.get();
        });
    }

    private void tell(Transaction tx, DelegationRequest request) {
        String channel = request.asked().channel();
        if (request.state() == DelegationState.FINALIZED) {
            partners.release(
                    tx,
                    new Release(
                            channel,
                            request.id(),
                            requireNonNull(request.approverId()),
                            request.asked().permissionPolicy(),
                            request.updated(),
                            request.asked().sessionSeconds()));
        } else {
            partners.tell(tx, new Notice(channel, request.id(), request.state().name(), request.rejectionReason()));
        }
    }

    private static String caller(Call call) {
        return call.caller().principal().arn();
    }
}
