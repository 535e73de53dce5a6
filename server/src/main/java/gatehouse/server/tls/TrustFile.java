package gatehouse.server.tls;

import gatehouse.server.StartException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/// The certificates that a client must trust to trust the server, in PEM, in its data folder: `ca.pem`. It stays when
/// the server stops.
public final class TrustFile {
    private static final String BEGIN = "-----BEGIN CERTIFICATE-----";
    private static final String END = "-----END CERTIFICATE-----";
    private static final Base64.Encoder PEM = Base64.getMimeEncoder(64, new byte[] {'\n'});

    private TrustFile() {}

    public static Path of(Path dataFolder) {
        return dataFolder.resolve("ca.pem");
    }

    /// The file's text.
    ///
    /// @throws StartException where no server has spoken TLS on that folder yet
    public static String read(Path dataFolder) throws IOException {
        Path file = of(dataFolder);
        if (!Files.exists(file)) {
            throw new StartException("There is no certificate authority in " + dataFolder
                    + " yet: the first start with --tls makes it. Name another folder with --data.");
        }
        return Files.readString(file);
    }

    /// Whether clients of that endpoint need the file: given certificates usually lead to an authority they know.
    public static boolean leadsToOwnAuthority(Path dataFolder, String endpoint) throws IOException {
        if (!endpoint.startsWith("https:") || !Files.exists(of(dataFolder))) {
            return false;
        }
        try {
            return certificates(Files.readString(of(dataFolder))).stream()
                    .anyMatch(each -> each.getSubjectX500Principal().equals(each.getIssuerX500Principal()));
        } catch (CertificateException e) {
            throw new StartException("The file " + of(dataFolder) + " is damaged; the next start writes it again.", e);
        }
    }

    /// Sockets that trust the file's certificates and no others.
    public static SSLSocketFactory sockets(Path dataFolder) throws IOException {
        try {
            KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, null);
            for (X509Certificate each : certificates(read(dataFolder))) {
                trusted.setCertificateEntry("trusted-" + trusted.size(), each);
            }
            TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            managers.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, managers.getTrustManagers(), null);
            return context.getSocketFactory();
        } catch (GeneralSecurityException e) {
            throw new StartException("The file " + of(dataFolder) + " cannot be used: " + e.getMessage(), e);
        }
    }

    static void write(Path dataFolder, List<X509Certificate> anchors) throws IOException {
        StringBuilder text = new StringBuilder();
        anchors.forEach(anchor -> text.append(pem(anchor)));
        Path next = dataFolder.resolve("ca.pem.new");
        Files.writeString(
                next,
                text,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE,
                StandardOpenOption.SYNC);
        Files.move(next, of(dataFolder), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    static String pem(X509Certificate certificate) {
        try {
            return pem("CERTIFICATE", certificate.getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a certificate that was read or made can be written", e);
        }
    }

    static String pem(String label, byte[] content) {
        return "-----BEGIN " + label + "-----\n" + PEM.encodeToString(content) + "\n-----END " + label + "-----\n";
    }

    /// The certificates of a text in PEM, in their order; what stands beside them, such as keys, is passed over.
    static List<X509Certificate> certificates(String pem) throws CertificateException {
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        List<X509Certificate> certificates = new ArrayList<>();
        int from = pem.indexOf(BEGIN);
        while (from >= 0) {
            int end = pem.indexOf(END, from);
            if (end < 0) {
                throw new CertificateException("a certificate has no end");
            }
            String block = pem.substring(from, end + END.length());
            certificates.add((X509Certificate)
                    factory.generateCertificate(new ByteArrayInputStream(block.getBytes(StandardCharsets.US_ASCII))));
            from = pem.indexOf(BEGIN, end);
        }
        return certificates;
    }
}
