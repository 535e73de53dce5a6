package gatehouse.conformance;

import gatehouse.crypto.RootKey;
import gatehouse.crypto.Sealer;
import gatehouse.crypto.SystemEntropy;
import gatehouse.server.tls.Tls;
import gatehouse.server.tls.TlsSetting;
import gatehouse.server.tls.TrustFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/// TLS with an authority of its own, without a whole server around it, and what its clients trust.
public final class OwnTls {
    private OwnTls() {}

    /// Keeps its authority in that folder.
    public static Tls in(Path folder, InstantSource clock) throws IOException {
        SystemEntropy entropy = new SystemEntropy();
        Sealer sealer = new Sealer(RootKey.create(folder.resolve("root.key"), entropy), entropy);
        return Objects.requireNonNull(
                Tls.of(new TlsSetting.Own(List.of()), new Tls.Origin(folder, "127.0.0.1", sealer, entropy, clock)));
    }

    /// Trusts the authority of that data folder and no other.
    public static TrustManager[] trusting(Path data) {
        try (InputStream pem = Files.newInputStream(TrustFile.of(data))) {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            store.setCertificateEntry(
                    "ca", CertificateFactory.getInstance("X.509").generateCertificate(pem));
            TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            managers.init(store);
            return managers.getTrustManagers();
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
