package gatehouse.keys.kms.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import gatehouse.crypto.Sealer;
import gatehouse.gateway.Call;
import gatehouse.gateway.InvalidRequest;
import gatehouse.gateway.Requirement;
import gatehouse.keys.kms.store.CustomKeyStore.Connection;
import gatehouse.keys.kms.xks.RequestMetadata;
import gatehouse.keys.kms.xks.XksApi;
import gatehouse.keys.kms.xks.XksClient;
import gatehouse.keys.kms.xks.XksException;
import gatehouse.keys.kms.xks.XksProxy;
import gatehouse.keys.kms.xks.XksTarget;
import gatehouse.model.kms.CreateCustomKeyStoreRequest;
import gatehouse.model.kms.CustomKeyStoreType;
import gatehouse.model.kms.UpdateCustomKeyStoreRequest;
import gatehouse.model.kms.XksProxyAuthenticationCredentialType;
import gatehouse.model.kms.XksProxyConnectivityType;
import gatehouse.store.View;
import gatehouse.wire.sigv4.Signer.Credentials;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// External key stores, each behind a proxy that KMS reaches by its public endpoint.
final class ProxyStores implements StoreType {
    private static final TypeMembers MEMBERS = new TypeMembers(CustomKeyStoreType.EXTERNAL_KEY_STORE);
    /// The version of the proxy API that KMS speaks.
    private static final String PATH_END = "/kms/xks/v1";

    private final XksClient client;
    private final XksApi api;
    private final Sealer sealer;

    ProxyStores(XksClient client, Sealer sealer) {
        this.client = client;
        this.api = new XksApi(client);
        this.sealer = sealer;
    }

    @Override
    public void check(CreateCustomKeyStoreRequest in) {
        MEMBERS.require(in.xksProxyConnectivity(), "XksProxyConnectivity");
        MEMBERS.require(in.xksProxyUriEndpoint(), "XksProxyUriEndpoint");
        MEMBERS.require(in.xksProxyUriPath(), "XksProxyUriPath");
        MEMBERS.require(in.xksProxyAuthenticationCredential(), "XksProxyAuthenticationCredential");
        MEMBERS.requireNone(in.cloudHsmClusterId(), "CloudHsmClusterId");
        MEMBERS.requireNone(in.trustAnchorCertificate(), "TrustAnchorCertificate");
        MEMBERS.requireNone(in.keyStorePassword(), "KeyStorePassword");
        boolean byService = XksProxyConnectivityType.VPC_ENDPOINT_SERVICE.equals(in.xksProxyConnectivity());
        if (byService == (in.xksProxyVpcEndpointServiceName() == null)) {
            throw new InvalidRequest(StoreErrors.endpointServiceMismatch());
        }
        if (!byService && in.xksProxyVpcEndpointServiceOwner() != null) {
            throw new InvalidRequest(StoreErrors.endpointServiceMismatch());
        }
    }

    @Override
    public List<Requirement> forCreate(Call call) {
        return List.of();
    }

    @Override
    public CustomKeyStore created(Call call, View view, CreateCustomKeyStoreRequest in, String storeId) {
        refuseService(in.xksProxyVpcEndpointServiceName());
        XksProxyAuthenticationCredentialType credential = requireNonNull(in.xksProxyAuthenticationCredential());
        XksProxy proxy = new XksProxy(
                requireNonNull(in.xksProxyUriEndpoint()),
                path(requireNonNull(in.xksProxyUriPath())),
                requireNonNull(credential.accessKeyId()),
                seal(storeId, credential));
        refuseUri(call, view, proxy);
        return new CustomKeyStore(
                call.account(),
                call.region().value(),
                storeId,
                requireNonNull(in.customKeyStoreName()),
                call.now().truncatedTo(ChronoUnit.MILLIS),
                null,
                null,
                null,
                null,
                Connection.DISCONNECTED,
                null,
                proxy);
    }

