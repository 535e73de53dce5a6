package gatehouse.keys.kms;

import static java.util.Objects.requireNonNull;

import gatehouse.crypto.Entropy;
import gatehouse.gateway.Call;
import gatehouse.keys.kms.store.CustomKeyStore;
import gatehouse.keys.kms.store.ExternalKeys;
import gatehouse.keys.kms.store.ExternalKeys.ExternalKey;
import gatehouse.keys.kms.store.StoreKeys;
import gatehouse.store.View;
import gatehouse.wire.shape.ServiceException;
import java.util.HexFormat;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keys in custom key stores. On a cluster, the store's token makes the material, uses it and keeps it; in an external
/// store, the key has material of its own as well, under which everything is encrypted before the proxy sees it. All of
/// it waits for an HSM or a network.
final class BackedKeys {
    private static final Logger LOG = LoggerFactory.getLogger(BackedKeys.class);

    private final StoreKeys keys;
    private final ExternalKeys external;
    private final Entropy entropy;

    BackedKeys(StoreKeys keys, ExternalKeys external, Entropy entropy) {
        this.keys = keys;
        this.external = external;
        this.entropy = entropy;
    }

    /// The key with material that was made in the store of that id. Should the key not come to be, the
    /// material is left in the token, of no use to anyone.
    ///
    /// @throws ServiceException CustomKeyStoreNotFoundException, CustomKeyStoreInvalidStateException,
    ///     CloudHsmClusterInvalidConfigurationException, or what the token's failure is called
    KmsKey create(Call call, KmsKey key, String storeId) {
        CustomKeyStore store = keys.forNewKey(call.view(), key.account(), key.region(), storeId);
        String materialId = HexFormat.of().formatHex(entropy.bytes(Ciphertext.MATERIAL_ID_BYTES));
        keys.generate(call.view(), store, materialId);
        return key.with(
                change -> change.materialId(materialId).backing(new KeyBacking(storeId, store.clusterId(), null)));
    }

    /// The key with an external key behind it, which its proxy has been asked for.
    ///
    /// @throws ServiceException CustomKeyStoreNotFoundException, CustomKeyStoreInvalidStateException,
    ///     XksKeyNotFoundException, XksKeyInvalidConfigurationException or XksKeyAlreadyInUseException
    KmsKey external(Call call, KmsKey key, String storeId, String xksKeyId) {
        KmsKey backed = key.with(change -> change.backing(new KeyBacking(storeId, null, xksKeyId)));
        requireUnused(call.view(), backed);
        external.forNewKey(call, storeId, xksKeyId);
        return backed;
    }

    /// @throws ServiceException XksKeyAlreadyInUseException where another KMS key has the new key's external key
    void requireUnused(View view, KmsKey key) {
        KeyBacking backing = requireNonNull(key.backing());
        String xksKeyId = requireNonNull(backing.xksKeyId());
        if (view.has(KmsTables.KEYS, KmsTables.KEYS_BY_EXTERNAL_KEY, KmsTables.externalKey(key, backing, xksKeyId))) {
            throw external.alreadyInUse(xksKeyId, backing.customKeyStoreId());
        }
    }

    byte[] encryptOutside(Call call, KmsKey key, byte[] context, byte[] encrypted) {
        return external.encrypt(call, storeOf(call.view(), key), externalKey(key), context, encrypted);
    }

    byte[] decryptOutside(Call call, KmsKey key, byte[] context, byte[] made) {
        return external.decrypt(call, storeOf(call.view(), key), externalKey(key), context, made);
    }

    /// What came back from outside is not what went there.
    ServiceException wrongPlaintext() {
        return external.wrongPlaintext();
    }

    private static ExternalKey externalKey(KmsKey key) {
        return new ExternalKey(
                key.arn(), requireNonNull(requireNonNull(key.backing()).xksKeyId()));
    }

    byte[] encrypt(View view, KmsKey key, byte[] bound, byte[] plaintext) {
        return keys.encrypt(view, storeOf(view, key), requireNonNull(key.materialId()), bound, plaintext);
    }

    byte[] decrypt(View view, KmsKey key, byte[] bound, byte[] ciphertext) {
        return keys.decrypt(view, storeOf(view, key), requireNonNull(key.materialId()), bound, ciphertext);
    }

    /// Random bytes from the token of the store of that id.
    ///
    /// @throws ServiceException CustomKeyStoreNotFoundException, CustomKeyStoreInvalidStateException, or what the
    ///     token's failure is called
    byte[] random(Call call, String storeId, int count) {
        return keys.random(call.view(), call.account(), call.region().value(), storeId, count);
    }

    /// The key with the state that its store's connection lets it have. Whether it is enabled or disabled
    /// shows again when the store is connected.
    static KmsKey asConnected(View view, KmsKey key) {
        return isUnavailable(view, key) ? key.with(change -> change.state(KeyState.UNAVAILABLE)) : key;
    }

    /// Whether the key's store is not connected. A key that is pending deletion is that all the same.
    static boolean isUnavailable(View view, KmsKey key) {
        KeyBacking backing = key.backing();
        return backing != null
                && !key.state().isLeaving()
                && !StoreKeys.isConnected(view, key.account(), key.region(), backing.customKeyStoreId());
    }

    /// Deletes the material of a key that is gone, if its token can be reached: the owner of the cluster
    /// can do so, too. Nothing is deleted in an external key manager.
    void delete(View view, KmsKey key) {
        if (key.isExternallyBacked()) {
            return;
        }
        try {
            keys.delete(view, storeOf(view, key), requireNonNull(key.materialId()));
        } catch (ServiceException e) {
            LOG.warn(
                    "the key {} is deleted, its material {} is left in its custom key store: {}",
                    key.arn(),
                    key.materialId(),
                    e.getMessage());
        }
    }

    private CustomKeyStore storeOf(View view, KmsKey key) {
        String storeId = requireNonNull(key.backing()).customKeyStoreId();
        CustomKeyStore store = keys.find(view, key.account(), key.region(), storeId);
        if (store == null) {
            throw KmsErrors.invalidState(key.arn(), KeyState.UNAVAILABLE);
        }
        return store;
    }
}
