package gatehouse.identity.iam;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import gatehouse.gateway.Call;
import gatehouse.gateway.Plan;
import gatehouse.gateway.Requirement;
import gatehouse.gateway.Resource;
import gatehouse.model.iam.CreateOpenIDConnectProviderRequest;
import gatehouse.model.iam.CreateOpenIDConnectProviderResponse;
import gatehouse.model.iam.DeleteOpenIDConnectProviderRequest;
import gatehouse.model.iam.DeleteOpenIDConnectProviderResponse;
import gatehouse.model.iam.GetOpenIDConnectProviderRequest;
import gatehouse.model.iam.GetOpenIDConnectProviderResponse;
import gatehouse.model.iam.ListOpenIDConnectProvidersRequest;
import gatehouse.model.iam.ListOpenIDConnectProvidersResponse;
import gatehouse.model.iam.OpenIDConnectProviderListEntry;
import gatehouse.store.Transaction;
import gatehouse.store.View;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// OpenID Connect providers, known by their URL. Unlike AWS, where a request names no thumbprint, none is fetched
/// from the provider.
final class OpenIdProviders {
    private static final String TRAIL_TYPE = "AWS::IAM::OIDCProvider";
    private static final String SCHEME = "https://";

    private final IamParts parts;

    OpenIdProviders(IamParts parts) {
        this.parts = parts;
    }

    Plan<CreateOpenIDConnectProviderResponse> create(Call call, CreateOpenIDConnectProviderRequest in) {
        String url = requireNonNull(in.url());
        OpenIdProvider provider = new OpenIdProvider(
                call.account(),
                withoutScheme(url),
                call.now().truncatedTo(ChronoUnit.SECONDS),
                requireNonNullElse(in.clientIDList(), List.<String>of()).stream()
                        .distinct()
                        .toList(),
                requireNonNullElse(in.thumbprintList(), List.of()),
                Tags.plus(Map.of(), requireNonNullElse(in.tags(), List.of())));
        call.notes().lookup(provider.arn(), TRAIL_TYPE);
        Requirement create = Requirement.of(Entities.action(call), Resource.of(provider.arn(), call.account()))
                .with(IamKeys.requestTags(in.tags()));
        return Plan.require(EntityTags.alsoTagging(create, "iam:TagOpenIDConnectProvider", in.tags()))
                .commit(tx -> {
                    check(provider);
                    if (find(tx, ProviderArn.openId(provider.arn())) != null) {
                        throw IamErrors.openIdProviderExists(url);
                    }
                    count(tx, call.account(), 1);
                    tx.put(IamTables.OPEN_ID_PROVIDERS, provider);
                    return CreateOpenIDConnectProviderResponse.builder()
                            .openIDConnectProviderArn(provider.arn())
                            .tags(Tags.shape(provider.tags()))
                            .build();
                });
    }

    /// A URL that can be an issuer's: `https://`, a host, perhaps a port and a path, nothing else.
    private static String withoutScheme(String url) {
        try {
            URI uri = new URI(url);
            if (url.startsWith(SCHEME)
                    && uri.getHost() != null
                    && uri.getRawUserInfo() == null
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null) {
                return url.substring(SCHEME.length());
            }
        } catch (URISyntaxException _) {
            // Answered below, as every other URL that is none.
        }
        throw IamErrors.validation("Invalid Open ID Connect Provider URL");
    }

    /// Refuses what has more client IDs, thumbprints or tags than a provider may have.
    void check(OpenIdProvider provider) {
        IamLimits limits = parts.limits();
        if (provider.thumbprints().size() > limits.of(Quota.THUMBPRINTS_PER_OPEN_ID_PROVIDER)) {
            throw IamErrors.thumbprints(limits.of(Quota.THUMBPRINTS_PER_OPEN_ID_PROVIDER));
        }
        limits.check(Quota.CLIENT_IDS_PER_OPEN_ID_PROVIDER, provider.clientIds().size());
        limits.check(Quota.TAGS_PER_OPEN_ID_PROVIDER, provider.tags().size());
    }

    /// Counts that many providers of the account more, as far as its quota allows.
    private void count(Transaction tx, String account, int more) {
        AccountCounts counts = EntityType.counts(tx, account).plusOpenIdProviders(more);
        if (more > 0) {
            parts.limits().check(Quota.OPEN_ID_PROVIDERS_PER_ACCOUNT, counts.openIdProviders());
        }
        tx.put(IamTables.COUNTS, counts);
    }

    Plan<GetOpenIDConnectProviderResponse> get(Call call, GetOpenIDConnectProviderRequest in) {
        ProviderArn arn = ProviderArn.openId(requireNonNull(in.openIDConnectProviderArn()));
        return Plan.require(require(call, arn)).commit(tx -> {
            OpenIdProvider provider = demand(tx, arn);
            return GetOpenIDConnectProviderResponse.builder()
                    .url(provider.url())
                    .clientIDList(provider.clientIds())
                    .thumbprintList(provider.thumbprints())
                    .createDate(provider.createDate())
                    .tags(Tags.list(provider.tags()))
                    .build();
        });
    }

    /// As AWS has it, no error where there is none.
    Plan<DeleteOpenIDConnectProviderResponse> delete(Call call, DeleteOpenIDConnectProviderRequest in) {
        ProviderArn arn = ProviderArn.openId(requireNonNull(in.openIDConnectProviderArn()));
        return Plan.require(require(call, arn)).commit(tx -> {
            if (find(tx, arn) != null) {
                count(tx, arn.account(), -1);
                tx.delete(IamTables.OPEN_ID_PROVIDERS, IamTables.provider(arn.account(), arn.name()));
            }
            return new DeleteOpenIDConnectProviderResponse();
        });
    }

    /// All of them: the API has no pages here.
    Plan<ListOpenIDConnectProvidersResponse> list(Call call, ListOpenIDConnectProvidersRequest in) {
        Requirement requirement = Requirement.of(Entities.action(call), Resource.any(call.account()));
        return Plan.require(requirement).commit(tx -> {
            int most = parts.limits().of(Quota.OPEN_ID_PROVIDERS_PER_ACCOUNT);
            List<OpenIdProvider> all = tx.scan(
                            IamTables.OPEN_ID_PROVIDERS, IamTables.inAccount(call.account()), null, most)
                    .items();
            return ListOpenIDConnectProvidersResponse.builder()
                    .openIDConnectProviderList(all.stream()
                            .map(provider -> OpenIDConnectProviderListEntry.builder()
                                    .arn(provider.arn())
                                    .build())
                            .toList())
                    .build();
        });
    }

    /// The call's own action on that provider, whether or not there is one.
    static Requirement require(Call call, ProviderArn arn) {
        call.notes().lookup(arn.arn(), TRAIL_TYPE);
        OpenIdProvider provider = find(call.view(), arn);
        Resource resource = Resource.of(arn.arn(), arn.account());
        return Requirement.of(Entities.action(call), provider == null ? resource : resource.withTags(provider.tags()));
    }

    /// @throws gatehouse.model.iam.NoSuchEntityException where there is no such provider
    static OpenIdProvider demand(View view, ProviderArn arn) {
        OpenIdProvider provider = find(view, arn);
        if (provider == null) {
            throw IamErrors.noSuchOpenIdProvider(arn.arn());
        }
        return provider;
    }

    private static @Nullable OpenIdProvider find(View view, ProviderArn arn) {
        return view.get(IamTables.OPEN_ID_PROVIDERS, IamTables.provider(arn.account(), arn.name()));
    }
}
