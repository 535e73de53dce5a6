package gatehouse.server.tls;

import gatehouse.crypto.Entropy;
import gatehouse.crypto.Sealer;
import gatehouse.server.StartException;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/// A server's side of TLS.
public final class Tls {
    private final SSLContext context;
    private final Certificates certificates;
    private final Path data;

    private Tls(SSLContext context, Certificates certificates, Path data) {
        this.context = context;
        this.data = data;
        this.certificates = certificates;
    }

    /// Where the server's authority and its own names come from; `sealer` is null as long as the server is sealed.
    public record Origin(Path data, String host, @Nullable Sealer sealer, Entropy entropy, InstantSource clock) {}

    /// TLS as the operator wants it, or null for none. Writes the certificates to trust to [TrustFile].
    ///
    /// @throws StartException where certificates cannot be read or made
    public static @Nullable Tls of(TlsSetting setting, Origin origin) throws IOException {
        return switch (setting) {
            case TlsSetting.Off _ -> null;
            case TlsSetting.Own own -> of(OwnCertificates.open(own, origin), origin.data());
            case TlsSetting.Given given -> of(GivenCertificates.read(given.files()), origin.data());
        };
    }

    private static Tls of(Certificates certificates, Path data) throws IOException {
        TrustFile.write(data, certificates.anchors());
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(new KeyManager[] {new ByServerName(certificates)}, new TrustManager[0], null);
            return new Tls(context, certificates, data);
        } catch (GeneralSecurityException e) {
            throw new StartException("this Java cannot speak TLS: " + e.getMessage(), e);
        }
    }

    /// Takes up the authority of the data folder.
    public void unsealed(Sealer sealer) throws IOException {
        certificates.unsealed(sealer);
        TrustFile.write(data, certificates.anchors());
    }

    /// Lets go of the authority's key.
    public void sealed() {
        certificates.sealed();
    }

    /// Seals what a data folder holds for TLS anew.
    public static void reseal(Path data, Sealer sealer, Entropy entropy) throws IOException {
        CertificateAuthority.reseal(data, sealer, entropy);
    }

    public SSLContext context() {
        return context;
    }

    /// Renews certificates that end soon, or reads given ones again. To be called at least once a day.
    public void refresh() {
        certificates.refresh();
    }
}
