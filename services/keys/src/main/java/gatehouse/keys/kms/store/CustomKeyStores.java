package gatehouse.keys.kms.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import gatehouse.crypto.Entropy;
import gatehouse.crypto.Sealer;
import gatehouse.crypto.pkcs11.TokenException;
import gatehouse.crypto.pkcs11.TokenLimits;
import gatehouse.gateway.Call;
import gatehouse.gateway.InvalidRequest;
import gatehouse.gateway.Plan;
import gatehouse.gateway.Requirement;
import gatehouse.gateway.Resource;
import gatehouse.gateway.Service;
import gatehouse.keys.kms.store.CustomKeyStore.Connection;
import gatehouse.model.kms.ConnectCustomKeyStoreRequest;
import gatehouse.model.kms.ConnectCustomKeyStoreResponse;
import gatehouse.model.kms.CreateCustomKeyStoreRequest;
import gatehouse.model.kms.CreateCustomKeyStoreResponse;
import gatehouse.model.kms.CustomKeyStoreType;
import gatehouse.model.kms.DeleteCustomKeyStoreRequest;
import gatehouse.model.kms.DeleteCustomKeyStoreResponse;
import gatehouse.model.kms.DescribeCustomKeyStoresRequest;
import gatehouse.model.kms.DescribeCustomKeyStoresResponse;
import gatehouse.model.kms.DisconnectCustomKeyStoreRequest;
import gatehouse.model.kms.DisconnectCustomKeyStoreResponse;
import gatehouse.model.kms.Kms;
import gatehouse.model.kms.UpdateCustomKeyStoreRequest;
import gatehouse.model.kms.UpdateCustomKeyStoreResponse;
import gatehouse.ports.HsmClusters;
import gatehouse.ports.SealedTable;
import gatehouse.store.Key;
import gatehouse.store.Page;
import gatehouse.store.View;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/// CreateCustomKeyStore, DescribeCustomKeyStores, UpdateCustomKeyStore, ConnectCustomKeyStore,
/// DisconnectCustomKeyStore and DeleteCustomKeyStore.
public final class CustomKeyStores {
    private static final int LIST_DEFAULT = 100;
    private static final int ZONES_FOR_STORES = 2;
    private static final int ID_BYTES = 9;
    private static final int ID_DIGITS = 17;

    private final HsmClusters clusters;
    private final BiPredicate<View, CustomKeyStore> hasKeys;
    private final Sealer sealer;
    private final Entropy entropy;
    private final StoreConnections connections;

    /// Stores on these clusters; `hasKeys` tells whether KMS has a key in a store.
    public CustomKeyStores(
            HsmClusters clusters, BiPredicate<View, CustomKeyStore> hasKeys, Sealer sealer, Entropy entropy) {
        this.clusters = clusters;
        this.hasKeys = hasKeys;
        this.sealer = sealer;
        this.entropy = entropy;
        this.connections = new StoreConnections(sealer, TokenLimits.DEFAULTS);
    }

    /// The stores' passwords.
    public static final SealedTable<CustomKeyStore> SEALED = new SealedTable<>(
            StoreTables.CUSTOM_KEY_STORES,
            row -> List.of(row.sealedPassword()),
            (_, row, sealer) -> row.withPassword(sealer.reseal(row.sealedPassword(), row.sealedFor())));

    /// Closes the tokens that are open here: stores stay connected, and are opened again when they are used.
    public void disconnectHere() {
        connections.disconnectAll();
    }

    /// The keys in the stores.
    public StoreKeys keys() {
        return new StoreKeys(clusters, connections);
    }

    /// Lists these operations among KMS's.
    public Service.Builder on(Service.Builder kms) {
        return kms.on(Kms.CREATE_CUSTOM_KEY_STORE, this::createCustomKeyStore)
                .on(Kms.DESCRIBE_CUSTOM_KEY_STORES, this::describeCustomKeyStores)
                .on(Kms.UPDATE_CUSTOM_KEY_STORE, this::updateCustomKeyStore)
                .on(Kms.CONNECT_CUSTOM_KEY_STORE, this::connectCustomKeyStore)
                .on(Kms.DISCONNECT_CUSTOM_KEY_STORE, this::disconnectCustomKeyStore)
                .on(Kms.DELETE_CUSTOM_KEY_STORE, this::deleteCustomKeyStore);
    }

