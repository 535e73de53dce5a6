package gatehouse.keys.kms;

import gatehouse.crypto.asymmetric.EncryptionAlgorithm;
import gatehouse.crypto.asymmetric.KeyPairSpec;
import gatehouse.crypto.asymmetric.MacAlgorithm;
import gatehouse.crypto.asymmetric.SigningAlgorithm;
import gatehouse.gateway.Call;
import gatehouse.keys.kms.store.ExternalKeys;
import gatehouse.model.kms.EncryptionAlgorithmSpec;
import gatehouse.model.kms.MacAlgorithmSpec;
import gatehouse.model.kms.SigningAlgorithmSpec;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Whether a key can be used as a request wants it: its state first, then its usage, then its algorithms.
final class KeyUses {
    private KeyUses() {}

    /// @throws gatehouse.wire.shape.ServiceException DisabledException, KMSInvalidStateException or
    ///     InvalidKeyUsageException
    static KmsKey require(Call call, KmsKey key, KeyUsage usage) {
        requireUsable(call, key);
        if (key.keyUsage() != usage) {
            throw KmsErrors.otherUsage(key, call.operation().name());
        }
        return key;
    }

    /// Whether the key's state lets it be used, its store is connected, and its material has not expired
    /// since the last sweep.
    ///
    /// @throws gatehouse.wire.shape.ServiceException DisabledException or KMSInvalidStateException
    static void requireUsable(Call call, KmsKey key) {
        if (BackedKeys.isUnavailable(call.view(), key)) {
            throw key.isExternallyBacked()
                    ? ExternalKeys.notConnected()
                    : KmsErrors.invalidState(key.arn(), KeyState.UNAVAILABLE);
        }
        key.state().requireUsable(key);
        if (key.validTo() != null && !key.validTo().isAfter(call.now())) {
            throw KmsErrors.invalidState(key.arn(), KeyState.PENDING_IMPORT);
        }
    }

    /// A key that encrypts with a secret key's algorithm.
    ///
    /// @throws gatehouse.wire.shape.ServiceException as [#require]
    static KmsKey requireSymmetric(Call call, KmsKey key) {
        require(call, key, KeyUsage.ENCRYPT_DECRYPT);
        if (key.keySpec() != KeySpec.SYMMETRIC_DEFAULT) {
            throw KmsErrors.invalidAlgorithm(EncryptionAlgorithmSpec.SYMMETRIC_DEFAULT.value(), key);
        }
        return key;
    }

    /// The key pair's algorithm of a request, or null for the one of secret keys.
    ///
    /// @throws gatehouse.wire.shape.ServiceException as [#require]
    static @Nullable EncryptionAlgorithm encryption(Call call, KmsKey key, EncryptionAlgorithmSpec asked) {
        if (asked.equals(EncryptionAlgorithmSpec.SYMMETRIC_DEFAULT)) {
            requireSymmetric(call, key);
            return null;
        }
        require(call, key, KeyUsage.ENCRYPT_DECRYPT);
        KeyPairSpec pair = key.keySpec().pair();
        for (EncryptionAlgorithm each : EncryptionAlgorithm.values()) {
            if (each.name().equals(asked.value())
                    && pair != null
                    && pair.encryptionAlgorithms().contains(each)) {
                return each;
            }
        }
        throw KmsErrors.invalidAlgorithm(asked.value(), key);
    }

    /// @throws gatehouse.wire.shape.ServiceException as [#require]
    static SigningAlgorithm signing(Call call, KmsKey key, SigningAlgorithmSpec asked) {
        require(call, key, KeyUsage.SIGN_VERIFY);
        for (SigningAlgorithm each :
                Objects.requireNonNull(key.keySpec().pair()).signingAlgorithms()) {
            if (each.name().equals(asked.value())) {
                return each;
            }
        }
        throw KmsErrors.invalidAlgorithm(asked.value(), key);
    }

    /// @throws gatehouse.wire.shape.ServiceException as [#require]
    static MacAlgorithm mac(Call call, KmsKey key, MacAlgorithmSpec asked) {
        require(call, key, KeyUsage.GENERATE_VERIFY_MAC);
        MacAlgorithm own = Objects.requireNonNull(key.keySpec().mac());
        if (!own.name().equals(asked.value())) {
            throw KmsErrors.invalidAlgorithm(asked.value(), key);
        }
        return own;
    }
}
