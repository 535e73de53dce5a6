package gatehouse.keys.kms.store;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import gatehouse.crypto.Entropy;
import gatehouse.crypto.Sealer;
import gatehouse.crypto.pkcs11.TokenLimits;
import gatehouse.gateway.Call;
import gatehouse.gateway.InvalidRequest;
import gatehouse.gateway.Plan;
import gatehouse.gateway.Requirement;
import gatehouse.gateway.Resource;
import gatehouse.gateway.Service;
import gatehouse.keys.kms.store.CustomKeyStore.Connection;
import gatehouse.keys.kms.xks.XksClient;
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
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/// CreateCustomKeyStore, DescribeCustomKeyStores, UpdateCustomKeyStore, ConnectCustomKeyStore,
/// DisconnectCustomKeyStore and DeleteCustomKeyStore.
public final class CustomKeyStores {
    private static final int LIST_DEFAULT = 100;

    /// AWS's quota of custom key stores of both types in an account and Region.
    ///
    /// Source: https://docs.aws.amazon.com/kms/latest/developerguide/resource-limits.html
    private static final int STORES_MAX = 10;

    private static final int ID_BYTES = 9;
    private static final int ID_DIGITS = 17;

    private final HsmClusters clusters;
    private final BiPredicate<View, CustomKeyStore> hasKeys;
    private final Entropy entropy;
    private final StoreConnections connections;
    private final XksClient client;
    private final ClusterStores onClusters;
    private final ProxyStores external;

    /// Stores on these clusters, and behind the proxies that `client` reaches; `hasKeys` tells whether KMS has a key in
    /// a store.
    public CustomKeyStores(
            HsmClusters clusters,
            XksClient client,
            BiPredicate<View, CustomKeyStore> hasKeys,
            Sealer sealer,
            Entropy entropy) {
        this.clusters = clusters;
        this.hasKeys = hasKeys;
        this.entropy = entropy;
        this.client = client;
        this.connections = new StoreConnections(sealer, TokenLimits.DEFAULTS);
        this.onClusters = new ClusterStores(clusters, connections, sealer);
        this.external = new ProxyStores(client, sealer);
    }

    /// The stores' passwords, and their secrets for proxies.
    public static final SealedTable<CustomKeyStore> SEALED = new SealedTable<>(
            StoreTables.CUSTOM_KEY_STORES, CustomKeyStore::sealed, (_, row, sealer) -> row.resealed(sealer));

    /// Closes the tokens and the connections that are open here: stores stay connected, and are opened again when they
    /// are used.
    public void disconnectHere() {
        connections.disconnectAll();
        client.close();
    }

    /// The keys in the stores on clusters.
    public StoreKeys keys() {
        return new StoreKeys(clusters, connections);
    }

    /// The keys in external stores.
    public ExternalKeys externalKeys() {
        return new ExternalKeys(external, client);
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
        StoreType type = CustomKeyStoreType.EXTERNAL_KEY_STORE.equals(in.customKeyStoreType()) ? external : onClusters;
        type.check(in);
        List<Requirement> requirements = new ArrayList<>(type.forCreate(call));
        requirements.addFirst(requirement(call, "kms:CreateCustomKeyStore"));
        return Plan.require(requirements)
                .compute(() -> {
                    String id = newId();
                    type.prove(call, created(call, call.view(), in, type, id));
                    return id;
                })
                .commit((tx, id) -> {
                    tx.put(StoreTables.CUSTOM_KEY_STORES, created(call, tx, in, type, id));
                    return CreateCustomKeyStoreResponse.builder()
                            .customKeyStoreId(id)
                            .build();
                });
    }

    private static CustomKeyStore created(
            Call call, View view, CreateCustomKeyStoreRequest in, StoreType type, String storeId) {
        Key account = StoreTables.account(call.account(), call.region().value());
        if (view.scan(StoreTables.CUSTOM_KEY_STORES, account, null, STORES_MAX)
                        .items()
                        .size()
                == STORES_MAX) {
            throw StoreErrors.tooMany(STORES_MAX);
        }
        refuseName(call, view, requireNonNull(in.customKeyStoreName()));
        return type.created(call, view, in, storeId);
    }

    private String newId() {
        return "cks-" + HexFormat.of().formatHex(entropy.publicBytes(ID_BYTES)).substring(0, ID_DIGITS);
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
        return Plan.require(requirement(call, "kms:UpdateCustomKeyStore"))
                .compute(() -> {
                    CustomKeyStore updated = updated(call, call.view(), in);
                    StoreType type = typeOf(updated);
                    if (type.changesBacking(in)) {
                        type.prove(call, updated);
                    }
                    return id;
                })
                .commit((tx, _) -> {
                    tx.put(StoreTables.CUSTOM_KEY_STORES, updated(call, tx, in));
                    return new UpdateCustomKeyStoreResponse();
                });
    }

    private CustomKeyStore updated(Call call, View view, UpdateCustomKeyStoreRequest in) {
        CustomKeyStore store = find(call, view, requireNonNull(in.customKeyStoreId()));
        StoreType type = typeOf(store);
        boolean possible = switch (store.connection()) {
            case DISCONNECTED -> true;
            case CONNECTED -> type.isForConnected(in);
            case FAILED -> false;
        };
        if (!possible) {
            throw StoreErrors.state(store);
        }
        CustomKeyStore updated = type.updated(call, view, in, store);
        String name = in.newCustomKeyStoreName();
        if (name != null && !name.equals(store.name())) {
            refuseName(call, view, name);
            updated = updated.named(name);
        }
        return updated;
    }

    private StoreType typeOf(CustomKeyStore store) {
        return store.isExternal() ? external : onClusters;
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
                        case DISCONNECTED -> typeOf(store).connected(call, view, store);
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
        return plan.afterwards(() -> {
            onClusters.disconnected(id);
            external.disconnected(id);
        });
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

    private static void refuseName(Call call, View view, String name) {
        if (view.has(
                StoreTables.CUSTOM_KEY_STORES,
                StoreTables.BY_NAME,
                StoreTables.name(call.account(), call.region().value(), name))) {
            throw StoreErrors.nameInUse(name);
        }
    }

    /// @throws gatehouse.wire.shape.ServiceException CustomKeyStoreNotFoundException
    static CustomKeyStore find(Call call, View view, String storeId) {
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

    private static Requirement requirement(Call call, String action) {
        List<String> account = List.of(call.account());
        return Requirement.of(action, Resource.any(call.account()))
                .with(key -> key.equals("kms:calleraccount") ? account : null);
    }
}
