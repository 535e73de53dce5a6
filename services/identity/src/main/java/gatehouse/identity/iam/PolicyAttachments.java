package gatehouse.identity.iam;

import static java.util.Objects.requireNonNull;

import gatehouse.gateway.Call;
import gatehouse.gateway.Plan;
import gatehouse.gateway.Requirement;
import gatehouse.identity.iam.Paging.Slice;
import gatehouse.model.iam.AttachGroupPolicyRequest;
import gatehouse.model.iam.AttachGroupPolicyResponse;
import gatehouse.model.iam.AttachRolePolicyRequest;
import gatehouse.model.iam.AttachRolePolicyResponse;
import gatehouse.model.iam.AttachUserPolicyRequest;
import gatehouse.model.iam.AttachUserPolicyResponse;
import gatehouse.model.iam.AttachedPolicy;
import gatehouse.model.iam.DetachGroupPolicyRequest;
import gatehouse.model.iam.DetachGroupPolicyResponse;
import gatehouse.model.iam.DetachRolePolicyRequest;
import gatehouse.model.iam.DetachRolePolicyResponse;
import gatehouse.model.iam.DetachUserPolicyRequest;
import gatehouse.model.iam.DetachUserPolicyResponse;
import gatehouse.model.iam.ListAttachedGroupPoliciesRequest;
import gatehouse.model.iam.ListAttachedGroupPoliciesResponse;
import gatehouse.model.iam.ListAttachedRolePoliciesRequest;
import gatehouse.model.iam.ListAttachedRolePoliciesResponse;
import gatehouse.model.iam.ListAttachedUserPoliciesRequest;
import gatehouse.model.iam.ListAttachedUserPoliciesResponse;
import gatehouse.store.View;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Managed policies that are attached to users, groups and roles. Attaching one again changes nothing.
final class PolicyAttachments {
    private static final String LINKED_ROLES_POLICIES =
            "arn:aws:iam::" + AwsManagedPolicies.ACCOUNT + ":policy" + Role.SERVICE_LINKED_PATH;

    private final IamParts parts;

    PolicyAttachments(IamParts parts) {
        this.parts = parts;
    }

    Plan<AttachUserPolicyResponse> attachUser(Call call, AttachUserPolicyRequest in) {
        return attach(
                Entities.USERS,
                call,
                requireNonNull(in.userName()),
                requireNonNull(in.policyArn()),
                new AttachUserPolicyResponse());
    }

    Plan<DetachUserPolicyResponse> detachUser(Call call, DetachUserPolicyRequest in) {
        return detach(
                Entities.USERS,
                call,
                requireNonNull(in.userName()),
                requireNonNull(in.policyArn()),
                new DetachUserPolicyResponse());
    }

    Plan<ListAttachedUserPoliciesResponse> listUser(Call call, ListAttachedUserPoliciesRequest in) {
        String name = requireNonNull(in.userName());
        return Plan.require(Entities.USERS.require(call, name)).commit(tx -> {
            Slice<ManagedPolicy> page = Paging.of(in.marker(), in.maxItems())
                    .list(attached(tx, Entities.USERS.demand(tx, call, name), in.pathPrefix()), ManagedPolicy::sortKey);
            return ListAttachedUserPoliciesResponse.builder()
                    .attachedPolicies(page.map(PolicyAttachments::shape))
                    .isTruncated(page.isTruncated())
                    .marker(page.marker())
                    .build();
        });
    }

    Plan<AttachGroupPolicyResponse> attachGroup(Call call, AttachGroupPolicyRequest in) {
        return attach(
                Entities.GROUPS,
                call,
                requireNonNull(in.groupName()),
                requireNonNull(in.policyArn()),
                new AttachGroupPolicyResponse());
    }

    Plan<DetachGroupPolicyResponse> detachGroup(Call call, DetachGroupPolicyRequest in) {
        return detach(
                Entities.GROUPS,
                call,
                requireNonNull(in.groupName()),
                requireNonNull(in.policyArn()),
                new DetachGroupPolicyResponse());
    }

