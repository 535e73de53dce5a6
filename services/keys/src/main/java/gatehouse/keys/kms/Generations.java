package gatehouse.keys.kms;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import gatehouse.gateway.Call;
import gatehouse.gateway.Plan;
import gatehouse.model.kms.ExpirationModelType;
import gatehouse.model.kms.ImportState;
import gatehouse.model.kms.IncludeKeyMaterial;
import gatehouse.model.kms.KeyMaterialState;
import gatehouse.model.kms.ListKeyRotationsRequest;
import gatehouse.model.kms.ListKeyRotationsResponse;
import gatehouse.model.kms.RotationsListEntry;
import gatehouse.store.Key;
import gatehouse.store.Page;
import gatehouse.store.View;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// ListKeyRotations, and a key's generations of material, the oldest first.
final class Generations {
    private static final int LIST_DEFAULT = 100;

    private final KmsActions actions;

    Generations(KmsActions actions) {
        this.actions = actions;
    }

    /// All generations of a key.
    static List<KeyMaterial> of(View view, KmsKey key) {
        return view.all(KmsTables.MATERIAL, KmsTables.MATERIAL_BY_AGE, KmsTables.key(key.region(), key.keyId()));
    }

    /// Whether all imported material is here that the key needs, `next` among it: every generation that was
    /// ever current, in a replica those of its primary.
    static boolean areComplete(View view, KmsKey key, @Nullable KeyMaterial next) {
        Set<String> here = new HashSet<>();
        if (next != null) {
            here.add(next.materialId());
        }
        for (KeyMaterial material : of(view, key)) {
            if (material.sealed() != null) {
                here.add(material.materialId());
            } else if (!here.contains(material.materialId())) {
                return false;
            }
        }
        if (here.isEmpty()) {
            return false;
        }
        for (KeyMaterial material : of(view, KeyRegions.primary(view, key))) {
            if (!material.pending() && !here.contains(material.materialId())) {
                return false;
            }
        }
        return true;
    }

    /// The imported material that waits for a rotation.
    static @Nullable KeyMaterial waiting(View view, KmsKey key) {
        for (KeyMaterial material : of(view, key)) {
            if (material.pending()) {
                return material;
            }
        }
        return null;
    }

    /// When the first of a key's materials expires, one of which is `changed`; null where none does. What waits for a
    /// rotation does not count.
    static @Nullable Instant firstExpiry(View view, KmsKey key, KeyMaterial changed) {
        Instant first = changed.pending() ? null : changed.validTo();
        for (KeyMaterial material : of(view, key)) {
            Instant expires = material.validTo();
            boolean counts = !material.pending() && !material.materialId().equals(changed.materialId());
            if (counts && expires != null && (first == null || expires.isBefore(first))) {
                first = expires;
            }
        }
        return first;
    }

    Plan<ListKeyRotationsResponse> listKeyRotations(Call call, ListKeyRotationsRequest in) {
        NamedKey named = KeyNames.own(call, requireNonNull(in.keyId()));
        return Plan.require(actions.onKey(call, "kms:ListKeyRotations", named)).reply(() -> {
            KmsKey key = named.orThrow();
            if (!key.keySpec().rotates() || key.backing() != null) {
                throw KmsErrors.unsupportedSpec();
            }
            return page(call.view(), key, in);
        });
    }

    private static ListKeyRotationsResponse page(View view, KmsKey key, ListKeyRotationsRequest in) {
        boolean all = IncludeKeyMaterial.ALL_KEY_MATERIAL.equals(in.includeKeyMaterial());
        int limit = requireNonNullElse(in.limit(), LIST_DEFAULT);
        Key prefix = KmsTables.key(key.region(), key.keyId());
        Key after = Markers.read(in.marker(), prefix);
        List<RotationsListEntry> entries = new ArrayList<>();
        do {
            Page<KeyMaterial> page =
                    view.scan(KmsTables.MATERIAL, KmsTables.MATERIAL_BY_AGE, prefix, after, limit - entries.size());
            for (KeyMaterial material : page.items()) {
                if (all || material.rotatedBy() != null) {
                    entries.add(entry(view, key, material));
                }
            }
            after = page.next();
        } while (after != null && entries.size() < limit);
        return ListKeyRotationsResponse.builder()
                .rotations(entries)
                .nextMarker(Markers.write(after))
                .truncated(after != null)
                .build();
    }

    private static RotationsListEntry entry(View view, KmsKey key, KeyMaterial material) {
        boolean imported = key.origin() == Origin.EXTERNAL;
        RotationKind kind = material.rotatedBy();
        return RotationsListEntry.builder()
                .keyId(key.arn())
                .keyMaterialId(material.materialId())
                .keyMaterialDescription(material.description())
                .importState(imported ? importState(material) : null)
                .keyMaterialState(state(view, key, material))
                .expirationModel(imported && material.sealed() != null ? expiration(material) : null)
                .validTo(material.validTo())
                .rotationDate(material.rotationDate())
                .rotationType(kind == null ? null : kind.word())
                .build();
    }

    private static boolean isEverywhere(View view, KmsKey key, KeyMaterial material) {
        for (KmsKey row : KeyRegions.all(view, key)) {
            if (view.get(KmsTables.MATERIAL, KmsTables.material(row.region(), row.keyId(), material.materialId()))
                    == null) {
                return false;
            }
        }
        return true;
    }

    private static ImportState importState(KeyMaterial material) {
        return material.sealed() == null ? ImportState.PENDING_IMPORT : ImportState.IMPORTED;
    }

    private static ExpirationModelType expiration(KeyMaterial material) {
        return material.validTo() == null
                ? ExpirationModelType.KEY_MATERIAL_DOES_NOT_EXPIRE
                : ExpirationModelType.KEY_MATERIAL_EXPIRES;
    }

    private static KeyMaterialState state(View view, KmsKey key, KeyMaterial material) {
        if (material.pending()) {
            return isEverywhere(view, key, material)
                    ? KeyMaterialState.PENDING_ROTATION
                    : KeyMaterialState.PENDING_MULTI_REGION_IMPORT_AND_ROTATION;
        }
        return material.materialId().equals(key.materialId()) ? KeyMaterialState.CURRENT : KeyMaterialState.NON_CURRENT;
    }
}
