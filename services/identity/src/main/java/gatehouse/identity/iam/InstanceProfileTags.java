package gatehouse.identity.iam;

import static java.util.Objects.requireNonNull;

import gatehouse.gateway.Call;
import gatehouse.gateway.Plan;
import gatehouse.identity.iam.Paging.Slice;
import gatehouse.model.iam.ListInstanceProfileTagsRequest;
import gatehouse.model.iam.ListInstanceProfileTagsResponse;
import gatehouse.model.iam.TagInstanceProfileRequest;
import gatehouse.model.iam.TagInstanceProfileResponse;
import gatehouse.model.iam.UntagInstanceProfileRequest;
import gatehouse.model.iam.UntagInstanceProfileResponse;
import java.util.Map;

/// The tags of instance profiles.
final class InstanceProfileTags {
    private final IamParts parts;

    InstanceProfileTags(IamParts parts) {
        this.parts = parts;
    }

    Plan<TagInstanceProfileResponse> tag(Call call, TagInstanceProfileRequest in) {
        String name = requireNonNull(in.instanceProfileName());
        return Plan.require(InstanceProfiles.require(call, name).with(IamKeys.requestTags(in.tags())))
                .commit(tx -> {
                    InstanceProfile profile = InstanceProfiles.demand(tx, call, name);
                    Map<String, String> tags = Tags.plus(profile.tags(), requireNonNull(in.tags()));
                    parts.limits().check(Quota.TAGS_PER_INSTANCE_PROFILE, tags.size());
                    tx.put(IamTables.INSTANCE_PROFILES, profile.withTags(tags));
                    return new TagInstanceProfileResponse();
                });
    }

    Plan<UntagInstanceProfileResponse> untag(Call call, UntagInstanceProfileRequest in) {
        String name = requireNonNull(in.instanceProfileName());
        return Plan.require(InstanceProfiles.require(call, name).with(IamKeys.tagKeys(requireNonNull(in.tagKeys()))))
                .commit(tx -> {
                    InstanceProfile profile = InstanceProfiles.demand(tx, call, name);
                    Map<String, String> tags = Tags.minus(profile.tags(), requireNonNull(in.tagKeys()));
                    tx.put(IamTables.INSTANCE_PROFILES, profile.withTags(tags));
                    return new UntagInstanceProfileResponse();
                });
    }

    Plan<ListInstanceProfileTagsResponse> list(Call call, ListInstanceProfileTagsRequest in) {
        String name = requireNonNull(in.instanceProfileName());
        return Plan.require(InstanceProfiles.require(call, name)).commit(tx -> {
            Slice<Map.Entry<String, String>> page = EntityTags.page(
                    InstanceProfiles.demand(tx, call, name).tags(), Paging.of(in.marker(), in.maxItems()));
            return ListInstanceProfileTagsResponse.builder()
                    .tags(page.map(Tags::shape))
                    .isTruncated(page.isTruncated())
                    .marker(page.marker())
                    .build();
        });
    }
}
