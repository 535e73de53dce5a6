package gatehouse.keys.kms;

import static java.util.Objects.requireNonNull;

import gatehouse.crypto.asymmetric.InvalidPeerKeyException;
import gatehouse.crypto.asymmetric.OpenedPrivateKey;
import gatehouse.gateway.Call;
import gatehouse.gateway.Plan;
import gatehouse.gateway.Requirement;
import gatehouse.model.kms.DeriveSharedSecretRequest;
import gatehouse.model.kms.DeriveSharedSecretResponse;
import gatehouse.model.kms.KeyAgreementAlgorithmSpec;
import gatehouse.wire.shape.Blob;

/// DeriveSharedSecret.
final class SharedSecrets {
    private final KmsActions actions;
    private final KeyMaterials materials;

    SharedSecrets(KmsActions actions, KeyMaterials materials) {
        this.actions = actions;
        this.materials = materials;
    }

    Plan<DeriveSharedSecretResponse> deriveSharedSecret(Call call, DeriveSharedSecretRequest in) {
        Messages.refuse("Recipient", in.recipient());
        NamedKey named = KeyNames.any(call, requireNonNull(in.keyId()));
        KeyAgreementAlgorithmSpec algorithm = requireNonNull(in.keyAgreementAlgorithm());
        Requirement requirement = actions.onKey(call, "kms:DeriveSharedSecret", named)
                .with(KmsConditions.only("kms:keyagreementalgorithm", algorithm.value()));
        return Plan.require(requirement).reply(() -> {
            KmsKey key = KeyUses.require(call, named.orThrow(), KeyUsage.KEY_AGREEMENT);
            byte[] secret = agree(call, key, requireNonNull(in.publicKey()));
            Messages.unlessDry(in.dryRun());
            return DeriveSharedSecretResponse.builder()
                    .keyId(key.arn())
                    .sharedSecret(Blob.owning(secret))
                    .keyAgreementAlgorithm(algorithm)
                    .keyOrigin(key.origin().word())
                    .build();
        });
    }

    private byte[] agree(Call call, KmsKey key, Blob peer) {
        try (Opened<OpenedPrivateKey> privateKey = materials.privateKey(call.view(), key)) {
            return privateKey.secret().agree(peer.bytesUncopied());
        } catch (InvalidPeerKeyException _) {
            throw KmsErrors.invalidPeerKey();
        }
    }
}