    private Plan<CreateCustomKeyStoreResponse> createCustomKeyStore(Call call, CreateCustomKeyStoreRequest in) {
        if (in.customKeyStoreType() != null && !in.customKeyStoreType().equals(CustomKeyStoreType.AWS_CLOUDHSM)) {
            throw new InvalidRequest(StoreErrors.notBuilt(in.customKeyStoreType() + " key stores"));
        }
        String clusterId = given(in.cloudHsmClusterId(), "CloudHsmClusterId");
        String anchor = given(in.trustAnchorCertificate(), "TrustAnchorCertificate");
        String password = given(in.keyStorePassword(), "KeyStorePassword");
        String name = requireNonNull(in.customKeyStoreName());
        // KMS looks at the cluster with the caller's permissions.
        Requirement describe = Requirement.of("cloudhsm:DescribeClusters", Resource.any(call.account()));
        return Plan.require(requirement(call, "kms:CreateCustomKeyStore"), describe)
                .commit(tx -> {
                    refuseName(call, tx, name);
                    HsmClusters.Cluster cluster = usable(call, tx, clusterId, ZONES_FOR_STORES);
                    if (tx.has(
                            StoreTables.CUSTOM_KEY_STORES,
                            StoreTables.BY_LINEAGE,
                            StoreTables.lineage(call.account(), call.region().value(), cluster.lineage()))) {
                        throw StoreErrors.clusterInUse(clusterId);
                    }
                    if (!Arrays.equals(certificate(anchor), certificate(requireNonNull(cluster.trustAnchor())))) {
                        throw StoreErrors.incorrectTrustAnchor(clusterId);
                    }
                    String id = "cks-"
                            + HexFormat.of()
                                    .formatHex(entropy.publicBytes(ID_BYTES))
                                    .substring(0, ID_DIGITS);
                    tx.put(
                            StoreTables.CUSTOM_KEY_STORES,
                            new CustomKeyStore(
                                    call.account(),
                                    call.region().value(),
                                    id,
                                    name,
                                    call.now().truncatedTo(ChronoUnit.MILLIS),
                                    clusterId,
                                    cluster.lineage(),
                                    anchor,
                                    seal(id, password),
                                    Connection.DISCONNECTED,
                                    null));
                    return CreateCustomKeyStoreResponse.builder()
                            .customKeyStoreId(id)
                            .build();
                });
    }

    private Plan<DescribeCustomKeyStoresResponse> describeCustomKeyStores(
            Call call, DescribeCustomKeyStoresRequest in) {
        if (in.customKeyStoreId() != null && in.customKeyStoreName() != null) {
            throw new InvalidRequest(
                    StoreErrors.validation("Specify the CustomKeyStoreId or the CustomKeyStoreName, not both."));
        }
        return Plan.require(requirement(call, "kms:DescribeCustomKeyStores")).reply(() -> {
            Page<CustomKeyStore> page = in.customKeyStoreId() != null || in.customKeyStoreName() != null
                    ? new Page<>(List.of(named(call, in.customKeyStoreId(), in.customKeyStoreName())), null)
                    : page(call, in.marker(), requireNonNullElse(in.limit(), LIST_DEFAULT));
            Key next = page.next();
            return DescribeCustomKeyStoresResponse.builder()
                    .customKeyStores(
                            page.items().stream().map(CustomKeyStore::entry).toList())
                    .nextMarker(next == null ? null : next.text())
                    .truncated(next != null)
                    .build();
        });
    }

    private Plan<UpdateCustomKeyStoreResponse> updateCustomKeyStore(Call call, UpdateCustomKeyStoreRequest in) {
        String id = requireNonNull(in.customKeyStoreId());
        return Plan.require(requirement(call, "kms:UpdateCustomKeyStore")).commit(tx -> {
            CustomKeyStore store = find(call, tx, id);
            if (store.connection() != Connection.DISCONNECTED) {
                throw StoreErrors.state(store);
            }
            String name = in.newCustomKeyStoreName();
            if (name != null && !name.equals(store.name())) {
                refuseName(call, tx, name);
                store = store.named(name);
            }
            if (in.keyStorePassword() != null) {
                store = store.withPassword(seal(id, in.keyStorePassword()));
            }
            String clusterId = in.cloudHsmClusterId();
            if (clusterId != null) {
                HsmClusters.Cluster cluster = usable(call, tx, clusterId, ZONES_FOR_STORES);
                if (!cluster.lineage().equals(store.lineage())) {
                    throw StoreErrors.clusterNotRelated(clusterId);
                }
                store = store.onCluster(clusterId);
            }
            tx.put(StoreTables.CUSTOM_KEY_STORES, store);
            return new UpdateCustomKeyStoreResponse();
        });
    }

    private Plan<ConnectCustomKeyStoreResponse> connectCustomKeyStore(Call call, ConnectCustomKeyStoreRequest in) {
        String id = requireNonNull(in.customKeyStoreId());
        View view = call.view();
        return Plan.require(requirement(call, "kms:ConnectCustomKeyStore"))
                .compute(() -> {
                    CustomKeyStore store = find(call, view, id);
                    return switch (store.connection()) {
                        case CONNECTED -> store;
                        case FAILED -> throw StoreErrors.state(store);
                        case DISCONNECTED -> connected(call, view, store);
                    };
                })
                .commit((tx, store) -> {
                    tx.put(StoreTables.CUSTOM_KEY_STORES, store);
                    return new ConnectCustomKeyStoreResponse();
                });
    }

