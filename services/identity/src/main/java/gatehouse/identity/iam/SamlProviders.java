package gatehouse.identity.iam;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;
import static java.util.Objects.requireNonNullElseGet;

import gatehouse.gateway.Call;
import gatehouse.gateway.Plan;
import gatehouse.gateway.Requirement;
import gatehouse.gateway.Resource;
import gatehouse.identity.iam.SamlProvider.PrivateKey;
import gatehouse.model.iam.AssertionEncryptionModeType;
import gatehouse.model.iam.CreateSAMLProviderRequest;
import gatehouse.model.iam.CreateSAMLProviderResponse;
import gatehouse.model.iam.DeleteSAMLProviderRequest;
import gatehouse.model.iam.DeleteSAMLProviderResponse;
import gatehouse.model.iam.GetSAMLProviderRequest;
import gatehouse.model.iam.GetSAMLProviderResponse;
import gatehouse.model.iam.ListSAMLProvidersRequest;
import gatehouse.model.iam.ListSAMLProvidersResponse;
import gatehouse.model.iam.SAMLPrivateKey;
import gatehouse.model.iam.SAMLProviderListEntry;
import gatehouse.model.iam.UpdateSAMLProviderRequest;
import gatehouse.model.iam.UpdateSAMLProviderResponse;
import gatehouse.store.Key;
import gatehouse.store.Transaction;
import gatehouse.store.View;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// SAML providers.
final class SamlProviders {
    private static final String TRAIL_TYPE = "AWS::IAM::SAMLProvider";

    /// How long a provider is valid whose metadata does not say.
    private static final int VALID_YEARS = 100;

    private final IamParts parts;
    private final SamlKeys keys;

    SamlProviders(IamParts parts) {
        this.parts = parts;
        this.keys = new SamlKeys(parts);
    }

    Plan<CreateSAMLProviderResponse> create(Call call, CreateSAMLProviderRequest in) {
        String name = requireNonNull(in.name());
        ProviderArn arn =
                new ProviderArn("arn:aws:iam::" + call.account() + ":saml-provider/" + name, call.account(), name);
        call.notes().lookup(arn.arn(), TRAIL_TYPE);
        Requirement create = Requirement.of(Entities.action(call), Resource.of(arn.arn(), call.account()))
                .with(IamKeys.requestTags(in.tags()));
        return Plan.require(EntityTags.alsoTagging(create, "iam:TagSAMLProvider", in.tags()))
                .compute(() -> provider(call, in))
                .commit((tx, provider) -> {
                    if (find(tx, arn) != null) {
                        throw IamErrors.samlProviderExists(name);
                    }
                    count(tx, call.account(), 1);
                    tx.put(IamTables.SAML_PROVIDERS, provider);
                    tx.put(
                            IamTables.SAML_METADATA,
                            new SamlMetadata(call.account(), name, requireNonNull(in.samlMetadataDocument())));
                    return CreateSAMLProviderResponse.builder()
                            .samlProviderArn(provider.arn())
                            .tags(Tags.shape(provider.tags()))
                            .build();
                });
    }

    private SamlProvider provider(Call call, CreateSAMLProviderRequest in) {
        Map<String, String> tags = Tags.plus(Map.of(), requireNonNullElse(in.tags(), List.of()));
        parts.limits().check(Quota.TAGS_PER_SAML_PROVIDER, tags.size());
        Instant now = call.now().truncatedTo(ChronoUnit.SECONDS);
        AssertionEncryptionModeType mode = in.assertionEncryptionMode();
        return new SamlProvider(
                call.account(),
                requireNonNull(in.name()),
                SamlKeys.newId(parts.entropy()),
                now,
                validUntil(requireNonNull(in.samlMetadataDocument()), now),
                mode == null ? null : mode.value(),
                SamlKeys.plus(List.of(), keys.seal(in.addPrivateKey(), now)),
                tags);
    }

    private static Instant validUntil(String document, Instant now) {
        return requireNonNullElseGet(
                SamlMetadataReader.validUntil(document),
                () -> now.atOffset(ZoneOffset.UTC).plusYears(VALID_YEARS).toInstant());
    }

    /// Counts that many providers of the account more, as far as its quota allows.
    private void count(Transaction tx, String account, int more) {
        AccountCounts counts = EntityType.counts(tx, account).plusSamlProviders(more);
        if (more > 0) {
            parts.limits().check(Quota.SAML_PROVIDERS_PER_ACCOUNT, counts.samlProviders());
        }
        tx.put(IamTables.COUNTS, counts);
    }

