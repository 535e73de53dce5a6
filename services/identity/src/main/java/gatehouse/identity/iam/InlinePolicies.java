package gatehouse.identity.iam;

import static java.util.Objects.requireNonNull;

import gatehouse.gateway.Call;
import gatehouse.gateway.Plan;
import gatehouse.gateway.Requirement;
import gatehouse.identity.iam.Paging.Slice;
import gatehouse.model.iam.DeleteGroupPolicyRequest;
import gatehouse.model.iam.DeleteGroupPolicyResponse;
import gatehouse.model.iam.DeleteRolePolicyRequest;
import gatehouse.model.iam.DeleteRolePolicyResponse;
import gatehouse.model.iam.DeleteUserPolicyRequest;
import gatehouse.model.iam.DeleteUserPolicyResponse;
import gatehouse.model.iam.GetGroupPolicyRequest;
import gatehouse.model.iam.GetGroupPolicyResponse;
import gatehouse.model.iam.GetRolePolicyRequest;
import gatehouse.model.iam.GetRolePolicyResponse;
import gatehouse.model.iam.GetUserPolicyRequest;
import gatehouse.model.iam.GetUserPolicyResponse;
import gatehouse.model.iam.ListGroupPoliciesRequest;
import gatehouse.model.iam.ListGroupPoliciesResponse;
import gatehouse.model.iam.ListRolePoliciesRequest;
import gatehouse.model.iam.ListRolePoliciesResponse;
import gatehouse.model.iam.ListUserPoliciesRequest;
import gatehouse.model.iam.ListUserPoliciesResponse;
import gatehouse.model.iam.PutGroupPolicyRequest;
import gatehouse.model.iam.PutGroupPolicyResponse;
import gatehouse.model.iam.PutRolePolicyRequest;
import gatehouse.model.iam.PutRolePolicyResponse;
import gatehouse.model.iam.PutUserPolicyRequest;
import gatehouse.model.iam.PutUserPolicyResponse;
import gatehouse.policy.PolicyKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Inline policies: documents that belong to one user, group or role. Documents are answered URL-encoded.
final class InlinePolicies {
    private final IamParts parts;

    InlinePolicies(IamParts parts) {
        this.parts = parts;
    }

    Plan<PutUserPolicyResponse> putUser(Call call, PutUserPolicyRequest in) {
        Named policy = new Named(requireNonNull(in.userName()), requireNonNull(in.policyName()));
        return put(Entities.USERS, call, policy, requireNonNull(in.policyDocument()), new PutUserPolicyResponse());
    }

    Plan<GetUserPolicyResponse> getUser(Call call, GetUserPolicyRequest in) {
        Named policy = new Named(requireNonNull(in.userName()), requireNonNull(in.policyName()));
        return get(
                Entities.USERS,
                call,
                policy,
                document -> GetUserPolicyResponse.builder()
                        .userName(policy.holder())
                        .policyName(policy.name())
                        .policyDocument(document)
                        .build());
    }

    Plan<DeleteUserPolicyResponse> deleteUser(Call call, DeleteUserPolicyRequest in) {
        Named policy = new Named(requireNonNull(in.userName()), requireNonNull(in.policyName()));
        return delete(Entities.USERS, call, policy, new DeleteUserPolicyResponse());
    }

    Plan<ListUserPoliciesResponse> listUser(Call call, ListUserPoliciesRequest in) {
        Requirement requirement = Entities.USERS.require(call, requireNonNull(in.userName()));
        return Plan.require(requirement).commit(tx -> {
            Slice<String> page =
                    names(Entities.USERS.demand(tx, call, requireNonNull(in.userName())), in.marker(), in.maxItems());
            return ListUserPoliciesResponse.builder()
                    .policyNames(page.items())
                    .isTruncated(page.isTruncated())
                    .marker(page.marker())
                    .build();
        });
    }

    Plan<PutGroupPolicyResponse> putGroup(Call call, PutGroupPolicyRequest in) {
        Named policy = new Named(requireNonNull(in.groupName()), requireNonNull(in.policyName()));
        return put(Entities.GROUPS, call, policy, requireNonNull(in.policyDocument()), new PutGroupPolicyResponse());
    }

    Plan<GetGroupPolicyResponse> getGroup(Call call, GetGroupPolicyRequest in) {
        Named policy = new Named(requireNonNull(in.groupName()), requireNonNull(in.policyName()));
        return get(
                Entities.GROUPS,
                call,
                policy,
                document -> GetGroupPolicyResponse.builder()
                        .groupName(policy.holder())
                        .policyName(policy.name())
                        .policyDocument(document)
                        .build());
    }

    Plan<DeleteGroupPolicyResponse> deleteGroup(Call call, DeleteGroupPolicyRequest in) {
        Named policy = new Named(requireNonNull(in.groupName()), requireNonNull(in.policyName()));
        return delete(Entities.GROUPS, call, policy, new DeleteGroupPolicyResponse());
    }