    private Plan<DisconnectCustomKeyStoreResponse> disconnectCustomKeyStore(
            Call call, DisconnectCustomKeyStoreRequest in) {
        String id = requireNonNull(in.customKeyStoreId());
        Plan<DisconnectCustomKeyStoreResponse> plan = Plan.require(requirement(call, "kms:DisconnectCustomKeyStore"))
                .commit(tx -> {
                    CustomKeyStore store = find(call, tx, id);
                    if (store.connection() == Connection.DISCONNECTED) {
                        throw StoreErrors.state(store);
                    }
                    tx.put(StoreTables.CUSTOM_KEY_STORES, store.in(Connection.DISCONNECTED, null));
                    return new DisconnectCustomKeyStoreResponse();
                });
        return plan.afterwards(() -> connections.disconnect(id));
    }

    private Plan<DeleteCustomKeyStoreResponse> deleteCustomKeyStore(Call call, DeleteCustomKeyStoreRequest in) {
        String id = requireNonNull(in.customKeyStoreId());
        return Plan.require(requirement(call, "kms:DeleteCustomKeyStore")).commit(tx -> {
            CustomKeyStore store = find(call, tx, id);
            if (store.connection() != Connection.DISCONNECTED) {
                throw StoreErrors.state(store);
            }
            if (hasKeys.test(tx, store)) {
                throw StoreErrors.hasKeys(id);
            }
            tx.delete(StoreTables.CUSTOM_KEY_STORES, StoreTables.store(store.account(), store.region(), id));
            return new DeleteCustomKeyStoreResponse();
        });
    }

    /// The store as it is once kmsuser has logged in, or could not.
    private CustomKeyStore connected(Call call, View view, CustomKeyStore store) {
        HsmClusters.Cluster cluster =
                clusters.find(view, call.account(), call.region().value(), store.clusterId());
        if (cluster == null) {
            return store.in(Connection.FAILED, "CLUSTER_NOT_FOUND");
        }
        HsmClusters.Cluster usable = usable(call, view, store.clusterId(), 1);
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

    private static void refuseName(Call call, View view, String name) {
        if (view.has(
                StoreTables.CUSTOM_KEY_STORES,
                StoreTables.BY_NAME,
                StoreTables.name(call.account(), call.region().value(), name))) {
            throw StoreErrors.nameInUse(name);
        }
    }

    private byte[] seal(String storeId, String password) {
        return sealer.seal(password.getBytes(UTF_8), CustomKeyStore.sealedFor(storeId));
    }

    private static CustomKeyStore find(Call call, View view, String storeId) {
        CustomKeyStore store = view.get(
                StoreTables.CUSTOM_KEY_STORES,
                StoreTables.store(call.account(), call.region().value(), storeId));
        if (store == null) {
            throw StoreErrors.storeNotFound(storeId);
        }
        return store;
    }

    private static CustomKeyStore named(Call call, @Nullable String id, @Nullable String name) {
        if (name == null) {
            return find(call, call.view(), requireNonNull(id));
        }
        return call
                .view()
                .scan(
                        StoreTables.CUSTOM_KEY_STORES,
                        StoreTables.BY_NAME,
                        StoreTables.name(call.account(), call.region().value(), name),
                        null,
                        1)
                .items()
                .stream()
                .findFirst()
                .orElseThrow(() -> StoreErrors.storeNotFound(name));
    }

    private static Page<CustomKeyStore> page(Call call, @Nullable String marker, int limit) {
        Key prefix = StoreTables.account(call.account(), call.region().value());
        return call.view().scan(StoreTables.CUSTOM_KEY_STORES, prefix, after(marker, prefix), limit);
    }

    private static @Nullable Key after(@Nullable String marker, Key prefix) {
        if (marker == null) {
            return null;
        }
        Key key = Key.ofText(marker, prefix);
        if (key == null) {
            throw StoreErrors.invalidMarker();
        }
        return key;
    }

    private static String given(@Nullable String value, String member) {
        if (value == null) {
            throw new InvalidRequest(StoreErrors.validation(member + " is required for AWS_CLOUDHSM key stores."));
        }
        return value;
    }

    private static Requirement requirement(Call call, String action) {
        List<String> account = List.of(call.account());
        return Requirement.of(action, Resource.any(call.account()))
                .with(key -> key.equals("kms:calleraccount") ? account : null);
    }

    /// A certificate without the differences that PEM allows.
    private static String pem(String text) {
        return text.replaceAll("-----[A-Z ]+-----|\\s", "");
    }

    private static byte[] certificate(String text) {
        return pem(text).getBytes(UTF_8);
    }
}
