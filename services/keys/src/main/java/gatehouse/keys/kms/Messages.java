package gatehouse.keys.kms;

import gatehouse.crypto.Entropy;
import gatehouse.gateway.Call;
import gatehouse.gateway.InvalidRequest;
import gatehouse.keys.kms.KnownKeys.KnownKey;
import gatehouse.model.kms.EncryptionAlgorithmSpec;
import org.jspecify.annotations.Nullable;

/// Encrypts and decrypts under stored keys: what all cryptographic operations share. Authorization is behind
/// whoever calls this.
final class Messages {
    private final KnownKeys keys;
    private final KeyMaterials materials;
    private final Entropy entropy;
    private final int contextBytesMax;

    Messages(KnownKeys keys, KeyMaterials materials, Entropy entropy, KmsLimits limits) {
        this.keys = keys;
        this.materials = materials;
        this.entropy = entropy;
        this.contextBytesMax = limits.encryptionContextBytesMax();
    }

    /// The algorithm of a request, which may leave it out.
    static EncryptionAlgorithmSpec algorithm(@Nullable EncryptionAlgorithmSpec asked) {
        return asked == null ? EncryptionAlgorithmSpec.SYMMETRIC_DEFAULT : asked;
    }

    /// The key, if its state and kind allow that it is used so.
    static KmsKey usable(KmsKey key, EncryptionAlgorithmSpec algorithm) {
        key.state().requireUsable(key);
        if (!algorithm.equals(EncryptionAlgorithmSpec.SYMMETRIC_DEFAULT)) {
            throw KmsErrors.invalidAlgorithm(algorithm.value(), key);
        }
        return key;
    }

    /// Ends a dry run, which everything else has allowed.
    static void unlessDry(@Nullable Boolean dryRun) {
        if (Boolean.TRUE.equals(dryRun)) {
            throw KmsErrors.dryRun();
        }
    }

    /// The ciphertext of `plaintext` under the key's current material.
    byte[] encrypt(Call call, KmsKey key, EncryptionContext context, byte[] plaintext) {
        byte[] bound = context.canonical(contextBytesMax);
        KnownKey known = keys.of(key);
        try (OpenedSecret headerKey = materials.openHeaderKey(call.view());
                OpenedSecret material = materials.openCurrent(call.view(), key, known.material())) {
            if (headerKey == null || material == null) {
                throw new IllegalStateException("key " + key.keyId() + " has no material");
            }
            return Ciphertext.encrypt(known.names(), headerKey.secret(), material.secret(), bound, plaintext, entropy);
        }
    }

    /// Reads a ciphertext as far as it can be read without its key.
    ///
    /// @throws InvalidRequest where it was not made here, or its header was changed: nothing was looked up then, so
    ///     there is nothing to be allowed
    Ciphertext read(Call call, byte[] ciphertext) {
        try (OpenedSecret headerKey = materials.openHeaderKey(call.view())) {
            Ciphertext read = headerKey == null ? null : Ciphertext.read(ciphertext, headerKey.secret());
            if (read == null) {
                throw new InvalidRequest(KmsErrors.invalidCiphertext());
            }
            return read;
        }
    }

    /// @throws gatehouse.wire.shape.ServiceException InvalidCiphertextException where context or ciphertext are not
    ///     those of the encryption, or the material is gone
    byte[] decrypt(Call call, KmsKey key, Ciphertext ciphertext, EncryptionContext context) {
        byte[] bound = context.canonical(contextBytesMax);
        try (OpenedSecret material =
                materials.open(call.view(), key, ciphertext.names().materialId())) {
            if (material == null) {
                throw KmsErrors.invalidCiphertext();
            }
            return ciphertext.decrypt(material.secret(), bound);
        }
    }
}
