package gatehouse.keys.kms;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import gatehouse.gateway.Call;
import gatehouse.gateway.Plan;
import gatehouse.gateway.Regions;
import gatehouse.gateway.Requirement;
import gatehouse.model.kms.ReplicateKeyRequest;
import gatehouse.model.kms.ReplicateKeyResponse;
import gatehouse.model.kms.UpdatePrimaryRegionRequest;
import gatehouse.model.kms.UpdatePrimaryRegionResponse;
import gatehouse.store.Transaction;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/// ReplicateKey and UpdatePrimaryRegion.
///
/// Source: https://docs.aws.amazon.com/kms/latest/developerguide/multi-region-keys-overview.html
final class MultiRegionKeys {
    private final KmsActions actions;
    private final KeyMaterials materials;
    private final KeyPolicyCheck policyCheck;
    private final KmsLimits limits;

    MultiRegionKeys(KmsActions actions, KeyMaterials materials, KeyPolicyCheck policyCheck, KmsLimits limits) {
        this.actions = actions;
        this.materials = materials;
        this.policyCheck = policyCheck;
        this.limits = limits;
    }

    Plan<ReplicateKeyResponse> replicateKey(Call call, ReplicateKeyRequest in) {
        NamedKey named = KeyNames.own(call, requireNonNull(in.keyId()));
        String region = requireNonNull(in.replicaRegion());
        return Plan.require(requirements(call, named, region, in)).commit(tx -> {
            KmsKey primary = named.orThrow();
            requireReplicable(primary, region);
            KmsKey asked = replica(call, primary, region, in);
            KeyTags.check(in.tags(), asked.tags(), limits.tagsPerKeyMax());
            KmsKey replica = policyCheck.checked(call, asked, in.bypassPolicyLockoutSafetyCheck());
            replicate(tx, primary, replica);
            call.notes().resource(replica.arn(), KmsActions.KEY_TYPE, replica.account());
            return ReplicateKeyResponse.builder()
                    .replicaKeyMetadata(KeyDescription.of(replica))
                    .replicaPolicy(asked.policy())
                    .replicaTags(replica.tags().isEmpty() ? null : in.tags())
                    .build();
        });
    }

    Plan<UpdatePrimaryRegionResponse> updatePrimaryRegion(Call call, UpdatePrimaryRegionRequest in) {
        NamedKey named = KeyNames.own(call, requireNonNull(in.keyId()));
        String region = requireNonNull(in.primaryRegion());
        List<Requirement> requirements = new ArrayList<>(2);
        requirements.add(actions.onKey(call, "kms:UpdatePrimaryRegion", named)
                .with(KmsConditions.only("kms:primaryregion", region)));
        KmsKey next = named instanceof NamedKey.Existing existing
                ? call.view()
                        .get(
                                KmsTables.KEYS,
                                KmsTables.key(region, existing.key().keyId()))
                : null;
        if (next != null) {
            requirements.add(actions.onKey(call, "kms:UpdatePrimaryRegion", next)
                    .with(KmsConditions.only("kms:primaryregion", region)));
        }
        return Plan.require(requirements).commit(tx -> {
            KmsKey primary = named.orThrow();
            requirePrimary(primary);
            primary.state().requireUsable(primary);
            if (next == null) {
                throw KmsErrors.keyNotFound(KmsKey.arn(region, primary.account(), primary.keyId()));
            }
            next.state().requireUsable(next);
            KeyReplication replication = new KeyReplication(
                    region, requireNonNull(primary.replication()).regions());
            KeyRegions.change(tx, primary, row -> row.with(change -> change.replication(replication)));
            call.notes().answered("keyId", primary.arn());
            return new UpdatePrimaryRegionResponse();
        });
    }

    /// The caller replicates the key, and creates one in the other region.
    private List<Requirement> requirements(Call call, NamedKey named, String region, ReplicateKeyRequest in) {
        Requirement replicating =
                actions.onKey(call, "kms:ReplicateKey", named).with(KmsConditions.only("kms:replicaregion", region));
        if (!(named instanceof NamedKey.Existing existing) || !existing.key().isMultiRegion()) {
            return List.of(replicating);
        }
        List<Requirement> all = new ArrayList<>(3);
        all.add(replicating);
        all.addAll(actions.toCreateKey(
                call, replica(call, existing.key(), region, in), in.bypassPolicyLockoutSafetyCheck(), in.tags()));
        return all;
    }

    private static void requirePrimary(KmsKey key) {
        if (!key.isMultiRegion() || KeyRegions.isReplica(key)) {
            throw KmsErrors.notPrimary(key);
        }
    }

    private static void requireReplicable(KmsKey key, String region) {
        requirePrimary(key);
        if (Regions.find(region) == null) {
            throw KmsErrors.validation("ReplicaRegion " + region + " is not a region of this partition.");
        }
        key.state().requireStaying(key.arn());
        if (key.state() == KeyState.DISABLED) {
            throw KmsErrors.disabled(key.arn());
        }
        if (requireNonNull(key.replication()).regions().contains(region)) {
            throw KmsErrors.replicaExists(key, region);
        }
    }

    private static KmsKey replica(Call call, KmsKey primary, String region, ReplicateKeyRequest in) {
        List<String> regions =
                new ArrayList<>(requireNonNull(primary.replication()).regions());
        regions.add(region);
        boolean imported = primary.origin() == Origin.EXTERNAL;
        return new KmsKey(
                primary.account(),
                region,
                primary.keyId(),
                call.now().truncatedTo(ChronoUnit.MILLIS),
                primary.keySpec(),
                primary.keyUsage(),
                primary.origin(),
                requireNonNullElse(in.description(), ""),
                imported ? KeyState.PENDING_IMPORT : KeyState.ENABLED,
                null,
                requireNonNullElse(in.policy(), CompiledKeyPolicies.defaultDocument(primary.account())),
                KeyTags.map(in.tags()),
                imported ? null : primary.materialId(),
                null,
                primary.rotation(),
                new KeyReplication(primary.region(), regions),
                null,
                0,
                false);
    }

    private void replicate(Transaction tx, KmsKey primary, KmsKey replica) {
        KeyReplication replication = replica.replication();
        KeyRegions.change(tx, primary, row -> row.with(change -> change.replication(replication)));
        tx.put(KmsTables.KEYS, replica);
        if (replica.materialId() != null) {
            for (KeyMaterial material : Generations.of(tx, primary)) {
                tx.put(KmsTables.MATERIAL, materials.replicated(tx, primary, material, replica));
            }
        }
    }
}
