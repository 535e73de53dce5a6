package gatehouse.identity.iam;

import static java.util.Objects.requireNonNull;

import gatehouse.gateway.Call;
import gatehouse.gateway.Plan;
import gatehouse.gateway.Requirement;
import gatehouse.identity.iam.Paging.Slice;
import gatehouse.model.iam.ListRoleTagsRequest;
import gatehouse.model.iam.ListRoleTagsResponse;
import gatehouse.model.iam.ListUserTagsRequest;
import gatehouse.model.iam.ListUserTagsResponse;
import gatehouse.model.iam.Tag;
import gatehouse.model.iam.TagRoleRequest;
import gatehouse.model.iam.TagRoleResponse;
import gatehouse.model.iam.TagUserRequest;
import gatehouse.model.iam.TagUserResponse;
import gatehouse.model.iam.UntagRoleRequest;
import gatehouse.model.iam.UntagRoleResponse;
import gatehouse.model.iam.UntagUserRequest;
import gatehouse.model.iam.UntagUserResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The tags of users and roles.
final class EntityTags {
    private final IamParts parts;

    EntityTags(IamParts parts) {
        this.parts = parts;
    }

    /// What creating something requires: where it is created with tags, also the action that sets tags.
    static List<Requirement> alsoTagging(Requirement create, String action, @Nullable List<Tag> tags) {
        return tags == null || tags.isEmpty()
                ? List.of(create)
                : List.of(create, new Requirement(action, create.resource(), create.keys(), create.grants()));
    }

    Plan<TagUserResponse> tagUser(Call call, TagUserRequest in) {
        Change change = new Change(requireNonNull(in.userName()), requireNonNull(in.tags()), List.of());
        return change(Entities.USERS, call, change, new TagUserResponse());
    }

    Plan<UntagUserResponse> untagUser(Call call, UntagUserRequest in) {
        Change change = new Change(requireNonNull(in.userName()), List.of(), requireNonNull(in.tagKeys()));
        return change(Entities.USERS, call, change, new UntagUserResponse());
    }

    Plan<ListUserTagsResponse> listUser(Call call, ListUserTagsRequest in) {
        String name = requireNonNull(in.userName());
        return Plan.require(Entities.USERS.require(call, name)).commit(tx -> {
            Slice<Map.Entry<String, String>> page =
                    page(Entities.USERS.demand(tx, call, name).tags(), Paging.of(in.marker(), in.maxItems()));
            return ListUserTagsResponse.builder()
                    .tags(page.map(Tags::shape))
                    .isTruncated(page.isTruncated())
                    .marker(page.marker())
                    .build();
        });
    }

    Plan<TagRoleResponse> tagRole(Call call, TagRoleRequest in) {
        Change change = new Change(requireNonNull(in.roleName()), requireNonNull(in.tags()), List.of());
        return change(Entities.ROLES, call, change, new TagRoleResponse());
    }

    Plan<UntagRoleResponse> untagRole(Call call, UntagRoleRequest in) {
        Change change = new Change(requireNonNull(in.roleName()), List.of(), requireNonNull(in.tagKeys()));
        return change(Entities.ROLES, call, change, new UntagRoleResponse());
    }

    Plan<ListRoleTagsResponse> listRole(Call call, ListRoleTagsRequest in) {
        String name = requireNonNull(in.roleName());
        return Plan.require(Entities.ROLES.require(call, name)).commit(tx -> {
            Slice<Map.Entry<String, String>> page =
                    page(Entities.ROLES.demand(tx, call, name).tags(), Paging.of(in.marker(), in.maxItems()));
            return ListRoleTagsResponse.builder()
                    .tags(page.map(Tags::shape))
                    .isTruncated(page.isTruncated())
                    .marker(page.marker())
                    .build();
        });
    }

    static Slice<Map.Entry<String, String>> page(Map<String, String> tags, Paging paging) {
        return paging.list(new ArrayList<>(tags.entrySet()), Map.Entry::getKey);
    }

    private <R extends Record & PolicyHolder<R> & Bounded<R>, O> Plan<O> change(
            Entities<R> entities, Call call, Change change, O answer) {
        Requirement requirement = entities.require(call, change.name())
                .with(change.set().isEmpty() ? IamKeys.tagKeys(change.removed()) : IamKeys.requestTags(change.set()));
        return Plan.require(requirement).commit(tx -> {
            R row = entities.demand(tx, call, change.name());
            Map<String, String> tags =
                    Tags.minusIgnoringCase(Tags.plusIgnoringCase(row.tags(), change.set()), change.removed());
            parts.limits().check(entities.type().tags(), tags.size());
            tx.put(entities.table(), row.withTags(tags));
            return answer;
        });
    }

    /// Tags to set and keys of tags to remove, of the entity of that name.
    private record Change(String name, List<Tag> set, List<String> removed) {}
}
