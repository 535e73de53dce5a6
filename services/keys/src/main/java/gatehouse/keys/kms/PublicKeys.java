package gatehouse.keys.kms;

import static java.util.Objects.requireNonNull;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import gatehouse.crypto.asymmetric.InvalidKeyMaterialException;
import gatehouse.crypto.asymmetric.OpenedPublicKey;
import gatehouse.gateway.Call;
import gatehouse.gateway.Plan;
import gatehouse.model.kms.CustomerMasterKeySpec;
import gatehouse.model.kms.GetPublicKeyRequest;
import gatehouse.model.kms.GetPublicKeyResponse;
import gatehouse.model.kms.KeyAgreementAlgorithmSpec;
import gatehouse.store.View;
import gatehouse.wire.shape.Blob;
import java.util.List;

/// GetPublicKey, and public keys as other operations use them: a bounded number is kept ready.
final class PublicKeys {
    private final KmsActions actions;
    private final KeyMaterials materials;
    private final Cache<KeyMaterial, OpenedPublicKey> opened;

    PublicKeys(KmsActions actions, KeyMaterials materials, int openedMax) {
        this.actions = actions;
        this.materials = materials;
        this.opened = Caffeine.newBuilder()
                .weakKeys() // Compared by identity.
                .maximumSize(openedMax)
                .executor(Runnable::run)
                .build();
    }

    Plan<GetPublicKeyResponse> getPublicKey(Call call, GetPublicKeyRequest in) {
        NamedKey named = KeyNames.any(call, requireNonNull(in.keyId()));
        return Plan.require(actions.onKey(call, "kms:GetPublicKey", named)).reply(() -> {
            KmsKey key = named.orThrow();
            if (key.keySpec().pair() == null) {
                throw KmsErrors.unsupportedSpec();
            }
            KeyUses.requireUsable(call, key);
            GetPublicKeyResponse.Builder out = GetPublicKeyResponse.builder()
                    .keyId(key.arn())
                    .publicKey(Blob.owning(encoded(materials.current(call.view(), key))))
                    .customerMasterKeySpec(
                            new CustomerMasterKeySpec(key.keySpec().name()))
                    .keySpec(key.keySpec().word())
                    .keyUsage(key.keyUsage().word());
            return switch (key.keyUsage()) {
                case ENCRYPT_DECRYPT ->
                    out.encryptionAlgorithms(KeyDescription.encryptionAlgorithms(key.keySpec()))
                            .build();
                case SIGN_VERIFY ->
                    out.signingAlgorithms(KeyDescription.signingAlgorithms(key.keySpec()))
                            .build();
                case KEY_AGREEMENT, GENERATE_VERIFY_MAC ->
                    out.keyAgreementAlgorithms(List.of(KeyAgreementAlgorithmSpec.ECDH))
                            .build();
            };
        });
    }

    /// The public key of a key pair's current material.
    OpenedPublicKey opened(View view, KmsKey key) {
        KeyMaterial material = materials.current(view, key);
        return opened.get(material, _ -> open(key, material));
    }

    private static OpenedPublicKey open(KmsKey key, KeyMaterial material) {
        try {
            return OpenedPublicKey.open(requireNonNull(key.keySpec().pair()), encoded(material));
        } catch (InvalidKeyMaterialException e) {
            throw new IllegalStateException("key " + key.keyId() + " has a public key of another kind", e);
        }
    }

    private static byte[] encoded(KeyMaterial material) {
        return requireNonNull(material.publicKey()).clone();
    }
}
