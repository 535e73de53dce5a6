package gatehouse.conformance;

import gatehouse.keys.kms.xks.XksSettings;
import gatehouse.server.XksFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.net.ssl.SSLContext;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.CreateCustomKeyStoreRequest;
import software.amazon.awssdk.services.kms.model.CustomKeyStoresListEntry;
import software.amazon.awssdk.services.kms.model.XksProxyAuthenticationCredentialType;
import software.amazon.awssdk.services.kms.model.XksProxyConfigurationType;
import software.amazon.awssdk.services.kms.model.XksProxyConnectivityType;

/// A proxy on `localhost` that wants mutual TLS, and the file with which an operator lets KMS call it.
final class XksWorld implements AutoCloseable {
    static final String ENDPOINT = "https://localhost";
    static final String CLIENT = "cks.kms.us-east-1.amazonaws.com";

    /// What AWS waits is too short for a machine that runs other tests.
    static final int PATIENT_MILLIS = 3_000;

    final XksAuthority authority = new XksAuthority("proxies");
    final ReferenceProxy proxy = new ReferenceProxy(serving(), true);
    private final Path folder;

    XksWorld() {
        try {
            folder = Files.createTempDirectory("gatehouse-xks-");
            authority.write(folder.resolve("ca.pem"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        renew(authority);
    }

    /// The proxy is started anew.
    void reopen() {
        reopen("TLSv1.3", "TLSv1.2");
    }

    /// The same, but whom it refuses it refuses within the handshake. With TLS 1.3 it does so when the client has
    /// begun to send its request, and its alert may be lost with the connection.
    void reopenToRefuseEarly() {
        reopen("TLSv1.2");
    }

    private void reopen(String... versions) {
        proxy.reopen(serving(), versions);
    }

    private SSLContext serving() {
        return authority.serving(authority.issue("localhost", "localhost"));
    }

    /// KMS's certificate for proxies becomes a new one of that authority's.
    void renew(XksAuthority issuer) {
        try {
            issuer.issue(CLIENT, CLIENT).write(folder.resolve("kms.pem"), folder.resolve("kms.key"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The operator's file for this proxy.
    XksSettings settings() {
        return settings(proxy.port(), PATIENT_MILLIS, "authorities=ca.pem\ncertificate=kms.pem\nkey=kms.key\n");
    }

    XksSettings settings(int port, int timeoutMillis, String tls) {
        try {
            return XksFile.read(Files.writeString(
                    folder.resolve("xks.properties"),
                    "proxies=localhost:" + port + "\ntimeout-millis=" + timeoutMillis + "\n" + tls));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static CreateCustomKeyStoreRequest.Builder creation(String name) {
        return CreateCustomKeyStoreRequest.builder()
                .customKeyStoreName(name)
                .customKeyStoreType("EXTERNAL_KEY_STORE")
                .xksProxyConnectivity(XksProxyConnectivityType.PUBLIC_ENDPOINT)
                .xksProxyUriEndpoint(ENDPOINT)
                .xksProxyUriPath(ReferenceProxy.PATH)
                .xksProxyAuthenticationCredential(credential(ReferenceProxy.ACCESS_KEY_ID, ReferenceProxy.SECRET));
    }

    static XksProxyAuthenticationCredentialType credential(String accessKeyId, String secret) {
        return XksProxyAuthenticationCredentialType.builder()
                .accessKeyId(accessKeyId)
                .rawSecretAccessKey(secret)
                .build();
    }

    static String connected(KmsClient kms, String name) {
        String id = kms.createCustomKeyStore(creation(name).build()).customKeyStoreId();
        kms.connectCustomKeyStore(in -> in.customKeyStoreId(id));
        return id;
    }

    static CustomKeyStoresListEntry entry(KmsClient kms, String store) {
        return kms.describeCustomKeyStores(in -> in.customKeyStoreId(store))
                .customKeyStores()
                .getFirst();
    }

    static XksProxyConfigurationType configuration(KmsClient kms, String store) {
        return entry(kms, store).xksProxyConfiguration();
    }

    @Override
    public void close() {
        proxy.close();
    }
}
