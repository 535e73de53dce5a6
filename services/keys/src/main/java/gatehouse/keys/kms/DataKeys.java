package gatehouse.keys.kms;

import static java.util.Objects.requireNonNull;

import gatehouse.crypto.Entropy;
import gatehouse.gateway.Call;
import gatehouse.gateway.InvalidRequest;
import gatehouse.gateway.Plan;
import gatehouse.gateway.Requirement;
import gatehouse.keys.kms.Messages.Tools;
import gatehouse.model.kms.DataKeySpec;
import gatehouse.model.kms.EncryptionAlgorithmSpec;
import gatehouse.model.kms.GenerateDataKeyRequest;
import gatehouse.model.kms.GenerateDataKeyResponse;
import gatehouse.model.kms.GenerateDataKeyWithoutPlaintextRequest;
import gatehouse.model.kms.GenerateDataKeyWithoutPlaintextResponse;
import gatehouse.model.kms.GenerateRandomRequest;
import gatehouse.model.kms.GenerateRandomResponse;
import gatehouse.wire.shape.Blob;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// GenerateDataKey, with and without the plaintext, and GenerateRandom.
final class DataKeys {
    private static final EncryptionAlgorithmSpec ALGORITHM = EncryptionAlgorithmSpec.SYMMETRIC_DEFAULT;
    private static final int AES_128_BYTES = 16;
    private static final int AES_256_BYTES = 32;

    private final KmsActions actions;
    private final Messages messages;
    private final BackedKeys backed;
    private final ManagedKeys managed;
    private final Entropy entropy;

    DataKeys(KmsActions actions, Messages messages, BackedKeys backed, Tools tools) {
        this.actions = actions;
        this.messages = messages;
        this.backed = backed;
        this.managed = tools.managed();
        this.entropy = tools.entropy();
    }

    Plan<GenerateDataKeyResponse> generateDataKey(Call call, GenerateDataKeyRequest in) {
        Messages.refuse("Recipient", in.recipient());
        int size = sizeBytes(in.numberOfBytes(), in.keySpec());
        Under under = under(call, "kms:GenerateDataKey", in.keyId(), in.encryptionContext());
        return Plan.require(under.requirement()).commit(tx -> {
            KmsKey key = KeyUses.requireSymmetric(call, managed.made(call, tx, under.named()));
            byte[] plaintext = entropy.bytes(size);
            byte[] ciphertext = messages.encrypt(call, key, under.context(), plaintext);
            Messages.unlessDry(in.dryRun());
            call.notes().additional("keyMaterialId", requireNonNull(key.materialId()));
            return GenerateDataKeyResponse.builder()
                    .ciphertextBlob(Blob.owning(ciphertext))
                    .plaintext(Blob.owning(plaintext))
                    .keyId(under.requirement().resource().arn())
                    .keyMaterialId(key.materialId())
                    .build();
        });
    }

    Plan<GenerateDataKeyWithoutPlaintextResponse> generateDataKeyWithoutPlaintext(
            Call call, GenerateDataKeyWithoutPlaintextRequest in) {
        int size = sizeBytes(in.numberOfBytes(), in.keySpec());
        Under under = under(call, "kms:GenerateDataKeyWithoutPlaintext", in.keyId(), in.encryptionContext());
        return Plan.require(under.requirement()).commit(tx -> {
            KmsKey key = KeyUses.requireSymmetric(call, managed.made(call, tx, under.named()));
            byte[] ciphertext = encryptedRandom(call, key, under.context(), size);
            Messages.unlessDry(in.dryRun());
            call.notes().additional("keyMaterialId", requireNonNull(key.materialId()));
            return GenerateDataKeyWithoutPlaintextResponse.builder()
                    .ciphertextBlob(Blob.owning(ciphertext))
                    .keyId(under.requirement().resource().arn())
                    .keyMaterialId(key.materialId())
                    .build();
        });
    }

    Plan<GenerateRandomResponse> generateRandom(Call call, GenerateRandomRequest in) {
        Messages.refuse("Recipient", in.recipient());
        return Plan.require(KmsActions.onAny(call, "kms:GenerateRandom")).reply(() -> {
            Integer size = in.numberOfBytes();
            if (size == null) {
                throw KmsErrors.validation("NumberOfBytes is required.");
            }
            byte[] random = in.customKeyStoreId() == null
                    ? entropy.bytes(size)
                    : backed.random(call, in.customKeyStoreId(), size);
            return GenerateRandomResponse.builder()
                    .plaintext(Blob.owning(random))
                    .build();
        });
    }

    private byte[] encryptedRandom(Call call, KmsKey key, EncryptionContext context, int size) {
        byte[] plaintext = entropy.bytes(size);
        try {
            return messages.encrypt(call, key, context, plaintext);
        } finally {
            Arrays.fill(plaintext, (byte) 0);
        }
    }

    private Under under(
            Call call, String action, @Nullable String keyId, @Nullable Map<String, String> encryptionContext) {
        NamedKey named = managed.any(call, requireNonNull(keyId));
        EncryptionContext context = EncryptionContext.of(encryptionContext);
        return new Under(named, context, actions.onKey(call, action, named).with(context.with(ALGORITHM)));
    }

    /// Exactly one of the two says how long the key is to be.
    private static int sizeBytes(@Nullable Integer numberOfBytes, @Nullable DataKeySpec spec) {
        if ((numberOfBytes == null) == (spec == null)) {
            throw new InvalidRequest(KmsErrors.validation("Please specify either number of bytes or key spec."));
        }
        if (numberOfBytes != null) {
            return numberOfBytes;
        }
        return DataKeySpec.AES_128.equals(spec) ? AES_128_BYTES : AES_256_BYTES;
    }

    /// The key that a data key is encrypted under, and what that requires.
    private record Under(NamedKey named, EncryptionContext context, Requirement requirement) {}
}
