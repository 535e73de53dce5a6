package gatehouse.keys.kms;

import static java.util.Objects.requireNonNull;

import gatehouse.gateway.Call;
import gatehouse.gateway.InvalidRequest;
import gatehouse.gateway.Plan;
import gatehouse.gateway.Requirement;
import gatehouse.model.kms.DecryptRequest;
import gatehouse.model.kms.DecryptResponse;
import gatehouse.model.kms.EncryptRequest;
import gatehouse.model.kms.EncryptResponse;
import gatehouse.model.kms.EncryptionAlgorithmSpec;
import gatehouse.model.kms.ReEncryptRequest;
import gatehouse.model.kms.ReEncryptResponse;
import gatehouse.policy.ConditionKeys;
import gatehouse.wire.shape.Blob;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Encrypt, Decrypt and ReEncrypt.
final class Encryption {
    private final KmsActions actions;
    private final Messages messages;

    Encryption(KmsActions actions, Messages messages) {
        this.actions = actions;
        this.messages = messages;
    }

    Plan<EncryptResponse> encrypt(Call call, EncryptRequest in) {
        NamedKey named = KeyNames.any(call, requireNonNull(in.keyId()));
        EncryptionContext context = EncryptionContext.of(in.encryptionContext());
        EncryptionAlgorithmSpec algorithm = Messages.algorithm(in.encryptionAlgorithm());
        Requirement requirement = actions.onKey(call, "kms:Encrypt", named).with(context.with(algorithm));
        return Plan.require(requirement).reply(() -> {
            KmsKey key = Messages.usable(named.orThrow(), algorithm);
            byte[] plaintext = requireNonNull(in.plaintext()).bytesUncopied();
            byte[] ciphertext = messages.encrypt(call, key, context, plaintext);
            Messages.unlessDry(in.dryRun());
            call.notes().additional("keyMaterialId", key.materialId());
            return EncryptResponse.builder()
                    .ciphertextBlob(Blob.owning(ciphertext))
                    .keyId(requirement.resource().arn())
                    .encryptionAlgorithm(algorithm)
                    .build();
        });
    }

    Plan<DecryptResponse> decrypt(Call call, DecryptRequest in) {
        refuse("Recipient", in.recipient());
        refuse("DryRunModifiers", in.dryRunModifiers());
        Source source = source(call, in.ciphertextBlob(), in.keyId());
        EncryptionContext context = EncryptionContext.of(in.encryptionContext());
        EncryptionAlgorithmSpec algorithm = Messages.algorithm(in.encryptionAlgorithm());
        Requirement requirement =
                actions.onKey(call, "kms:Decrypt", source.named()).with(context.with(algorithm));
        return Plan.require(requirement).reply(() -> {
            KmsKey key = Messages.usable(source.key(), algorithm);
            byte[] plaintext = messages.decrypt(call, key, source.ciphertext(), context);
            Messages.unlessDry(in.dryRun());
            String materialId = source.ciphertext().names().materialId();
            call.notes().additional("keyMaterialId", materialId);
            return DecryptResponse.builder()
                    .keyId(requirement.resource().arn())
                    .plaintext(Blob.owning(plaintext))
                    .encryptionAlgorithm(algorithm)
                    .keyMaterialId(materialId)
                    .build();
        });
    }

    Plan<ReEncryptResponse> reEncrypt(Call call, ReEncryptRequest in) {
        refuse("DryRunModifiers", in.dryRunModifiers());
        Source source = source(call, in.ciphertextBlob(), in.sourceKeyId());
        NamedKey destination = KeyNames.any(call, requireNonNull(in.destinationKeyId()));
        EncryptionContext from = EncryptionContext.of(in.sourceEncryptionContext());
        EncryptionContext to = EncryptionContext.of(in.destinationEncryptionContext());
        EncryptionAlgorithmSpec fromAlgorithm = Messages.algorithm(in.sourceEncryptionAlgorithm());
        EncryptionAlgorithmSpec toAlgorithm = Messages.algorithm(in.destinationEncryptionAlgorithm());
        ConditionKeys sameKey = KmsConditions.only(
                "kms:reencryptonsamekey", Boolean.toString(source.named().arn().equals(destination.arn())));
        Requirement reading = actions.onKey(call, "kms:ReEncryptFrom", source.named())
                .with(from.with(fromAlgorithm))
                .with(sameKey);
        Requirement writing = actions.onKey(call, "kms:ReEncryptTo", destination)
                .with(to.with(toAlgorithm))
                .with(sameKey);
        return Plan.require(reading, writing).reply(() -> {
            KmsKey fromKey = Messages.usable(source.key(), fromAlgorithm);
            KmsKey toKey = Messages.usable(destination.orThrow(), toAlgorithm);
            byte[] ciphertext = reEncrypt(call, source.ciphertext(), new Move(fromKey, from, toKey, to));
            Messages.unlessDry(in.dryRun());
            String materialId = source.ciphertext().names().materialId();
            call.notes().additional("sourceKeyMaterialId", materialId);
            call.notes().additional("destinationKeyMaterialId", toKey.materialId());
            return ReEncryptResponse.builder()
                    .ciphertextBlob(Blob.owning(ciphertext))
                    .sourceKeyId(fromKey.arn())
                    .keyId(toKey.arn())
                    .sourceEncryptionAlgorithm(fromAlgorithm)
                    .destinationEncryptionAlgorithm(toAlgorithm)
                    .sourceKeyMaterialId(materialId)
                    .destinationKeyMaterialId(toKey.materialId())
                    .build();
        });
    }

    private byte[] reEncrypt(Call call, Ciphertext ciphertext, Move move) {
        byte[] plaintext = messages.decrypt(call, move.fromKey(), ciphertext, move.from());
        try {
            return messages.encrypt(call, move.toKey(), move.to(), plaintext);
        } finally {
            Arrays.fill(plaintext, (byte) 0);
        }
    }

    /// A ciphertext and the key that it is to be decrypted with: the one that the caller names, or else its own.
    private Source source(Call call, @Nullable Blob ciphertextBlob, @Nullable String keyId) {
        Blob blob = ciphertextBlob;
        if (blob == null) {
            throw new InvalidRequest(KmsErrors.validation("CiphertextBlob is required"));
        }
        Ciphertext ciphertext = messages.read(call, blob.bytesUncopied());
        NamedKey named =
                keyId == null ? KeyNames.ofCiphertext(call, ciphertext.names().keyId()) : KeyNames.any(call, keyId);
        return new Source(ciphertext, named);
    }

    private static void refuse(String parameter, @Nullable Object given) {
        boolean asked = given instanceof List<?> list ? !list.isEmpty() : given != null;
        if (asked) {
            throw new InvalidRequest(KmsErrors.notBuilt(parameter));
        }
    }

    private record Move(KmsKey fromKey, EncryptionContext from, KmsKey toKey, EncryptionContext to) {}

    private record Source(Ciphertext ciphertext, NamedKey named) {
        KmsKey key() {
            KmsKey key = named.orThrow();
            if (!key.keyId().equals(ciphertext.names().keyId())) {
                throw KmsErrors.incorrectKey();
            }
            return key;
        }
    }
}
