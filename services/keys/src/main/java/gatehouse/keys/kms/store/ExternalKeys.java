package gatehouse.keys.kms.store;

import gatehouse.gateway.Call;
import gatehouse.keys.kms.store.CustomKeyStore.Connection;
import gatehouse.keys.kms.xks.RequestMetadata;
import gatehouse.keys.kms.xks.XksApi;
import gatehouse.keys.kms.xks.XksCiphertext;
import gatehouse.keys.kms.xks.XksClient;
import gatehouse.keys.kms.xks.XksException;
import gatehouse.keys.kms.xks.XksFailure;
import gatehouse.keys.kms.xks.XksKey;
import gatehouse.wire.shape.ServiceException;
import java.util.List;

/// The external keys behind proxies, for KMS: what a proxy is given to encrypt is encrypted already. Whatever fails is
/// one of KMS's errors. Everything here waits for a network: call it in an operation's *compute*.
public final class ExternalKeys {
    private static final String SPEC = "AES_256";
    private static final List<String> USAGES = List.of("ENCRYPT", "DECRYPT");

    private final ProxyStores stores;
    private final XksApi api;

    ExternalKeys(ProxyStores stores, XksClient client) {
        this.stores = stores;
        this.api = new XksApi(client);
    }

    /// A KMS key, and the external key behind it.
    public record ExternalKey(String keyArn, String xksKeyId) {}

    /// The store of that id, for a new key of an external key that its proxy knows and lets be used.
    ///
    /// @throws ServiceException CustomKeyStoreNotFoundException, CustomKeyStoreInvalidStateException,
    ///     XksKeyNotFoundException or XksKeyInvalidConfigurationException
    public CustomKeyStore forNewKey(Call call, String storeId, String xksKeyId) {
        CustomKeyStore store = CustomKeyStores.find(call, call.view(), storeId);
        if (!store.isExternal()) {
            throw StoreErrors.unsupported(store);
        }
        if (store.connection() != Connection.CONNECTED) {
            throw StoreErrors.notConnectedForNewKey();
        }
        if (xksKeyId.equals(".") || xksKeyId.equals("..")) {
            // The model allows them, and a request's path would mean something else.
            throw StoreErrors.newKey(XksFailure.KEY_NOT_FOUND);
        }
        try {
            XksApi.KeyMetadata key = api.keyMetadata(stores.target(store), RequestMetadata.ofKey(call, null), xksKeyId);
            if (!key.spec().equals(SPEC) || !key.usages().containsAll(USAGES)) {
                throw StoreErrors.externalKeyUnsuitable(xksKeyId);
            }
            if (!key.status().equals("ENABLED")) {
                throw StoreErrors.newKey(XksFailure.KEY_DISABLED);
            }
            return store;
        } catch (XksException e) {
            throw StoreErrors.newKey(e.failure());
        }
    }

    /// An external key that has its KMS key already.
    public ServiceException alreadyInUse(String xksKeyId, String storeId) {
        return StoreErrors.externalKeyInUse(xksKeyId, storeId);
    }

    /// Encrypts with the external key, bound to `additional`.
    public byte[] encrypt(Call call, CustomKeyStore store, ExternalKey key, byte[] additional, byte[] plaintext) {
        try {
            return api.encrypt(used(call, store, key), additional, plaintext).encoded();
        } catch (XksException e) {
            throw StoreErrors.use(e.failure());
        }
    }

    /// Decrypts what [#encrypt] made.
    public byte[] decrypt(Call call, CustomKeyStore store, ExternalKey key, byte[] additional, byte[] ciphertext) {
        XksCiphertext made = XksCiphertext.decode(ciphertext);
        if (made == null) {
            throw StoreErrors.use(XksFailure.WRONG_PLAINTEXT);
        }
        try {
            return api.decrypt(used(call, store, key), additional, made);
        } catch (XksException e) {
            throw StoreErrors.use(e.failure());
        }
    }

    /// What a proxy decrypted is not what KMS gave it to encrypt.
    public ServiceException wrongPlaintext() {
        return StoreErrors.use(XksFailure.WRONG_PLAINTEXT);
    }

    /// The use of a key whose store is not connected.
    public static ServiceException notConnected() {
        return StoreErrors.notConnected();
    }

    private XksKey used(Call call, CustomKeyStore store, ExternalKey key) {
        if (store.connection() != Connection.CONNECTED) {
            throw StoreErrors.notConnected();
        }
        return new XksKey(stores.target(store), RequestMetadata.ofKey(call, key.keyArn()), key.xksKeyId());
    }
}
