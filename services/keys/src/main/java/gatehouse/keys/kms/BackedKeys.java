package gatehouse.keys.kms;

import static java.util.Objects.requireNonNull;

import gatehouse.crypto.Entropy;
import gatehouse.gateway.Call;
import gatehouse.keys.kms.store.CustomKeyStore;
import gatehouse.keys.kms.store.StoreKeys;
import gatehouse.store.View;
import gatehouse.wire.shape.ServiceException;
import java.util.HexFormat;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keys whose material is in a custom key store: their store's token makes it, uses it and keeps it. All of
/// it waits for an HSM.
final class BackedKeys {
    private static final Logger LOG = LoggerFactory.getLogger(BackedKeys.class);

    private final StoreKeys keys;
    private final Entropy entropy;

    BackedKeys(StoreKeys keys, Entropy entropy) {
        this.keys = keys;
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

    byte[] encrypt(View view, KmsKey key, byte[] bound, byte[] plaintext) {
        return keys.encrypt(view, storeOf(view, key), requireNonNull(key.materialId()), bound, plaintext);
    }

    byte[] decrypt(View view, KmsKey key, byte[] bound, byte[] ciphertext) {
        return keys.decrypt(view, storeOf(view, key), requireNonNull(key.materialId()), bound, ciphertext);
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
    /// can do so, too.
    void delete(View view, KmsKey key) {
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
