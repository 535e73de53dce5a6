package gatehouse.keys.kms;

import static java.util.Objects.requireNonNull;

import gatehouse.crypto.Entropy;
import gatehouse.crypto.SecretBytes;
import gatehouse.crypto.asymmetric.EncryptionAlgorithm;
import gatehouse.crypto.asymmetric.InvalidCiphertextException;
import gatehouse.crypto.asymmetric.InvalidMessageException;
import gatehouse.crypto.asymmetric.OpenedPrivateKey;
import gatehouse.gateway.Call;
import gatehouse.gateway.InvalidRequest;
import gatehouse.keys.kms.KnownKeys.Current;
import gatehouse.keys.kms.xks.XksLimits;
import gatehouse.model.kms.EncryptionAlgorithmSpec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Encrypts and decrypts under stored keys: what all cryptographic operations share. Authorization is behind
/// whoever calls this.
final class Messages {
    private final KnownKeys keys;
    private final KeyMaterials materials;
    private final BackedKeys backed;
    private final PublicKeys publicKeys;
    private final Entropy entropy;
    private final int contextBytesMax;

    Messages(KnownKeys keys, KeyMaterials materials, BackedKeys backed, PublicKeys publicKeys, Tools tools) {
        this.keys = keys;
        this.materials = materials;
        this.backed = backed;
        this.publicKeys = publicKeys;
        this.entropy = tools.entropy();
        this.contextBytesMax = tools.limits().encryptionContextBytesMax();
    }

    record Tools(Entropy entropy, KmsLimits limits, ManagedKeys managed) {}

    /// The algorithm of a request, which may leave it out.
    static EncryptionAlgorithmSpec algorithm(@Nullable EncryptionAlgorithmSpec asked) {
        return asked == null ? EncryptionAlgorithmSpec.SYMMETRIC_DEFAULT : asked;
    }

    /// Ends a dry run, which everything else has allowed.
    static void unlessDry(@Nullable Boolean dryRun) {
        if (Boolean.TRUE.equals(dryRun)) {
            throw KmsErrors.dryRun();
        }
    }

    /// Refuses a parameter that is not built here.
    static void refuse(String parameter, @Nullable Object given) {
        boolean asked = given instanceof List<?> list ? !list.isEmpty() : given != null;
        if (asked) {
            throw new InvalidRequest(KmsErrors.notBuilt(parameter));
        }
    }

    /// The ciphertext of `plaintext` under a secret key's current material.
    byte[] encrypt(Call call, KmsKey key, EncryptionContext context, byte[] plaintext) {
        byte[] bound = context.canonical(contextBytesMax);
        Current current = keys.of(key).current();
        if (key.isExternallyBacked()) {
            requireShort(bound);
        } else if (key.backing() != null) {
            return encryptInToken(call, key, requireNonNull(current), bound, plaintext);
        }
        try (Opened<SecretBytes> headerKey = materials.openHeaderKey(call.view());
                Opened<SecretBytes> material =
                        current == null ? null : materials.open(call.view(), key, current.stored())) {
            if (headerKey == null || current == null || material == null) {
                throw new IllegalStateException("key " + key.keyId() + " has no material");
            }
            if (key.isExternallyBacked()) {
                return Ciphertext.encryptTwice(
                        current.names(),
                        new Ciphertext.Secrets(headerKey.secret(), material.secret(), entropy),
                        bound,
                        plaintext,
                        encrypted -> backed.encryptOutside(call, key, bound, encrypted));
            }
            return Ciphertext.encrypt(
                    current.names(), headerKey.secret(), material.secret(), bound, plaintext, entropy);
        }
    }

    /// Not every proxy takes a longer context.
    private static void requireShort(byte[] context) {
        if (context.length > XksLimits.AAD_BYTES_MAX) {
            throw KmsErrors.contextTooLongForProxy(context.length);
        }
    }

    private byte[] encryptInToken(Call call, KmsKey key, Current current, byte[] context, byte[] plaintext) {
        try (Opened<SecretBytes> headerKey = requireNonNull(materials.openHeaderKey(call.view()))) {
            return Ciphertext.encryptInToken(
                    current.names(),
                    headerKey.secret(),
                    context,
                    entropy,
                    bound -> backed.encrypt(call.view(), key, bound, plaintext));
        }
    }

    /// Reads a secret key's ciphertext as far as it can be read without its key.
    ///
    /// @throws InvalidRequest where it was not made here, or its header was changed: nothing was looked up then, so
    ///     there is nothing to be allowed
    Ciphertext read(Call call, byte[] ciphertext) {
        try (Opened<SecretBytes> headerKey = materials.openHeaderKey(call.view())) {
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
        boolean outside = key.isExternallyBacked();
        if (ciphertext.isOfProxy() != outside || ciphertext.isOfToken() != (key.backing() != null && !outside)) {
            throw KmsErrors.invalidCiphertext();
        }
        if (ciphertext.isOfToken()) {
            return backed.decrypt(call.view(), key, ciphertext.bound(bound), ciphertext.body());
        }
        try (Opened<SecretBytes> material =
                materials.open(call.view(), key, ciphertext.names().materialId(), call.now())) {
            if (material == null) {
                throw KmsErrors.invalidCiphertext();
            }
            return outside
                    ? decryptTwice(call, key, ciphertext, material.secret(), bound)
                    : ciphertext.decrypt(material.secret(), bound);
        }
    }

    private byte[] decryptTwice(Call call, KmsKey key, Ciphertext ciphertext, SecretBytes material, byte[] context) {
        requireShort(context);
        return ciphertext.decryptTwice(
                material, context, made -> backed.decryptOutside(call, key, context, made), backed::wrongPlaintext);
    }

    /// What a key pair's public key makes of `plaintext`.
    ///
    /// @throws gatehouse.wire.shape.ServiceException ValidationException where that is too long
    byte[] encrypt(Call call, KmsKey key, EncryptionAlgorithm algorithm, byte[] plaintext) {
        try {
            return publicKeys.opened(call.view(), key).encrypt(algorithm, plaintext);
        } catch (InvalidMessageException _) {
            int bytesMax =
                    algorithm.plaintextBytesMax(requireNonNull(key.keySpec().pair()));
            throw KmsErrors.plaintextTooLarge(algorithm.name(), key.keySpec(), bytesMax);
        }
    }

    /// @throws gatehouse.wire.shape.ServiceException InvalidCiphertextException
    byte[] decrypt(Call call, KmsKey key, EncryptionAlgorithm algorithm, byte[] ciphertext) {
        try (Opened<OpenedPrivateKey> privateKey = materials.privateKey(call.view(), key)) {
            return privateKey.secret().decrypt(algorithm, ciphertext);
        } catch (InvalidCiphertextException _) {
            throw KmsErrors.invalidCiphertext();
        }
    }
}