    Plan<ListAttachedGroupPoliciesResponse> listGroup(Call call, ListAttachedGroupPoliciesRequest in) {
        String name = requireNonNull(in.groupName());
        return Plan.require(Entities.GROUPS.require(call, name)).commit(tx -> {
            Slice<ManagedPolicy> page = Paging.of(in.marker(), in.maxItems())
                    .list(
                            attached(tx, Entities.GROUPS.demand(tx, call, name), in.pathPrefix()),
                            ManagedPolicy::sortKey);
            return ListAttachedGroupPoliciesResponse.builder()
                    .attachedPolicies(page.map(PolicyAttachments::shape))
                    .isTruncated(page.isTruncated())
                    .marker(page.marker())
                    .build();
        });
    }

    Plan<AttachRolePolicyResponse> attachRole(Call call, AttachRolePolicyRequest in) {
        return attach(
                Entities.ROLES,
                call,
                requireNonNull(in.roleName()),
                requireNonNull(in.policyArn()),
                new AttachRolePolicyResponse());
    }

    Plan<DetachRolePolicyResponse> detachRole(Call call, DetachRolePolicyRequest in) {
        return detach(
                Entities.ROLES,
                call,
                requireNonNull(in.roleName()),
                requireNonNull(in.policyArn()),
                new DetachRolePolicyResponse());
    }

    Plan<ListAttachedRolePoliciesResponse> listRole(Call call, ListAttachedRolePoliciesRequest in) {
        String name = requireNonNull(in.roleName());
        return Plan.require(Entities.ROLES.require(call, name)).commit(tx -> {
            Slice<ManagedPolicy> page = Paging.of(in.marker(), in.maxItems())
                    .list(attached(tx, Entities.ROLES.demand(tx, call, name), in.pathPrefix()), ManagedPolicy::sortKey);
            return ListAttachedRolePoliciesResponse.builder()
                    .attachedPolicies(page.map(PolicyAttachments::shape))
                    .isTruncated(page.isTruncated())
                    .marker(page.marker())
                    .build();
        });
    }

    private <R extends Record & PolicyHolder<R>, O> Plan<O> attach(
            Entities<R> entities, Call call, String name, String arn, O answer) {
        return Plan.require(requirement(entities, call, name, arn)).commit(tx -> {
            R row = entities.demandModifiable(tx, call, name);
            if (!parts.catalogue().isUsable(tx, call.account(), arn)) {
                throw IamErrors.notAttachable(arn);
            }
            if (arn.startsWith(LINKED_ROLES_POLICIES)) {
                throw IamErrors.servicesPolicy(entities.type());
            }
            if (!row.attachedPolicies().contains(arn)) {
                List<String> all = new ArrayList<>(row.attachedPolicies());
                all.add(arn);
                parts.limits().check(entities.type().attached(), all.size());
                entities.replace(tx, row, row.withAttachedPolicies(all));
            }
            return answer;
        });
    }

    private static <R extends Record & PolicyHolder<R>, O> Plan<O> detach(
            Entities<R> entities, Call call, String name, String arn, O answer) {
        return Plan.require(requirement(entities, call, name, arn)).commit(tx -> {
            R row = entities.demandModifiable(tx, call, name);
            List<String> rest = new ArrayList<>(row.attachedPolicies());
            if (!rest.remove(arn)) {
                throw IamErrors.noSuchPolicy(arn);
            }
            entities.replace(tx, row, row.withAttachedPolicies(rest));
            return answer;
        });
    }

    private static <R extends Record & PolicyHolder<R>> Requirement requirement(
            Entities<R> entities, Call call, String name, String arn) {
        if (PolicyCatalogue.accountOf(arn) == null) {
            throw IamErrors.invalidPolicyArn(arn);
        }
        Requirement requirement = entities.require(call, name).with(IamKeys.policyArn(arn));
        call.notes().lookup(arn, EntityType.POLICY.trailType());
        return requirement;
    }

    private List<ManagedPolicy> attached(View view, PolicyHolder<?> holder, @Nullable String pathPrefix) {
        List<ManagedPolicy> policies = new ArrayList<>();
        for (String arn : holder.attachedPolicies()) {
            ManagedPolicy policy = parts.catalogue().find(view, arn);
            if (policy != null && (pathPrefix == null || policy.path().startsWith(pathPrefix))) {
                policies.add(policy);
            }
        }
        return policies;
    }

    static AttachedPolicy shape(ManagedPolicy policy) {
        return AttachedPolicy.builder()
                .policyName(policy.name())
                .policyArn(policy.arn())
                .build();
    }
}