    @Override
    public CustomKeyStore updated(Call call, View view, UpdateCustomKeyStoreRequest in, CustomKeyStore store) {
        MEMBERS.refuse(in.keyStorePassword(), "KeyStorePassword");
        MEMBERS.refuse(in.cloudHsmClusterId(), "CloudHsmClusterId");
        boolean byService = XksProxyConnectivityType.VPC_ENDPOINT_SERVICE.equals(in.xksProxyConnectivity());
        String service = in.xksProxyVpcEndpointServiceName();
        if (byService && (service == null || in.xksProxyUriEndpoint() == null)) {
            throw StoreErrors.endpointServiceMismatch();
        }
        if (!byService && (service != null || in.xksProxyVpcEndpointServiceOwner() != null)) {
            throw StoreErrors.endpointServiceMismatch();
        }
        refuseService(service);
        XksProxy before = store.xksProxy();
        XksProxy proxy = before.at(
                requireNonNullElse(in.xksProxyUriEndpoint(), before.endpoint()),
                path(requireNonNullElse(in.xksProxyUriPath(), before.path())));
        if (!proxy.uri().equals(before.uri())) {
            refuseUri(call, view, proxy);
        }
        XksProxyAuthenticationCredentialType credential = in.xksProxyAuthenticationCredential();
        if (credential != null) {
            proxy = proxy.withCredential(requireNonNull(credential.accessKeyId()), seal(store.storeId(), credential));
        }
        return store.behind(proxy);
    }

    @Override
    public boolean isForConnected(UpdateCustomKeyStoreRequest in) {
        return in.xksProxyUriEndpoint() == null
                && in.xksProxyConnectivity() == null
                && in.xksProxyVpcEndpointServiceName() == null
                && in.xksProxyVpcEndpointServiceOwner() == null;
    }

    @Override
    public boolean changesBacking(UpdateCustomKeyStoreRequest in) {
        return !isForConnected(in) || in.xksProxyUriPath() != null || in.xksProxyAuthenticationCredential() != null;
    }

    @Override
    public void prove(Call call, CustomKeyStore store) {
        try {
            api.requireHealthy(target(store), RequestMetadata.ofStore(call));
        } catch (XksException e) {
            throw StoreErrors.store(e.failure());
        }
    }

    @Override
    public CustomKeyStore connected(Call call, View view, CustomKeyStore store) {
        try {
            api.requireHealthy(target(store), RequestMetadata.ofStore(call));
            return store.in(Connection.CONNECTED, null);
        } catch (XksException e) {
            return store.in(Connection.FAILED, StoreErrors.connectionErrorCode(e.failure()));
        }
    }

    @Override
    public void disconnected(String storeId) {
        client.forget(storeId);
    }

    /// A store's proxy, with the opened secret.
    XksTarget target(CustomKeyStore store) {
        XksProxy proxy = store.xksProxy();
        byte[] secret = sealer.open(proxy.sealedSecret(), XksProxy.sealedFor(store.storeId()));
        try {
            return new XksTarget(
                    store.storeId(),
                    store.region(),
                    proxy,
                    new Credentials(proxy.accessKeyId(), new String(secret, UTF_8), null));
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }

    private byte[] seal(String storeId, XksProxyAuthenticationCredentialType credential) {
        return sealer.seal(
                requireNonNull(credential.rawSecretAccessKey()).getBytes(UTF_8), XksProxy.sealedFor(storeId));
    }

    private static void refuseUri(Call call, View view, XksProxy proxy) {
        if (view.has(
                StoreTables.CUSTOM_KEY_STORES,
                StoreTables.BY_URI,
                StoreTables.uri(call.account(), call.region().value(), proxy))) {
            throw StoreErrors.uriInUse(proxy);
        }
    }

    private static void refuseService(@Nullable String service) {
        if (service != null) {
            throw StoreErrors.endpointServiceNotFound(service);
        }
    }

    private static String path(String given) {
        if (!given.endsWith(PATH_END)) {
            throw StoreErrors.validation("XksProxyUriPath must end with " + PATH_END + ".");
        }
        return given;
    }
}
