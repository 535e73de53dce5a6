package gatehouse.identity.iam;

import static java.util.Objects.requireNonNull;

import gatehouse.gateway.Call;
import gatehouse.gateway.Plan;
import gatehouse.identity.iam.Paging.Slice;
import gatehouse.model.iam.ListSAMLProviderTagsRequest;
import gatehouse.model.iam.ListSAMLProviderTagsResponse;
import gatehouse.model.iam.TagSAMLProviderRequest;
import gatehouse.model.iam.TagSAMLProviderResponse;
import gatehouse.model.iam.UntagSAMLProviderRequest;
import gatehouse.model.iam.UntagSAMLProviderResponse;
import java.util.Map;

/// The tags of SAML providers.
final class SamlProviderTags {
    private final IamParts parts;

    SamlProviderTags(IamParts parts) {
        this.parts = parts;
    }

    Plan<TagSAMLProviderResponse> tag(Call call, TagSAMLProviderRequest in) {
        ProviderArn arn = ProviderArn.saml(requireNonNull(in.samlProviderArn()));
        return Plan.require(SamlProviders.require(call, arn).with(IamKeys.requestTags(in.tags())))
                .commit(tx -> {
                    SamlProvider provider = SamlProviders.demand(tx, arn);
                    Map<String, String> tags = Tags.plus(provider.tags(), requireNonNull(in.tags()));
                    parts.limits().check(Quota.TAGS_PER_SAML_PROVIDER, tags.size());
                    tx.put(IamTables.SAML_PROVIDERS, provider.withTags(tags));
                    return new TagSAMLProviderResponse();
                });
    }

    Plan<UntagSAMLProviderResponse> untag(Call call, UntagSAMLProviderRequest in) {
        ProviderArn arn = ProviderArn.saml(requireNonNull(in.samlProviderArn()));
        return Plan.require(SamlProviders.require(call, arn).with(IamKeys.tagKeys(requireNonNull(in.tagKeys()))))
                .commit(tx -> {
                    SamlProvider provider = SamlProviders.demand(tx, arn);
                    Map<String, String> tags = Tags.minus(provider.tags(), requireNonNull(in.tagKeys()));
                    tx.put(IamTables.SAML_PROVIDERS, provider.withTags(tags));
                    return new UntagSAMLProviderResponse();
                });
    }

    Plan<ListSAMLProviderTagsResponse> list(Call call, ListSAMLProviderTagsRequest in) {
        ProviderArn arn = ProviderArn.saml(requireNonNull(in.samlProviderArn()));
        return Plan.require(SamlProviders.require(call, arn)).commit(tx -> {
            Slice<Map.Entry<String, String>> page =
                    EntityTags.page(SamlProviders.demand(tx, arn).tags(), Paging.of(in.marker(), in.maxItems()));
            return ListSAMLProviderTagsResponse.builder()
                    .tags(page.map(Tags::shape))
                    .isTruncated(page.isTruncated())
                    .marker(page.marker())
                    .build();
        });
    }
}
