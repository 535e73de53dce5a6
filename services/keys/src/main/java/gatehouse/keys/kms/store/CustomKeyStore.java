package gatehouse.keys.kms.store;

import static java.util.Objects.requireNonNull;

import gatehouse.crypto.Sealer;
import gatehouse.keys.kms.xks.XksProxy;
import gatehouse.model.kms.ConnectionErrorCodeType;
import gatehouse.model.kms.ConnectionStateType;
import gatehouse.model.kms.CustomKeyStoreType;
import gatehouse.model.kms.CustomKeyStoresListEntry;
import gatehouse.model.kms.XksProxyConfigurationType;
import gatehouse.model.kms.XksProxyConnectivityType;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A custom key store: on a CloudHSM cluster, or external.
///
/// - `clusterId`, `lineage`, `trustAnchor`, `sealedPassword`: there for one on a cluster. `lineage` is the cluster's:
///   clusters that share it hold the same keys. `sealedPassword` is kmsuser's, sealed for
///   `kms.custom-key-store/` and the store's id.
/// - `proxy`: there for an external one.
/// - `errorCode`: KMS's word for why a connection failed.
public record CustomKeyStore(
        String account,
        String region,
        String storeId,
        String name,
        Instant createDate,
        @Nullable String clusterId,
        @Nullable String lineage,
        @Nullable String trustAnchor,
        byte @Nullable [] sealedPassword,
        Connection connection,
        @Nullable String errorCode,
        @Nullable XksProxy proxy) {

    /// What a store's connection has come to.
    public enum Connection {
        DISCONNECTED,
        CONNECTED,
        FAILED
    }

    public boolean isExternal() {
        return proxy != null;
    }

    /// The id of the cluster of one that stands on a cluster.
    String cluster() {
        return requireNonNull(clusterId, "an external key store has no cluster");
    }

    /// The proxy of an external one.
    XksProxy xksProxy() {
        return requireNonNull(proxy, "a key store on a cluster has no proxy");
    }

    String sealedFor() {
        return sealedFor(storeId);
    }

    static String sealedFor(String storeId) {
        return "kms.custom-key-store/" + storeId;
    }

    CustomKeyStore in(Connection newConnection, @Nullable String newErrorCode) {
        return new CustomKeyStore(
                account,
                region,
                storeId,
                name,
                createDate,
                clusterId,
                lineage,
                trustAnchor,
                sealedPassword,
                newConnection,
                newErrorCode,
                proxy);
    }

    CustomKeyStore named(String newName) {
        return with(newName, clusterId, sealedPassword, proxy);
    }

    CustomKeyStore onCluster(String newClusterId) {
        return with(name, newClusterId, sealedPassword, proxy);
    }

    CustomKeyStore withPassword(byte[] newSealedPassword) {
        return with(name, clusterId, newSealedPassword, proxy);
    }

    CustomKeyStore behind(XksProxy newProxy) {
        return with(name, clusterId, sealedPassword, newProxy);
    }

    private CustomKeyStore with(
            String newName, @Nullable String newCluster, byte @Nullable [] password, @Nullable XksProxy newProxy) {
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
                connection,
                errorCode,
                newProxy);
    }

    /// The sealed secrets of either kind.
    List<byte[]> sealed() {
        return Stream.of(sealedPassword, proxy == null ? null : proxy.sealedSecret())
                .filter(Objects::nonNull)
                .toList();
    }

    CustomKeyStore resealed(Sealer sealer) {
        byte[] password = sealedPassword == null ? null : sealer.reseal(sealedPassword, sealedFor());
        XksProxy resealed = proxy == null
                ? null
                : proxy.withCredential(
                        proxy.accessKeyId(), sealer.reseal(proxy.sealedSecret(), XksProxy.sealedFor(storeId)));
        return with(name, clusterId, password, resealed);
    }

    /// The store as DescribeCustomKeyStores shows it.
    CustomKeyStoresListEntry entry() {
        CustomKeyStoresListEntry.Builder entry = CustomKeyStoresListEntry.builder()
                .customKeyStoreId(storeId)
                .customKeyStoreName(name)
                .cloudHsmClusterId(clusterId)
                .trustAnchorCertificate(trustAnchor)
                .connectionState(new ConnectionStateType(connection.name()))
                .connectionErrorCode(errorCode == null ? null : new ConnectionErrorCodeType(errorCode))
                .creationDate(createDate)
                .customKeyStoreType(
                        isExternal() ? CustomKeyStoreType.EXTERNAL_KEY_STORE : CustomKeyStoreType.AWS_CLOUDHSM);
        if (proxy != null) {
            entry.xksProxyConfiguration(XksProxyConfigurationType.builder()
                    .connectivity(XksProxyConnectivityType.PUBLIC_ENDPOINT)
                    .accessKeyId(proxy.accessKeyId())
                    .uriEndpoint(proxy.endpoint())
                    .uriPath(proxy.path())
                    .build());
        }
        return entry.build();
    }

    @Override
    public String toString() {
        return "CustomKeyStore[" + storeId + "]";
    }
}
