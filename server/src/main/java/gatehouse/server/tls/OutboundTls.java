package gatehouse.server.tls;

import gatehouse.server.StartException;
import gatehouse.server.tls.TlsSetting.PemFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/// TLS towards others: what the server trusts as their client, and shows of itself.
public final class OutboundTls {
    private OutboundTls() {}

    /// Trusts the authorities that Java trusts, and those of `authorities` (PEM) beside them; shows the certificate of
    /// `own` to who asks for one.
    ///
    /// @throws StartException where a file cannot be read, or the key is not its certificate's
    public static SSLContext of(@Nullable Path authorities, @Nullable PemFiles own) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(own == null ? null : new KeyManager[] {new OwnCertificate(own)}, trusting(authorities), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new StartException(
                    "TLS with " + (authorities == null ? own : authorities) + ": " + e.getMessage(), e);
        }
    }

    private static TrustManager[] trusting(@Nullable Path authorities) throws IOException, GeneralSecurityException {
        KeyStore trusted = empty();
        for (TrustManager each : managers(null)) {
            if (each instanceof X509TrustManager java) {
                add(trusted, List.of(java.getAcceptedIssuers()));
            }
        }
        if (authorities != null) {
            List<X509Certificate> more = TrustFile.certificates(Files.readString(authorities));
            if (more.isEmpty()) {
                throw new StartException("There is no certificate in " + authorities + ": it must be a file in PEM.");
            }
            add(trusted, more);
        }
        return managers(trusted);
    }

    private static TrustManager[] managers(@Nullable KeyStore trusted) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(trusted);
        return factory.getTrustManagers();
    }

    private static void add(KeyStore trusted, List<X509Certificate> certificates) throws GeneralSecurityException {
        for (X509Certificate each : certificates) {
            trusted.setCertificateEntry("trusted-" + trusted.size(), each);
        }
    }

    private static KeyStore empty() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        return store;
    }
}
