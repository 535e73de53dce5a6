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
import gatehouse.model.kms.KeySpec;
import gatehouse.model.kms.KeyUsageType;
import gatehouse.model.kms.ListKeysRequest;
import gatehouse.model.kms.ListKeysResponse;
import gatehouse.model.kms.OriginType;
import gatehouse.policy.ConditionKeys;
import gatehouse.store.Key;
import gatehouse.store.Page;
import gatehouse.store.Transaction;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

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
        KmsKey key = keyOf(call, in);
        List<Requirement> requirements = new ArrayList<>(2);
        requirements.add(KmsActions.onAny(call, "kms:CreateKey")
                .with(KmsConditions.only("kms:calleraccount", call.account()))
                .with(creation(key, in)));
        if (in.tags() != null && !in.tags().isEmpty()) {
            // The key has no policy yet that could be asked: identity policies decide.
            requirements.add(Requirement.of("kms:TagResource", Resource.of(key.arn(), key.account()))
                    .with(KmsConditions.tags(in.tags())));
        }
        return Plan.require(requirements).commit(tx -> {
            refuseUnsupported(in);
            KeyTags.check(in.tags(), key.tags(), limits.tagsPerKeyMax());
            policyCheck.check(call, key, in.bypassPolicyLockoutSafetyCheck());
            create(tx, key, call.now());
            call.notes().resource(key.arn(), KmsActions.KEY_TYPE, key.account());
            return CreateKeyResponse.builder().keyMetadata(key.metadata()).build();
        });
    }

    Plan<DescribeKeyResponse> describeKey(Call call, DescribeKeyRequest in) {
        NamedKey named = KeyNames.any(call, requireNonNull(in.keyId()));
        return Plan.require(actions.onKey(call, "kms:DescribeKey", named))
                .reply(() -> DescribeKeyResponse.builder()
                        .keyMetadata(named.orThrow().metadata())
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

    private void create(Transaction tx, KmsKey key, Instant now) {
        materials.ensureHeaderKey(tx);
        tx.put(KmsTables.MATERIAL, materials.create(key, now));
        tx.put(KmsTables.KEYS, key);
    }

    private KmsKey keyOf(Call call, CreateKeyRequest in) {
        String policy = in.policy();
        return new KmsKey(
                call.account(),
                call.region().value(),
                entropy.uuid(),
                call.now().truncatedTo(ChronoUnit.MILLIS),
                requireNonNullElse(in.description(), ""),
                KeyState.ENABLED,
                null,
                spec(in),
                requireNonNullElse(in.keyUsage(), KeyUsageType.ENCRYPT_DECRYPT).value(),
                requireNonNullElse(in.origin(), OriginType.AWS_KMS).value(),
                policy == null ? CompiledKeyPolicies.defaultDocument(call.account()) : policy,
                KeyTags.map(in.tags()),
                materials.newMaterialId());
    }

    /// The key's spec, which older clients call CustomerMasterKeySpec.
    private static String spec(CreateKeyRequest in) {
        if (in.keySpec() != null) {
            return in.keySpec().value();
        }
        return in.customerMasterKeySpec() == null
                ? KeySpec.SYMMETRIC_DEFAULT.value()
                : in.customerMasterKeySpec().value();
    }

    private static ConditionKeys creation(KmsKey key, CreateKeyRequest in) {
        ConditionKeys own = name -> switch (name) {
            case "kms:keyspec", "kms:customermasterkeyspec" -> List.of(key.keySpec());
            case "kms:keyusage", "kms:customermasterkeyusage" -> List.of(key.keyUsage());
            case "kms:keyorigin" -> List.of(key.origin());
            case "kms:multiregion" -> List.of(Boolean.toString(Boolean.TRUE.equals(in.multiRegion())));
            case KeyPolicyCheck.BYPASS ->
                List.of(Boolean.toString(Boolean.TRUE.equals(in.bypassPolicyLockoutSafetyCheck())));
            default -> null;
        };
        return own.or(KmsConditions.tags(in.tags()));
    }

    private static void refuseUnsupported(CreateKeyRequest in) {
        String spec = spec(in);
        if (in.keySpec() != null
                && in.customerMasterKeySpec() != null
                && !in.customerMasterKeySpec().value().equals(spec)) {
            throw KmsErrors.validation(
                    "You cannot specify KeySpec and CustomerMasterKeySpec in the same request. CustomerMasterKeySpec is"
                            + " deprecated.");
        }
        if (!spec.equals(KeySpec.SYMMETRIC_DEFAULT.value())) {
            throw KmsErrors.notBuilt("KeySpec " + spec);
        }
        if (in.keyUsage() != null && !in.keyUsage().equals(KeyUsageType.ENCRYPT_DECRYPT)) {
            throw KmsErrors.invalidUsage(in.keyUsage().value(), spec);
        }
        if (in.origin() != null && !in.origin().equals(OriginType.AWS_KMS)) {
            throw KmsErrors.notBuilt("Origin " + in.origin().value());
        }
        if (in.customKeyStoreId() != null || in.xksKeyId() != null) {
            throw KmsErrors.notBuilt("custom key stores");
        }
        if (Boolean.TRUE.equals(in.multiRegion())) {
            throw KmsErrors.notBuilt("MultiRegion");
        }
    }
}
