package gatehouse.identity.iam;

import static java.util.Objects.requireNonNull;

import gatehouse.gateway.Call;
import gatehouse.gateway.Plan;
import gatehouse.gateway.Requirement;
import gatehouse.identity.iam.Paging.Slice;
import gatehouse.model.iam.AddClientIDToOpenIDConnectProviderRequest;
import gatehouse.model.iam.AddClientIDToOpenIDConnectProviderResponse;
import gatehouse.model.iam.ListOpenIDConnectProviderTagsRequest;
import gatehouse.model.iam.ListOpenIDConnectProviderTagsResponse;
import gatehouse.model.iam.RemoveClientIDFromOpenIDConnectProviderRequest;
import gatehouse.model.iam.RemoveClientIDFromOpenIDConnectProviderResponse;
import gatehouse.model.iam.TagOpenIDConnectProviderRequest;
import gatehouse.model.iam.TagOpenIDConnectProviderResponse;
import gatehouse.model.iam.UntagOpenIDConnectProviderRequest;
import gatehouse.model.iam.UntagOpenIDConnectProviderResponse;
import gatehouse.model.iam.UpdateOpenIDConnectProviderThumbprintRequest;
import gatehouse.model.iam.UpdateOpenIDConnectProviderThumbprintResponse;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// What can be changed of an OpenID Connect provider: client IDs, thumbprints, tags.
final class OpenIdProviderChanges {
    private final OpenIdProviders providers;

    OpenIdProviderChanges(OpenIdProviders providers) {
        this.providers = providers;
    }

    /// No error where it has that client ID already.
    Plan<AddClientIDToOpenIDConnectProviderResponse> addClientId(
            Call call, AddClientIDToOpenIDConnectProviderRequest in) {
        ProviderArn arn = ProviderArn.openId(requireNonNull(in.openIDConnectProviderArn()));
        String added = requireNonNull(in.clientID());
        return change(
                OpenIdProviders.require(call, arn),
                arn,
                provider -> provider.withClientIds(Stream.concat(provider.clientIds().stream(), Stream.of(added))
                        .distinct()
                        .toList()),
                new AddClientIDToOpenIDConnectProviderResponse());
    }

    /// No error where it does not have that client ID.
    Plan<RemoveClientIDFromOpenIDConnectProviderResponse> removeClientId(
            Call call, RemoveClientIDFromOpenIDConnectProviderRequest in) {
        ProviderArn arn = ProviderArn.openId(requireNonNull(in.openIDConnectProviderArn()));
        String removed = requireNonNull(in.clientID());
        return change(
                OpenIdProviders.require(call, arn),
                arn,
                provider -> provider.withClientIds(provider.clientIds().stream()
                        .filter(id -> !id.equals(removed))
                        .toList()),
                new RemoveClientIDFromOpenIDConnectProviderResponse());
    }

    /// The new thumbprints take the place of the old.
    Plan<UpdateOpenIDConnectProviderThumbprintResponse> updateThumbprints(
            Call call, UpdateOpenIDConnectProviderThumbprintRequest in) {
        ProviderArn arn = ProviderArn.openId(requireNonNull(in.openIDConnectProviderArn()));
        List<String> thumbprints = requireNonNull(in.thumbprintList());
        return change(
                OpenIdProviders.require(call, arn),
                arn,
                provider -> provider.withThumbprints(thumbprints),
                new UpdateOpenIDConnectProviderThumbprintResponse());
    }

    Plan<TagOpenIDConnectProviderResponse> tag(Call call, TagOpenIDConnectProviderRequest in) {
        ProviderArn arn = ProviderArn.openId(requireNonNull(in.openIDConnectProviderArn()));
        return change(
                OpenIdProviders.require(call, arn).with(IamKeys.requestTags(in.tags())),
                arn,
                provider -> provider.withTags(Tags.plus(provider.tags(), requireNonNull(in.tags()))),
                new TagOpenIDConnectProviderResponse());
    }

    Plan<UntagOpenIDConnectProviderResponse> untag(Call call, UntagOpenIDConnectProviderRequest in) {
        ProviderArn arn = ProviderArn.openId(requireNonNull(in.openIDConnectProviderArn()));
        List<String> keys = requireNonNull(in.tagKeys());
        return change(
                OpenIdProviders.require(call, arn).with(IamKeys.tagKeys(keys)),
                arn,
                provider -> provider.withTags(Tags.minus(provider.tags(), keys)),
                new UntagOpenIDConnectProviderResponse());
    }

    Plan<ListOpenIDConnectProviderTagsResponse> listTags(Call call, ListOpenIDConnectProviderTagsRequest in) {
        ProviderArn arn = ProviderArn.openId(requireNonNull(in.openIDConnectProviderArn()));
        return Plan.require(OpenIdProviders.require(call, arn)).commit(tx -> {
            Slice<Map.Entry<String, String>> page =
                    EntityTags.page(OpenIdProviders.demand(tx, arn).tags(), Paging.of(in.marker(), in.maxItems()));
            return ListOpenIDConnectProviderTagsResponse.builder()
                    .tags(page.map(Tags::shape))
                    .isTruncated(page.isTruncated())
                    .marker(page.marker())
                    .build();
        });
    }

    private <O> Plan<O> change(
            Requirement requirement, ProviderArn arn, UnaryOperator<OpenIdProvider> change, O answer) {
        return Plan.require(requirement).commit(tx -> {
            OpenIdProvider changed = change.apply(OpenIdProviders.demand(tx, arn));
            providers.check(changed);
            tx.put(IamTables.OPEN_ID_PROVIDERS, changed);
            return answer;
        });
    }
}