    Plan<ListGroupPoliciesResponse> listGroup(Call call, ListGroupPoliciesRequest in) {
        Requirement requirement = Entities.GROUPS.require(call, requireNonNull(in.groupName()));
        return Plan.require(requirement).commit(tx -> {
            Slice<String> page =
                    names(Entities.GROUPS.demand(tx, call, requireNonNull(in.groupName())), in.marker(), in.maxItems());
            return ListGroupPoliciesResponse.builder()
                    .policyNames(page.items())
                    .isTruncated(page.isTruncated())
                    .marker(page.marker())
                    .build();
        });
    }

    Plan<PutRolePolicyResponse> putRole(Call call, PutRolePolicyRequest in) {
        Named policy = new Named(requireNonNull(in.roleName()), requireNonNull(in.policyName()));
        return put(Entities.ROLES, call, policy, requireNonNull(in.policyDocument()), new PutRolePolicyResponse());
    }

    Plan<GetRolePolicyResponse> getRole(Call call, GetRolePolicyRequest in) {
        Named policy = new Named(requireNonNull(in.roleName()), requireNonNull(in.policyName()));
        return get(
                Entities.ROLES,
                call,
                policy,
                document -> GetRolePolicyResponse.builder()
                        .roleName(policy.holder())
                        .policyName(policy.name())
                        .policyDocument(document)
                        .build());
    }

    Plan<DeleteRolePolicyResponse> deleteRole(Call call, DeleteRolePolicyRequest in) {
        Named policy = new Named(requireNonNull(in.roleName()), requireNonNull(in.policyName()));
        return delete(Entities.ROLES, call, policy, new DeleteRolePolicyResponse());
    }

    Plan<ListRolePoliciesResponse> listRole(Call call, ListRolePoliciesRequest in) {
        Requirement requirement = Entities.ROLES.require(call, requireNonNull(in.roleName()));
        return Plan.require(requirement).commit(tx -> {
            Slice<String> page =
                    names(Entities.ROLES.demand(tx, call, requireNonNull(in.roleName())), in.marker(), in.maxItems());
            return ListRolePoliciesResponse.builder()
                    .policyNames(page.items())
                    .isTruncated(page.isTruncated())
                    .marker(page.marker())
                    .build();
        });
    }

    private <R extends Record & PolicyHolder<R>, O> Plan<O> put(
            Entities<R> entities, Call call, Named policy, String document, O answer) {
        return Plan.require(entities.require(call, policy.holder())).commit(tx -> {
            R row = entities.demandModifiable(tx, call, policy.holder());
            Documents.parse(document, PolicyKind.IDENTITY);
            TreeMap<String, String> all = new TreeMap<>(row.inlinePolicies());
            all.put(policy.name(), document);
            int limit = parts.limits().of(entities.type().inlineChars());
            if (all.values().stream().mapToInt(Documents::chars).sum() > limit) {
                throw IamErrors.inlineChars(entities.type(), row.name(), limit);
            }
            tx.put(entities.table(), row.withInlinePolicies(Collections.unmodifiableMap(all)));
            return answer;
        });
    }

    private static <R extends Record & PolicyHolder<R>, O> Plan<O> get(
            Entities<R> entities, Call call, Named policy, Function<String, O> answer) {
        return Plan.require(entities.require(call, policy.holder())).commit(tx -> {
            R row = entities.demand(tx, call, policy.holder());
            return answer.apply(Documents.encode(demand(entities, row.inlinePolicies(), policy)));
        });
    }

    private static <R extends Record & PolicyHolder<R>, O> Plan<O> delete(
            Entities<R> entities, Call call, Named policy, O answer) {
        return Plan.require(entities.require(call, policy.holder())).commit(tx -> {
            R row = entities.demandModifiable(tx, call, policy.holder());
            demand(entities, row.inlinePolicies(), policy);
            TreeMap<String, String> rest = new TreeMap<>(row.inlinePolicies());
            rest.remove(policy.name());
            tx.put(entities.table(), row.withInlinePolicies(Collections.unmodifiableMap(rest)));
            return answer;
        });
    }

    private static String demand(Entities<?> entities, Map<String, String> policies, Named policy) {
        String document = policies.get(policy.name());
        if (document == null) {
            throw IamErrors.noSuchInlinePolicy(entities.type(), policy.name());
        }
        return document;
    }

    private static Slice<String> names(PolicyHolder<?> holder, @Nullable String marker, @Nullable Integer maxItems) {
        List<String> names = new ArrayList<>(holder.inlinePolicies().keySet());
        return Paging.of(marker, maxItems).list(names, Function.identity());
    }

    /// A policy by its name, and whose it is.
    private record Named(String holder, String name) {}
}