    Plan<GetSAMLProviderResponse> get(Call call, GetSAMLProviderRequest in) {
        ProviderArn arn = ProviderArn.saml(requireNonNull(in.samlProviderArn()));
        return Plan.require(require(call, arn)).commit(tx -> {
            SamlProvider provider = demand(tx, arn);
            SamlMetadata metadata = requireNonNull(tx.get(IamTables.SAML_METADATA, key(arn)));
            String mode = provider.assertionEncryptionMode();
            return GetSAMLProviderResponse.builder()
                    .samlProviderUUID(provider.uuid())
                    .samlMetadataDocument(metadata.document())
                    .createDate(provider.createDate())
                    .validUntil(provider.validUntil())
                    .tags(Tags.list(provider.tags()))
                    .assertionEncryptionMode(mode == null ? null : new AssertionEncryptionModeType(mode))
                    .privateKeyList(provider.privateKeys().stream()
                            .map(SamlProviders::shape)
                            .toList())
                    .build();
        });
    }

    private static SAMLPrivateKey shape(PrivateKey key) {
        return SAMLPrivateKey.builder()
                .keyId(key.keyId())
                .timestamp(key.timestamp())
                .build();
    }

    /// Changes what the request names, and leaves the rest.
    Plan<UpdateSAMLProviderResponse> update(Call call, UpdateSAMLProviderRequest in) {
        ProviderArn arn = ProviderArn.saml(requireNonNull(in.samlProviderArn()));
        Instant now = call.now().truncatedTo(ChronoUnit.SECONDS);
        return Plan.require(require(call, arn))
                .compute(() -> new Update(
                        in.samlMetadataDocument() == null ? null : validUntil(in.samlMetadataDocument(), now),
                        keys.seal(in.addPrivateKey(), now)))
                .commit((tx, update) -> {
                    SamlProvider changed = demand(tx, arn);
                    AssertionEncryptionModeType mode = in.assertionEncryptionMode();
                    changed = mode == null ? changed : changed.withAssertionEncryptionMode(mode.value());
                    changed = changed.withPrivateKeys(
                            SamlKeys.plus(SamlKeys.minus(changed.privateKeys(), in.removePrivateKey()), update.key()));
                    String document = in.samlMetadataDocument();
                    if (document != null) {
                        changed = changed.withValidUntil(requireNonNull(update.validUntil()));
                        tx.put(IamTables.SAML_METADATA, new SamlMetadata(arn.account(), arn.name(), document));
                    }
                    tx.put(IamTables.SAML_PROVIDERS, changed);
                    return UpdateSAMLProviderResponse.builder()
                            .samlProviderArn(arn.arn())
                            .build();
                });
    }

    private record Update(
            @Nullable Instant validUntil, @Nullable PrivateKey key) {}

    Plan<DeleteSAMLProviderResponse> delete(Call call, DeleteSAMLProviderRequest in) {
        ProviderArn arn = ProviderArn.saml(requireNonNull(in.samlProviderArn()));
        return Plan.require(require(call, arn)).commit(tx -> {
            demand(tx, arn);
            count(tx, arn.account(), -1);
            tx.delete(IamTables.SAML_PROVIDERS, key(arn));
            tx.delete(IamTables.SAML_METADATA, key(arn));
            return new DeleteSAMLProviderResponse();
        });
    }

    /// All of them: the API has no pages here.
    Plan<ListSAMLProvidersResponse> list(Call call, ListSAMLProvidersRequest in) {
        Requirement requirement = Requirement.of(Entities.action(call), Resource.any(call.account()));
        return Plan.require(requirement).commit(tx -> {
            int most = parts.limits().of(Quota.SAML_PROVIDERS_PER_ACCOUNT);
            List<SamlProvider> all = tx.scan(IamTables.SAML_PROVIDERS, IamTables.inAccount(call.account()), null, most)
                    .items();
            return ListSAMLProvidersResponse.builder()
                    .samlProviderList(all.stream()
                            .map(provider -> SAMLProviderListEntry.builder()
                                    .arn(provider.arn())
                                    .validUntil(provider.validUntil())
                                    .createDate(provider.createDate())
                                    .build())
                            .toList())
                    .build();
        });
    }

    /// The call's own action on that provider, whether or not there is one.
    static Requirement require(Call call, ProviderArn arn) {
        call.notes().lookup(arn.arn(), TRAIL_TYPE);
        SamlProvider provider = find(call.view(), arn);
        Resource resource = Resource.of(arn.arn(), arn.account());
        return Requirement.of(Entities.action(call), provider == null ? resource : resource.withTags(provider.tags()));
    }

    /// @throws gatehouse.model.iam.NoSuchEntityException where there is no such provider
    static SamlProvider demand(View view, ProviderArn arn) {
        SamlProvider provider = find(view, arn);
        if (provider == null) {
            throw IamErrors.noSuchSamlProvider(arn.arn());
        }
        return provider;
    }

    private static @Nullable SamlProvider find(View view, ProviderArn arn) {
        return view.get(IamTables.SAML_PROVIDERS, key(arn));
    }

    private static Key key(ProviderArn arn) {
        return IamTables.provider(arn.account(), arn.name());
    }
}
