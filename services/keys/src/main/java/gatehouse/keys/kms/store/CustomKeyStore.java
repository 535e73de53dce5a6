package gatehouse.keys.kms.store;

import gatehouse.model.kms.ConnectionErrorCodeType;
import gatehouse.model.kms.ConnectionStateType;
import gatehouse.model.kms.CustomKeyStoreType;
import gatehouse.model.kms.CustomKeyStoresListEntry;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A custom key store. `lineage` is its cluster's: clusters that share it hold the same keys. `sealedPassword` is
/// kmsuser's, sealed for `kms.custom-key-store/` and the store's id. `errorCode` is KMS's word for why a connection
/// failed.
public record CustomKeyStore(
        String account,
        String region,
        String storeId,
        String name,
        Instant createDate,
        String clusterId,
        String lineage,
        String trustAnchor,
        byte[] sealedPassword,
        Connection connection,
        @Nullable String errorCode) {

    /// What a store's connection has come to.
    public enum Connection {
        DISCONNECTED,
        CONNECTED,
        FAILED
    }

    String sealedFor() {
        return sealedFor(storeId);
    }

    static String sealedFor(String storeId) {
        return "kms.custom-key-store/" + storeId;
    }

    CustomKeyStore in(Connection newConnection, @Nullable String newErrorCode) {
        return with(name, clusterId, sealedPassword, newConnection, newErrorCode);
    }

    CustomKeyStore named(String newName) {
        return with(newName, clusterId, sealedPassword, connection, errorCode);
    }

    CustomKeyStore onCluster(String newClusterId) {
        return with(name, newClusterId, sealedPassword, connection, errorCode);
    }

    CustomKeyStore withPassword(byte[] newSealedPassword) {
        return with(name, clusterId, newSealedPassword, connection, errorCode);
    }

    private CustomKeyStore with(
            String newName, String newCluster, byte[] password, Connection newConnection, @Nullable String error) {
        return new CustomKeyStore(
                account,
                region,
                storeId,
                newName,
                createDate,
                newCluster,
                lineage,
                trustAnchor,
                password,
                newConnection,
                error);
    }

    /// The store as DescribeCustomKeyStores shows it.
    CustomKeyStoresListEntry entry() {
        return CustomKeyStoresListEntry.builder()
                .customKeyStoreId(storeId)
                .customKeyStoreName(name)
                .cloudHsmClusterId(clusterId)
                .trustAnchorCertificate(trustAnchor)
                .connectionState(new ConnectionStateType(connection.name()))
                .connectionErrorCode(errorCode == null ? null : new ConnectionErrorCodeType(errorCode))
                .creationDate(createDate)
                .customKeyStoreType(CustomKeyStoreType.AWS_CLOUDHSM)
                .build();
    }

    @Override
    public String toString() {
        return "CustomKeyStore[" + storeId + "]";
    }
}
