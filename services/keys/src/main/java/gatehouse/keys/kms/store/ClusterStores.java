package gatehouse.keys.kms.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import gatehouse.crypto.Sealer;
import gatehouse.crypto.pkcs11.TokenException;
import gatehouse.gateway.Call;
import gatehouse.gateway.Requirement;
import gatehouse.gateway.Resource;
import gatehouse.keys.kms.store.CustomKeyStore.Connection;
import gatehouse.model.kms.CreateCustomKeyStoreRequest;
import gatehouse.model.kms.CustomKeyStoreType;
import gatehouse.model.kms.UpdateCustomKeyStoreRequest;
import gatehouse.ports.HsmClusters;
import gatehouse.store.View;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;

/// Custom key stores on CloudHSM's clusters.
final class ClusterStores implements StoreType {
    private static final TypeMembers MEMBERS = new TypeMembers(CustomKeyStoreType.AWS_CLOUDHSM);
    private static final int ZONES_FOR_STORES = 2;

    private final HsmClusters clusters;
    private final StoreConnections connections;
    private final Sealer sealer;

    ClusterStores(HsmClusters clusters, StoreConnections connections, Sealer sealer) {
        this.clusters = clusters;
        this.connections = connections;
        this.sealer = sealer;
    }

    @Override
    public void check(CreateCustomKeyStoreRequest in) {
        MEMBERS.require(in.cloudHsmClusterId(), "CloudHsmClusterId");
        MEMBERS.require(in.trustAnchorCertificate(), "TrustAnchorCertificate");
        MEMBERS.require(in.keyStorePassword(), "KeyStorePassword");
        MEMBERS.requireNone(in.xksProxyUriEndpoint(), "XksProxyUriEndpoint");
        MEMBERS.requireNone(in.xksProxyUriPath(), "XksProxyUriPath");
        MEMBERS.requireNone(in.xksProxyConnectivity(), "XksProxyConnectivity");
        MEMBERS.requireNone(in.xksProxyAuthenticationCredential(), "XksProxyAuthenticationCredential");
        MEMBERS.requireNone(in.xksProxyVpcEndpointServiceName(), "XksProxyVpcEndpointServiceName");
        MEMBERS.requireNone(in.xksProxyVpcEndpointServiceOwner(), "XksProxyVpcEndpointServiceOwner");
    }

    /// KMS looks at the cluster with the caller's permissions.
    @Override
    public List<Requirement> forCreate(Call call) {
        return List.of(Requirement.of("cloudhsm:DescribeClusters", Resource.any(call.account())));
    }

    @Override
    public CustomKeyStore created(Call call, View view, CreateCustomKeyStoreRequest in, String storeId) {
        String clusterId = requireNonNull(in.cloudHsmClusterId());
        String anchor = requireNonNull(in.trustAnchorCertificate());
        HsmClusters.Cluster cluster = usable(call, view, clusterId, ZONES_FOR_STORES);
        if (view.has(
                StoreTables.CUSTOM_KEY_STORES,
                StoreTables.BY_LINEAGE,
                StoreTables.lineage(call.account(), call.region().value(), cluster.lineage()))) {
            throw StoreErrors.clusterInUse(clusterId);
        }
        if (!Arrays.equals(certificate(anchor), certificate(requireNonNull(cluster.trustAnchor())))) {
            throw StoreErrors.incorrectTrustAnchor(clusterId);
        }
        return new CustomKeyStore(
                call.account(),
                call.region().value(),
                storeId,
                requireNonNull(in.customKeyStoreName()),
                call.now().truncatedTo(ChronoUnit.MILLIS),
                clusterId,
                cluster.lineage(),
                anchor,
                seal(storeId, requireNonNull(in.keyStorePassword())),
                Connection.DISCONNECTED,
                null,
                null);
    }

    @Override
    public CustomKeyStore updated(Call call, View view, UpdateCustomKeyStoreRequest in, CustomKeyStore store) {
        MEMBERS.refuse(in.xksProxyUriEndpoint(), "XksProxyUriEndpoint");
        MEMBERS.refuse(in.xksProxyUriPath(), "XksProxyUriPath");
        MEMBERS.refuse(in.xksProxyConnectivity(), "XksProxyConnectivity");
        MEMBERS.refuse(in.xksProxyAuthenticationCredential(), "XksProxyAuthenticationCredential");
        MEMBERS.refuse(in.xksProxyVpcEndpointServiceName(), "XksProxyVpcEndpointServiceName");
        MEMBERS.refuse(in.xksProxyVpcEndpointServiceOwner(), "XksProxyVpcEndpointServiceOwner");
        CustomKeyStore updated = store;
        if (in.keyStorePassword() != null) {
            updated = updated.withPassword(seal(store.storeId(), in.keyStorePassword()));
        }
        String clusterId = in.cloudHsmClusterId();
        if (clusterId != null) {
            HsmClusters.Cluster cluster = usable(call, view, clusterId, ZONES_FOR_STORES);
            if (!cluster.lineage().equals(store.lineage())) {
                throw StoreErrors.clusterNotRelated(clusterId);
            }
            updated = updated.onCluster(clusterId);
        }
        return updated;
    }

    @Override
    public boolean isForConnected(UpdateCustomKeyStoreRequest in) {
        return !changesBacking(in);
    }

    @Override
    public boolean changesBacking(UpdateCustomKeyStoreRequest in) {
        return in.keyStorePassword() != null || in.cloudHsmClusterId() != null;
    }

    /// A token is asked when the store is connected.
    @Override
    public void prove(Call call, CustomKeyStore store) {}

    @Override
    public CustomKeyStore connected(Call call, View view, CustomKeyStore store) {
        HsmClusters.Cluster cluster =
                clusters.find(view, call.account(), call.region().value(), store.cluster());
        if (cluster == null) {
            return store.in(Connection.FAILED, "CLUSTER_NOT_FOUND");
        }
        HsmClusters.Cluster usable = usable(call, view, store.cluster(), 1);
        if (usable.token() == null) {
            return store.in(Connection.FAILED, "NETWORK_ERRORS");
        }
        try {
            connections.connect(store, usable.token());
            return store.in(Connection.CONNECTED, null);
        } catch (TokenException e) {
            return store.in(Connection.FAILED, StoreErrors.connectionErrorCode(e.failure()));
        }
    }

    private HsmClusters.Cluster usable(Call call, View view, String clusterId, int zones) {
        HsmClusters.Cluster cluster =
                clusters.find(view, call.account(), call.region().value(), clusterId);
        if (cluster == null) {
            throw StoreErrors.clusterNotFound(clusterId);
        }
        if (!cluster.isActive()) {
            throw StoreErrors.clusterNotActive(clusterId);
        }
        if (cluster.zones().size() < zones) {
            throw StoreErrors.tooFewHsms(clusterId, zones);
        }
        return cluster;
    }

    private byte[] seal(String storeId, String password) {
        return sealer.seal(password.getBytes(UTF_8), CustomKeyStore.sealedFor(storeId));
    }

    @Override
    public void disconnected(String storeId) {
        connections.disconnect(storeId);
    }

    /// A certificate without the differences that PEM allows.
    private static byte[] certificate(String text) {
        return text.replaceAll("-----[A-Z ]+-----|\\s", "").getBytes(UTF_8);
    }
}
