package gatehouse.keys.kms.store;

import gatehouse.crypto.pkcs11.Token;
import gatehouse.crypto.pkcs11.TokenException;
import gatehouse.keys.kms.store.CustomKeyStore.Connection;
import gatehouse.model.kms.KMSInvalidStateException;
import gatehouse.ports.HsmClusters;
import gatehouse.store.View;
import org.jspecify.annotations.Nullable;

/// The keys in custom key stores, for KMS: 256-bit AES keys in a cluster's token, under KMS's own name of the material.
/// Whatever fails is one of KMS's errors. Everything here waits for an HSM: call it in an operation's *compute*.
public final class StoreKeys {
    private static final int ZONES_FOR_KEYS = 2;

    private final HsmClusters clusters;
    private final StoreConnections connections;

    StoreKeys(HsmClusters clusters, StoreConnections connections) {
        this.clusters = clusters;
        this.connections = connections;
    }

    /// The store of that id, for a new key: it must be connected, and its cluster must have HSMs in two zones.
    ///
    /// @throws gatehouse.wire.shape.ServiceException CustomKeyStoreNotFoundException,
    ///     CustomKeyStoreInvalidStateException or CloudHsmClusterInvalidConfigurationException
    public CustomKeyStore forNewKey(View view, String account, String region, String storeId) {
        CustomKeyStore store = connected(view, account, region, storeId);
        HsmClusters.Cluster cluster = clusters.find(view, account, region, store.cluster());
        if (cluster == null || cluster.zones().size() < ZONES_FOR_KEYS) {
            throw StoreErrors.tooFewHsms(store.cluster(), ZONES_FOR_KEYS);
        }
        return store;
    }

    private CustomKeyStore connected(View view, String account, String region, String storeId) {
        CustomKeyStore store = find(view, account, region, storeId);
        if (store == null) {
            throw StoreErrors.storeNotFound(storeId);
        }
        if (store.isExternal()) {
            throw StoreErrors.unsupported(store);
        }
        if (store.connection() != Connection.CONNECTED) {
            throw StoreErrors.state(store);
        }
        return store;
    }

    /// The store of that id, of whatever type, null where there is none.
    public @Nullable CustomKeyStore find(View view, String account, String region, String storeId) {
        return view.get(StoreTables.CUSTOM_KEY_STORES, StoreTables.store(account, region, storeId));
    }

    /// Whether the store of that id is connected: its keys are unavailable otherwise.
    public static boolean isConnected(View view, String account, String region, String storeId) {
        CustomKeyStore store = view.get(StoreTables.CUSTOM_KEY_STORES, StoreTables.store(account, region, storeId));
        return store != null && store.connection() == Connection.CONNECTED;
    }

    /// Makes a key that cannot be extracted.
    public void generate(View view, CustomKeyStore store, String materialId) {
        use(view, store, token -> {
            token.generateAesKey(materialId);
            return true;
        });
    }

    /// Encrypts in the token, bound to `additional`: at most 2^32 times with one key.
    public byte[] encrypt(View view, CustomKeyStore store, String materialId, byte[] additional, byte[] plaintext) {
        return use(view, store, token -> token.encrypt(materialId, additional, plaintext));
    }

    /// Decrypts what [#encrypt] made.
    public byte[] decrypt(View view, CustomKeyStore store, String materialId, byte[] additional, byte[] ciphertext) {
        return use(view, store, token -> token.decrypt(materialId, additional, ciphertext));
    }

    /// Random bytes from the token of the store of that id, which must be connected.
    ///
    /// @throws gatehouse.wire.shape.ServiceException CustomKeyStoreNotFoundException,
    ///     CustomKeyStoreInvalidStateException, or what the token's failure is called
    public byte[] random(View view, String account, String region, String storeId, int count) {
        CustomKeyStore store = connected(view, account, region, storeId);
        try {
            return use(view, store, token -> token.random(count));
        } catch (KMSInvalidStateException e) {
            throw StoreErrors.notServing(store, e); // There is no key whose state it could be.
        }
    }

    /// Deletes a key; one that its owner deleted already is no error.
    public void delete(View view, CustomKeyStore store, String materialId) {
        use(view, store, token -> {
            if (token.hasKey(materialId)) {
                token.deleteKey(materialId);
            }
            return true;
        });
    }

    private <T> T use(View view, CustomKeyStore store, Use<T> use) {
        HsmClusters.Cluster cluster = clusters.find(view, store.account(), store.region(), store.cluster());
        if (store.connection() != Connection.CONNECTED || cluster == null || cluster.token() == null) {
            throw StoreErrors.unavailable(store);
        }
        try {
            return use.of(connections.token(store, cluster.token()));
        } catch (TokenException e) {
            throw StoreErrors.use(store, e);
        }
    }

    @FunctionalInterface
    private interface Use<T> {
        T of(Token token) throws TokenException;
    }
}
