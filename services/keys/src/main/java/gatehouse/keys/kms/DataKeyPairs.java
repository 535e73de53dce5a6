package gatehouse.keys.kms;

import static java.util.Objects.requireNonNull;

import gatehouse.crypto.asymmetric.KeyPairMaterial;
import gatehouse.crypto.asymmetric.KeyPairSpec;
import gatehouse.gateway.Call;
import gatehouse.gateway.Plan;
import gatehouse.gateway.Requirement;
import gatehouse.model.kms.DataKeyPairSpec;
import gatehouse.model.kms.EncryptionAlgorithmSpec;
import gatehouse.model.kms.GenerateDataKeyPairRequest;
import gatehouse.model.kms.GenerateDataKeyPairResponse;
import gatehouse.model.kms.GenerateDataKeyPairWithoutPlaintextRequest;
import gatehouse.model.kms.GenerateDataKeyPairWithoutPlaintextResponse;
import gatehouse.wire.shape.Blob;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// GenerateDataKeyPair, with and without the private key in the clear.
final class DataKeyPairs {
    private final KmsActions actions;
    private final Messages messages;
    private final ManagedKeys managed;

    DataKeyPairs(KmsActions actions, Messages messages, ManagedKeys managed) {
        this.actions = actions;
        this.messages = messages;
        this.managed = managed;
    }

    Plan<GenerateDataKeyPairResponse> generateDataKeyPair(Call call, GenerateDataKeyPairRequest in) {
        Messages.refuse("Recipient", in.recipient());
        Under under = under(call, requireNonNull(in.keyId()), requireNonNull(in.keyPairSpec()), in.encryptionContext());
        return Plan.require(under.requirement()).commit(tx -> {
            KmsKey key = usable(call, managed.made(call, tx, under.named()));
            Messages.unlessDry(in.dryRun());
            KeyPairMaterial pair = under.spec().generate();
            byte[] encrypted = encrypted(call, key, under.context(), pair);
            return GenerateDataKeyPairResponse.builder()
                    .privateKeyCiphertextBlob(Blob.owning(encrypted))
                    .privateKeyPlaintext(Blob.owning(pair.privateKey().revealSecret()))
                    .publicKey(Blob.owning(pair.publicKey()))
                    .keyId(key.arn())
                    .keyPairSpec(in.keyPairSpec())
                    .keyMaterialId(key.materialId())
                    .build();
        });
    }

    Plan<GenerateDataKeyPairWithoutPlaintextResponse> generateDataKeyPairWithoutPlaintext(
            Call call, GenerateDataKeyPairWithoutPlaintextRequest in) {
        Under under = under(call, requireNonNull(in.keyId()), requireNonNull(in.keyPairSpec()), in.encryptionContext());
        return Plan.require(under.requirement()).commit(tx -> {
            KmsKey key = usable(call, managed.made(call, tx, under.named()));
            Messages.unlessDry(in.dryRun());
            KeyPairMaterial pair = under.spec().generate();
            try {
                return GenerateDataKeyPairWithoutPlaintextResponse.builder()
                        .privateKeyCiphertextBlob(Blob.owning(encrypted(call, key, under.context(), pair)))
                        .publicKey(Blob.owning(pair.publicKey()))
                        .keyId(key.arn())
                        .keyPairSpec(in.keyPairSpec())
                        .keyMaterialId(key.materialId())
                        .build();
            } finally {
                pair.privateKey().erase();
            }
        });
    }

    private byte[] encrypted(Call call, KmsKey key, EncryptionContext context, KeyPairMaterial pair) {
        call.notes().additional("keyMaterialId", requireNonNull(key.materialId()));
        return messages.encrypt(call, key, context, pair.privateKey().revealSecret());
    }

    private Under under(Call call, String keyId, DataKeyPairSpec spec, @Nullable Map<String, String> pairs) {
        NamedKey named = managed.any(call, keyId);
        EncryptionContext context = EncryptionContext.of(pairs);
        Requirement requirement = actions.onKey(call, "kms:" + call.operation().name(), named)
                .with(context.with(EncryptionAlgorithmSpec.SYMMETRIC_DEFAULT))
                .with(KmsConditions.only("kms:datakeypairspec", spec.value()));
        return new Under(named, context, requirement, KeyPairSpec.valueOf(spec.value()));
    }

    private static KmsKey usable(Call call, KmsKey named) {
        KmsKey key = KeyUses.requireSymmetric(call, named);
        if (key.backing() != null) {
            throw KmsErrors.otherOrigin(key);
        }
        return key;
    }

    /// The key that a key pair is encrypted under, and what that requires.
    private record Under(NamedKey named, EncryptionContext context, Requirement requirement, KeyPairSpec spec) {}
}
