package gatehouse.server.tls;

import gatehouse.server.StartException;
import gatehouse.server.tls.TlsSetting.PemFiles;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Shows one certificate of the operator's to servers that ask for a client's. Files that the operator renews are read
/// again at the next handshake.
final class OwnCertificate extends X509ExtendedKeyManager {
    private static final Logger LOG = LoggerFactory.getLogger(OwnCertificate.class);
    private static final String ALIAS = "own";

    private final PemFiles files;
    private volatile Known known;

    /// @throws StartException where the files cannot be read, or the key is not the certificate's
    OwnCertificate(PemFiles files) throws IOException {
        this.files = files;
        List<FileTime> changed = changed();
        this.known = new Known(changed, GivenCertificates.identity(files));
    }

    /// What was read, and when the files had been written.
    private record Known(List<FileTime> changed, ServerIdentity identity) {}

    private ServerIdentity identity() {
        try {
            List<FileTime> changed = changed();
            if (!changed.equals(known.changed())) {
                known = new Known(changed, GivenCertificates.identity(files));
            }
        } catch (StartException | IOException e) {
            LOG.error("the certificate for external key store proxies stays as it was: {}", e.getMessage());
        }
        return known.identity();
    }

    private List<FileTime> changed() throws IOException {
        return List.of(Files.getLastModifiedTime(files.certificate()), Files.getLastModifiedTime(files.key()));
    }

    @Override
    public @Nullable String chooseClientAlias(
            String[] keyTypes, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return alias(keyTypes);
    }

    @Override
    public @Nullable String chooseEngineClientAlias(
            String[] keyTypes, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
        return alias(keyTypes);
    }

    private @Nullable String alias(String[] keyTypes) {
        return List.of(keyTypes).contains(identity().key().getAlgorithm()) ? ALIAS : null;
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
        return known.identity().chain().toArray(X509Certificate[]::new);
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
        return known.identity().key();
    }

    @Override
    public String[] getClientAliases(String keyType, Principal @Nullable [] issuers) {
        return new String[] {ALIAS};
    }

    @Override
    public String[] getServerAliases(String keyType, Principal @Nullable [] issuers) {
        return new String[0];
    }

    @Override
    public @Nullable String chooseServerAlias(String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return null;
    }
}
