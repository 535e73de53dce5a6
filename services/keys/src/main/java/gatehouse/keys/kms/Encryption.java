package gatehouse.keys.kms;

import static java.util.Objects.requireNonNull;

import gatehouse.crypto.asymmetric.EncryptionAlgorithm;
import gatehouse.gateway.Call;
import gatehouse.gateway.InvalidRequest;
import gatehouse.gateway.Plan;
import gatehouse.gateway.Requirement;
import gatehouse.model.kms.DecryptRequest;
import gatehouse.model.kms.DecryptResponse;
import gatehouse.model.kms.DryRunModifierType;
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
    private static final byte[] NOTHING = {};

    private final KmsActions actions;
    private final Messages messages;
    private final ManagedKeys managed;

    Encryption(KmsActions actions, Messages messages, ManagedKeys managed) {
        this.actions = actions;
        this.messages = messages;
        this.managed = managed;
    }

    Plan<EncryptResponse> encrypt(Call call, EncryptRequest in) {
        NamedKey named = managed.any(call, requireNonNull(in.keyId()));
        EncryptionContext context = EncryptionContext.of(in.encryptionContext());
        EncryptionAlgorithmSpec algorithm = Messages.algorithm(in.encryptionAlgorithm());
        Requirement requirement = actions.onKey(call, "kms:Encrypt", named).with(context.with(algorithm));
        return Plan.require(requirement).commit(tx -> {
            KmsKey key = managed.made(call, tx, named);
            byte[] ciphertext = encrypt(
                    call,
                    new Under(key, algorithm, context),
                    requireNonNull(in.plaintext()).bytesUncopied());
            Messages.unlessDry(in.dryRun());
            noteMaterial(call, "keyMaterialId", algorithm, key.materialId());
            return EncryptResponse.builder()
                    .ciphertextBlob(Blob.owning(ciphertext))
                    .keyId(requirement.resource().arn())
                    .encryptionAlgorithm(algorithm)
                    .build();
        });
    }

    Plan<DecryptResponse> decrypt(Call call, DecryptRequest in) {
        Messages.refuse("Recipient", in.recipient());
        EncryptionContext context = EncryptionContext.of(in.encryptionContext());
        EncryptionAlgorithmSpec algorithm = Messages.algorithm(in.encryptionAlgorithm());
        Asked asked = new Asked(in.ciphertextBlob(), in.dryRun(), in.dryRunModifiers());
        Source source = source(call, asked, algorithm, in.keyId());
        Requirement requirement =
                actions.onKey(call, "kms:Decrypt", source.named()).with(context.with(algorithm));
        return Plan.require(requirement).reply(() -> {
            KmsKey key = source.named().orThrow();
            byte[] plaintext = decrypt(call, new Under(key, algorithm, context), source);
            Messages.unlessDry(in.dryRun());
            noteMaterial(call, "keyMaterialId", algorithm, source.materialId());
            return DecryptResponse.builder()
                    .keyId(requirement.resource().arn())
                    .plaintext(Blob.owning(plaintext))
                    .encryptionAlgorithm(algorithm)
                    .keyMaterialId(source.materialId())
                    .build();
        });
    }

    Plan<ReEncryptResponse> reEncrypt(Call call, ReEncryptRequest in) {
        EncryptionContext from = EncryptionContext.of(in.sourceEncryptionContext());
        EncryptionContext to = EncryptionContext.of(in.destinationEncryptionContext());
        EncryptionAlgorithmSpec fromAlgorithm = Messages.algorithm(in.sourceEncryptionAlgorithm());
        EncryptionAlgorithmSpec toAlgorithm = Messages.algorithm(in.destinationEncryptionAlgorithm());
        Asked asked = new Asked(in.ciphertextBlob(), in.dryRun(), in.dryRunModifiers());
        Source source = source(call, asked, fromAlgorithm, in.sourceKeyId());
        NamedKey destination = managed.any(call, requireNonNull(in.destinationKeyId()));
        ConditionKeys sameKey = KmsConditions.only(
                "kms:reencryptonsamekey", Boolean.toString(source.named().arn().equals(destination.arn())));
        Requirement reading = actions.onKey(call, "kms:ReEncryptFrom", source.named())
                .with(from.with(fromAlgorithm))
                .withOfResource(sameKey);
        Requirement writing = actions.onKey(call, "kms:ReEncryptTo", destination)
                .with(to.with(toAlgorithm))
                .withOfResource(sameKey);
        return Plan.require(reading, writing).commit(tx -> {
            Under fromKey = new Under(source.named().orThrow(), fromAlgorithm, from);
            Under toKey = new Under(managed.made(call, tx, destination), toAlgorithm, to);
            byte[] ciphertext = reEncrypt(call, source, fromKey, toKey);
            Messages.unlessDry(in.dryRun());
            String materialId = toKey.isSymmetric() ? toKey.key().materialId() : null;
            noteMaterial(call, "sourceKeyMaterialId", fromAlgorithm, source.materialId());
            noteMaterial(call, "destinationKeyMaterialId", toAlgorithm, materialId);
            return ReEncryptResponse.builder()
                    .ciphertextBlob(Blob.owning(ciphertext))
                    .sourceKeyId(fromKey.key().arn())
                    .keyId(toKey.key().arn())
                    .sourceEncryptionAlgorithm(fromAlgorithm)
                    .destinationEncryptionAlgorithm(toAlgorithm)
                    .sourceKeyMaterialId(source.materialId())
                    .destinationKeyMaterialId(materialId)
                    .build();
        });
    }

    private byte[] reEncrypt(Call call, Source source, Under from, Under to) {
        requireOwn(call, from.key(), source);
        // The destination must be usable before the plaintext comes into being.
        KeyUses.encryption(call, to.key(), to.algorithm());
        byte[] plaintext = decrypt(call, from, source);
        try {
            return encrypt(call, to, plaintext);
        } finally {
            Arrays.fill(plaintext, (byte) 0);
        }
    }

    private byte[] encrypt(Call call, Under under, byte[] plaintext) {
        EncryptionAlgorithm algorithm = KeyUses.encryption(call, under.key(), under.algorithm());
        if (algorithm == null) {
            return messages.encrypt(call, under.key(), under.context(), plaintext);
        }
        under.context().requireNone();
        return messages.encrypt(call, under.key(), algorithm, plaintext);
    }

    private byte[] decrypt(Call call, Under under, Source source) {
        requireOwn(call, under.key(), source);
        EncryptionAlgorithm algorithm = KeyUses.encryption(call, under.key(), under.algorithm());
        if (source.isIgnored()) {
            throw KmsErrors.dryRun();
        }
        if (algorithm == null) {
            return messages.decrypt(call, under.key(), requireNonNull(source.ciphertext()), under.context());
        }
        under.context().requireNone();
        return messages.decrypt(call, under.key(), algorithm, source.bytes());
    }

    /// A ciphertext that names its key is that key's alone, whatever else the key of the request may be for.
    private static void requireOwn(Call call, KmsKey key, Source source) {
        KeyUses.requireUsable(call, key);
        if (source.ciphertext() != null
                && !key.keyId().equals(source.ciphertext().names().keyId())) {
            throw KmsErrors.incorrectKey();
        }
    }

    /// A ciphertext and the key that it is to be decrypted with: the one that the caller names, or else its own. A dry
    /// run may leave the ciphertext out of account, and then names the key.
    private Source source(Call call, Asked asked, EncryptionAlgorithmSpec algorithm, @Nullable String keyId) {
        if (asked.ignoresCiphertext()) {
            if (keyId == null) {
                throw new InvalidRequest(
                        KmsErrors.validation("KeyId is required with the DryRunModifier IGNORE_CIPHERTEXT"));
            }
            return new Source(NOTHING, null, managed.any(call, keyId));
        }
        if (asked.ciphertext() == null) {
            throw new InvalidRequest(KmsErrors.validation("CiphertextBlob is required"));
        }
        byte[] bytes = asked.ciphertext().bytesUncopied();
        if (!algorithm.equals(EncryptionAlgorithmSpec.SYMMETRIC_DEFAULT)) {
            if (keyId == null) {
                throw new InvalidRequest(KmsErrors.validation("KeyId is required: a ciphertext of algorithm "
                        + algorithm.value() + " does not name its key"));
            }
            return new Source(bytes, null, managed.any(call, keyId));
        }
        Ciphertext read = messages.read(call, bytes);
        NamedKey named =
                keyId == null ? KeyNames.ofCiphertext(call, read.names().keyId()) : managed.any(call, keyId);
        return new Source(bytes, read, named);
    }

    /// What a request gives to decrypt, and whether that is to be looked at.
    private record Asked(
            @Nullable Blob ciphertext,
            @Nullable Boolean dryRun,
            @Nullable List<DryRunModifierType> modifiers) {
        boolean ignoresCiphertext() {
            if (modifiers == null || modifiers.isEmpty()) {
                return false;
            }
            if (!Boolean.TRUE.equals(dryRun)) {
                throw new InvalidRequest(KmsErrors.validation("DryRunModifiers are for requests with DryRun"));
            }
            return modifiers.contains(DryRunModifierType.IGNORE_CIPHERTEXT);
        }
    }

    /// Only secret keys have several materials to tell apart.
    private static void noteMaterial(
            Call call, String name, EncryptionAlgorithmSpec algorithm, @Nullable String materialId) {
        if (algorithm.equals(EncryptionAlgorithmSpec.SYMMETRIC_DEFAULT) && materialId != null) {
            call.notes().additional(name, materialId);
        }
    }

    /// What something is encrypted under.
    private record Under(KmsKey key, EncryptionAlgorithmSpec algorithm, EncryptionContext context) {
        boolean isSymmetric() {
            return algorithm.equals(EncryptionAlgorithmSpec.SYMMETRIC_DEFAULT);
        }
    }

    /// `ciphertext` is there where a secret key made it; `bytes` are [#NOTHING] where it is left out of account.
    private record Source(byte[] bytes, @Nullable Ciphertext ciphertext, NamedKey named) {
        boolean isIgnored() {
            return bytes == NOTHING;
        }

        @Nullable
        String materialId() {
            return ciphertext == null ? null : ciphertext.names().materialId();
        }
    }
}
