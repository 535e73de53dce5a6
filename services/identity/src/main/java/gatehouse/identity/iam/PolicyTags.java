package gatehouse.identity.iam;

import static java.util.Objects.requireNonNull;

import gatehouse.gateway.Call;
import gatehouse.gateway.Plan;
import gatehouse.identity.iam.Paging.Slice;
import gatehouse.model.iam.ListPolicyTagsRequest;
import gatehouse.model.iam.ListPolicyTagsResponse;
import gatehouse.model.iam.TagPolicyRequest;
import gatehouse.model.iam.TagPolicyResponse;
import gatehouse.model.iam.UntagPolicyRequest;
import gatehouse.model.iam.UntagPolicyResponse;
import java.util.Map;

/// The tags of managed policies.
final class PolicyTags {
    private final IamParts parts;
    private final ManagedPolicies policies;

    PolicyTags(IamParts parts, ManagedPolicies policies) {
        this.parts = parts;
        this.policies = policies;
    }

    Plan<TagPolicyResponse> tag(Call call, TagPolicyRequest in) {
        String arn = requireNonNull(in.policyArn());
        return Plan.require(policies.requireWrite(call, arn).with(IamKeys.requestTags(in.tags())))
                .commit(tx -> {
                    ManagedPolicy policy = policies.demandOwn(tx, call, arn);
                    Map<String, String> tags = Tags.plus(policy.tags(), requireNonNull(in.tags()));
                    parts.limits().check(Quota.TAGS_PER_POLICY, tags.size());
                    tx.put(IamTables.POLICIES, policy.withTags(tags));
                    return new TagPolicyResponse();
                });
    }

    Plan<UntagPolicyResponse> untag(Call call, UntagPolicyRequest in) {
        String arn = requireNonNull(in.policyArn());
        return Plan.require(policies.requireWrite(call, arn).with(IamKeys.tagKeys(requireNonNull(in.tagKeys()))))
                .commit(tx -> {
                    ManagedPolicy policy = policies.demandOwn(tx, call, arn);
                    tx.put(
                            IamTables.POLICIES,
                            policy.withTags(Tags.minus(policy.tags(), requireNonNull(in.tagKeys()))));
                    return new UntagPolicyResponse();
                });
    }

    Plan<ListPolicyTagsResponse> list(Call call, ListPolicyTagsRequest in) {
        String arn = requireNonNull(in.policyArn());
        return Plan.require(policies.requireRead(call, arn)).commit(tx -> {
            Slice<Map.Entry<String, String>> page =
                    EntityTags.page(policies.demand(tx, arn).tags(), Paging.of(in.marker(), in.maxItems()));
            return ListPolicyTagsResponse.builder()
                    .tags(page.map(Tags::shape))
                    .isTruncated(page.isTruncated())
                    .marker(page.marker())
                    .build();
        });
    }
}
