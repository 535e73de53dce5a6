package gatehouse.keys.kms;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import gatehouse.crypto.Entropy;
import gatehouse.gateway.Call;
import gatehouse.gateway.Plan;
import gatehouse.keys.kms.Messages.Tools;
import gatehouse.model.kms.CreateKeyRequest;
import gatehouse.model.kms.CreateKeyResponse;
import gatehouse.model.kms.DescribeKeyRequest;
import gatehouse.model.kms.DescribeKeyResponse;
import gatehouse.model.kms.KeyListEntry;
import gatehouse.model.kms.ListKeysRequest;
import gatehouse.model.kms.ListKeysResponse;
import gatehouse.store.Key;
import gatehouse.store.Page;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// CreateKey, DescribeKey and ListKeys.
final class Keys {
    private static final int LIST_DEFAULT = 100;

    private final KmsActions actions;
    private final KeyMaterials materials;
    private final KeyPolicyCheck policyCheck;
    private final BackedKeys backed;
    private final ManagedKeys managed;
    private final Entropy entropy;
    private final KmsLimits limits;

    Keys(KmsActions actions, KeyMaterials materials, BackedKeys backed, KeyPolicyCheck policyCheck, Tools tools) {
        this.actions = actions;
        this.materials = materials;
        this.backed = backed;
        this.managed = tools.managed();
        this.policyCheck = policyCheck;
        this.entropy = tools.entropy();
        this.limits = tools.limits();
    }

    Plan<CreateKeyResponse> createKey(Call call, CreateKeyRequest in) {
        KeyCreation creation = KeyCreation.of(in);
        KmsKey key = keyOf(call, in, creation);
        return Plan.require(actions.toCreateKey(call, key, in.bypassPolicyLockoutSafetyCheck(), in.tags()))
                .compute(() -> {
                    // Before material is made, which is slow, and in a token stays behind.
                    creation.check();
                    KeyTags.check(in.tags(), key.tags(), limits.tagsPerKeyMax());
                    KmsKey checked = policyCheck.checked(call, key, in.bypassPolicyLockoutSafetyCheck());
                    return switch (key.origin()) {
                        case AWS_KMS -> Made.of(checked, materials.create(checked, call.now()));
                        case AWS_CLOUDHSM ->
                            new Made(backed.create(call, checked, requireNonNull(in.customKeyStoreId())), null);
                        case EXTERNAL_KEY_STORE -> {
                            KmsKey external = backed.external(
                                    call,
                                    checked,
                                    requireNonNull(in.customKeyStoreId()),
                                    requireNonNull(in.xksKeyId()));
                            yield Made.of(external, materials.create(external, call.now()));
                        }
                        case EXTERNAL -> new Made(checked, null);
                    };
                })
                .commit((tx, made) -> {
                    if (made.key().isExternallyBacked()) {
                        backed.requireUnused(tx, made.key());
                    }
                    materials.ensureHeaderKey(tx);
                    if (made.material() != null) {
                        made.material().put(tx);
                    }
                    tx.put(KmsTables.KEYS, made.key());
                    call.notes().resource(key.arn(), KmsActions.KEY_TYPE, key.account());
                    return CreateKeyResponse.builder()
                            .keyMetadata(KeyDescription.of(made.key()))
                            .build();
                });
    }

    Plan<DescribeKeyResponse> describeKey(Call call, DescribeKeyRequest in) {
        NamedKey named = managed.any(call, requireNonNull(in.keyId()));
        return Plan.require(actions.onKey(call, "kms:DescribeKey", named)).commit(tx -> {
            KmsKey key = BackedKeys.asConnected(call.view(), managed.made(call, tx, named));
            return DescribeKeyResponse.builder()
                    .keyMetadata(KeyDescription.of(key))
                    .build();
        });
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

    /// A new key, and its material where that is kept here.
    private record Made(KmsKey key, @Nullable MadeMaterial material) {
        static Made of(KmsKey key, MadeMaterial material) {
            return new Made(
                    key.with(change -> change.materialId(material.material().materialId())), material);
        }
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
}
