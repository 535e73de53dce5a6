package gatehouse.keys.kms;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import gatehouse.crypto.Entropy;
import gatehouse.gateway.Call;
import gatehouse.gateway.Plan;
import gatehouse.gateway.Requirement;
import gatehouse.gateway.Resource;
import gatehouse.model.kms.CreateKeyRequest;
import gatehouse.model.kms.CreateKeyResponse;
import gatehouse.model.kms.DescribeKeyRequest;
import gatehouse.model.kms.DescribeKeyResponse;
import gatehouse.model.kms.KeyListEntry;
import gatehouse.model.kms.ListKeysRequest;
import gatehouse.model.kms.ListKeysResponse;
import gatehouse.policy.ConditionKeys;
import gatehouse.store.Key;
import gatehouse.store.Page;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// CreateKey, DescribeKey and ListKeys.
final class Keys {
    private static final int LIST_DEFAULT = 100;

    private final KmsActions actions;
    private final KeyMaterials materials;
    private final KeyPolicyCheck policyCheck;
    private final Entropy entropy;
    private final KmsLimits limits;

    Keys(KmsActions actions, KeyMaterials materials, KeyPolicyCheck policyCheck, Entropy entropy, KmsLimits limits) {
        this.actions = actions;
        this.materials = materials;
        this.policyCheck = policyCheck;
        this.entropy = entropy;
        this.limits = limits;
    }

    Plan<CreateKeyResponse> createKey(Call call, CreateKeyRequest in) {
        KeyCreation creation = KeyCreation.of(in);
        KmsKey key = keyOf(call, in, creation);
        List<Requirement> requirements = new ArrayList<>(2);
        requirements.add(KmsActions.onAny(call, "kms:CreateKey")
                .with(KmsConditions.only("kms:calleraccount", call.account()))
                .with(creation(key, in)));
        if (in.tags() != null && !in.tags().isEmpty()) {
            // The key has no policy yet that could be asked: identity policies decide.
            requirements.add(Requirement.of("kms:TagResource", Resource.of(key.arn(), key.account()))
                    .with(KmsConditions.tags(in.tags())));
        }
        return Plan.require(requirements)
                .compute(() -> {
                    creation.check();
                    return key.origin() == Origin.AWS_KMS
                            ? Optional.of(materials.create(key, call.now()))
                            : Optional.<MadeMaterial>empty();
                })
                .commit((tx, material) -> {
                    KmsKey made = material.isEmpty()
                            ? key
                            : key.with(change ->
                                    change.materialId(material.get().material().materialId()));
                    KeyTags.check(in.tags(), key.tags(), limits.tagsPerKeyMax());
                    policyCheck.check(call, key, in.bypassPolicyLockoutSafetyCheck());
                    materials.ensureHeaderKey(tx);
                    material.ifPresent(row -> row.put(tx));
                    tx.put(KmsTables.KEYS, made);
                    call.notes().resource(key.arn(), KmsActions.KEY_TYPE, key.account());
                    return CreateKeyResponse.builder()
                            .keyMetadata(KeyDescription.of(made))
                            .build();
                });
    }

    Plan<DescribeKeyResponse> describeKey(Call call, DescribeKeyRequest in) {
        NamedKey named = KeyNames.any(call, requireNonNull(in.keyId()));
        return Plan.require(actions.onKey(call, "kms:DescribeKey", named))
                .reply(() -> DescribeKeyResponse.builder()
                        .keyMetadata(KeyDescription.of(named.orThrow()))
                        .build());
    }

    Plan<ListKeysResponse> listKeys(Call call, ListKeysRequest in) {
        return Plan.require(KmsActions.onAny(call, "kms:ListKeys")).reply(() -> {
            Key prefix = KmsTables.account(call.account(), call.region().value());
            Page<KmsKey> page = call.view()
                    .scan(
                            KmsTables.KEYS,
                            KmsTables.KEYS_BY_ACCOUNT,
                            prefix,
                            Markers.read(in.marker(), prefix),
                            requireNonNullElse(in.limit(), LIST_DEFAULT));
            List<KeyListEntry> entries = new ArrayList<>(page.items().size());
            for (KmsKey key : page.items()) {
                if (!key.isDeletedAt(call.now())) {
                    entries.add(KeyListEntry.builder()
                            .keyId(key.keyId())
                            .keyArn(key.arn())
                            .build());
                }
            }
            return ListKeysResponse.builder()
                    .keys(entries)
                    .nextMarker(Markers.write(page.next()))
                    .truncated(page.next() != null)
                    .build();
        });
    }

    private KmsKey keyOf(Call call, CreateKeyRequest in, KeyCreation creation) {
        String policy = in.policy();
        return new KmsKey(
                call.account(),
                call.region().value(),
                creation.isMultiRegion() ? KeyId.multiRegion(entropy.uuid()) : entropy.uuid(),
                call.now().truncatedTo(ChronoUnit.MILLIS),
                creation.spec(),
                creation.usage(),
                creation.origin(),
                requireNonNullElse(in.description(), ""),
                creation.origin() == Origin.EXTERNAL ? KeyState.PENDING_IMPORT : KeyState.ENABLED,
                null,
                policy == null ? CompiledKeyPolicies.defaultDocument(call.account()) : policy,
                KeyTags.map(in.tags()),
                null,
                null,
                null,
                creation.isMultiRegion()
                        ? new KeyReplication(
                                call.region().value(), List.of(call.region().value()))
                        : null,
                null,
                0,
                false);
    }

    private static ConditionKeys creation(KmsKey key, CreateKeyRequest in) {
        ConditionKeys own = name -> switch (name) {
            case "kms:keyspec", "kms:customermasterkeyspec" ->
                List.of(key.keySpec().name());
            case "kms:keyusage", "kms:customermasterkeyusage" ->
                List.of(key.keyUsage().name());
            case "kms:keyorigin" -> List.of(key.origin().name());
            case "kms:multiregion" -> List.of(Boolean.toString(Boolean.TRUE.equals(in.multiRegion())));
            case "kms:multiregionkeytype" -> Boolean.TRUE.equals(in.multiRegion()) ? List.of("PRIMARY") : null;
            case KeyPolicyCheck.BYPASS ->
                List.of(Boolean.toString(Boolean.TRUE.equals(in.bypassPolicyLockoutSafetyCheck())));
            default -> null;
        };
        return own.or(KmsConditions.tags(in.tags()));
    }
}
