package gatehouse.identity.iam;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import gatehouse.gateway.Call;
import gatehouse.gateway.Plan;
import gatehouse.gateway.Requirement;
import gatehouse.gateway.Resource;
import gatehouse.identity.iam.DelegationRequest.Asked;
import gatehouse.identity.iam.DelegationRequest.Parameter;
import gatehouse.identity.iam.Paging.Slice;
import gatehouse.model.iam.CreateDelegationRequestRequest;
import gatehouse.model.iam.CreateDelegationRequestResponse;
import gatehouse.model.iam.DelegationPermission;
import gatehouse.model.iam.GetDelegationRequestRequest;
import gatehouse.model.iam.GetDelegationRequestResponse;
import gatehouse.model.iam.ListDelegationRequestsRequest;
import gatehouse.model.iam.ListDelegationRequestsResponse;
import gatehouse.model.iam.PolicyParameter;
import gatehouse.ports.DelegationPartners;
import gatehouse.ports.DelegationPartners.Offer;
import gatehouse.store.Transaction;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Requests for temporary delegation: product providers make them, and accounts read them. An answer has no link into
/// a console, as there is none, and no check of the caller's permissions, which AWS does not promise either.
final class DelegationRequests {
    private final IamParts parts;
    private final DelegationPartners partners;

    DelegationRequests(IamParts parts, DelegationPartners partners) {
        this.parts = parts;
        this.partners = partners;
    }

    Plan<CreateDelegationRequestResponse> create(Call call, CreateDelegationRequestRequest in) {
        DelegationPermission permissions = requireNonNull(in.permissions());
        String template = permissions.policyTemplateArn();
        Requirement requirement = Requirement.of(
                        Entities.action(call), Resource.of(DelegationRequest.arn(call.account(), "*"), call.account()))
                .with(IamKeys.delegation(
                        template, requireNonNull(in.notificationChannel()), requireNonNull(in.sessionDuration())));
        return Plan.require(requirement).commit(tx -> {
            Instant now = call.now().truncatedTo(ChronoUnit.SECONDS);
            DelegationRequest request = new DelegationRequest(
                    JobId.next(parts.entropy()),
                    asked(tx, call, in),
                    in.ownerAccountId(),
                    null,
                    null,
                    DelegationState.UNASSIGNED,
                    now,
                    now,
                    null,
                    null);
            makeRoom(tx, request);
            tx.put(IamTables.DELEGATION_REQUESTS, request);
            return CreateDelegationRequestResponse.builder()
                    .delegationRequestId(request.id())
                    .build();
        });
    }

    private Asked asked(Transaction tx, Call call, CreateDelegationRequestRequest in) {
        DelegationPermission permissions = requireNonNull(in.permissions());
        String template = permissions.policyTemplateArn();
        List<Parameter> parameters = requireNonNullElse(permissions.parameters(), List.<PolicyParameter>of()).stream()
                .map(DelegationRequests::parameter)
                .toList();
        Offer offer = template == null ? null : partners.offer(tx, call.account(), template, values(parameters));
        if (template == null || offer == null) {
            throw IamErrors.noDelegationTemplate(String.valueOf(template));
        }
        String channel = requireNonNull(in.notificationChannel());
        if (!partners.reaches(tx, call.account(), channel)) {
            throw IamErrors.notificationChannel(channel);
        }
        return new Asked(
                call.account(),
                offer.requestorName(),
                requireNonNull(in.requestorWorkflowId()),
                requireNonNull(in.description()),
                in.requestMessage(),
                template,
                parameters,
                offer.permissionPolicy(),
                offer.roleRestrictions(),
                in.redirectUrl(),
                channel,
                requireNonNull(in.sessionDuration()),
                Boolean.TRUE.equals(in.onlySendByOwner()));
    }

    private static Parameter parameter(PolicyParameter in) {
        if (in.name() == null) {
            throw IamErrors.delegationParameters();
        }
        return new Parameter(
                in.name(),
                requireNonNullElse(in.values(), List.of()),
                in.type() == null ? null : in.type().value());
    }

    private static Map<String, List<String>> values(List<Parameter> parameters) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (Parameter parameter : parameters) {
            if (values.put(parameter.name(), parameter.values()) != null) {
                throw IamErrors.delegationParameters();
            }
        }
        return values;
    }

    /// A requestor's workflow has one request; what expired long ago makes room.
    private static void makeRoom(Transaction tx, DelegationRequest made) {
        Instant now = made.created();
        int kept = 0;
        for (DelegationRequest other : tx.scan(
                        IamTables.DELEGATION_REQUESTS,
                        IamTables.DELEGATION_REQUESTS_BY_REQUESTOR,
                        IamTables.account(made.asked().requestorAccount()),
                        null,
                        IamLimits.DELEGATION_REQUESTS_MAX)
                .items()) {
            DelegationRequest current = other.at(now);
            if (current.state() == DelegationState.EXPIRED && !now.isBefore(current.expires())) {
                tx.delete(IamTables.DELEGATION_REQUESTS, IamTables.delegationRequest(other.id()));
                continue;
            }
            kept++;
            if (other.asked().workflowId().equals(made.asked().workflowId())) {
                throw IamErrors.delegationRequestExists(made.asked().workflowId());
            }
        }
        if (kept == IamLimits.DELEGATION_REQUESTS_MAX) {
            throw IamErrors.exceeded("DelegationRequestsPerAccount", IamLimits.DELEGATION_REQUESTS_MAX);
        }
    }

    Plan<GetDelegationRequestResponse> get(Call call, GetDelegationRequestRequest in) {
        String id = requireNonNull(in.delegationRequestId());
        return Plan.require(DelegationAccess.require(call, id))
                .commit(tx -> GetDelegationRequestResponse.builder()
                        .delegationRequest(DelegationAccess.demand(tx, call, id).shape())
                        .build());
    }

    /// Those of the account that have an owner.
    Plan<ListDelegationRequestsResponse> list(Call call, ListDelegationRequestsRequest in) {
        Requirement requirement = Requirement.of(Entities.action(call), Resource.any(call.account()))
                .with(IamKeys.delegationRequestOwner(in.ownerId()));
        return Plan.require(requirement).commit(tx -> {
            Slice<DelegationRequest> page = Paging.of(in.marker(), in.maxItems())
                    .rows(
                            (after, limit) -> tx.scan(
                                    IamTables.DELEGATION_REQUESTS,
                                    IamTables.DELEGATION_REQUESTS_BY_OWNER,
                                    IamTables.account(call.account()),
                                    after,
                                    limit),
                            row -> in.ownerId() == null || in.ownerId().equals(row.ownerId()));
            return ListDelegationRequestsResponse.builder()
                    .delegationRequests(page.map(row -> row.at(call.now()).shape()))
                    .isTruncated(page.isTruncated())
                    .marker(page.marker())
                    .build();
        });
    }
}
