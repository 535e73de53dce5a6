package gatehouse.server.tls;

import gatehouse.crypto.Sealer;
import gatehouse.server.StartException;
import gatehouse.server.tls.TlsSetting.PemFiles;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Certificates that the operator gives. The one whose names hold what the client asks for is shown: the same name
/// before a wildcard; the first one where none does. Files that the operator renews are read again.
final class GivenCertificates implements Certificates {
    private static final Logger LOG = LoggerFactory.getLogger(GivenCertificates.class);
    private static final int DNS_NAME = 2;
    private static final byte[] PROBE = {1, 2, 3};

    private final List<PemFiles> files;
    private volatile List<Named> identities;

    private GivenCertificates(List<PemFiles> files, List<Named> identities) {
        this.files = files;
        this.identities = identities;
    }

    private record Named(Set<String> names, ServerIdentity identity) {}

    /// @throws StartException where a file cannot be read, or a key is not its certificate's
    static GivenCertificates read(List<PemFiles> files) {
        return new GivenCertificates(files, readAll(files));
    }

    @Override
    public ServerIdentity of(@Nullable String serverName) {
        List<Named> all = identities;
        if (serverName != null) {
            for (Named each : all) {
                if (each.names().contains(serverName)) {
                    return each.identity();
                }
            }
            for (Named each : all) {
                if (each.names().stream().anyMatch(name -> ServedNames.matches(name, serverName))) {
                    return each.identity();
                }
            }
        }
        return all.getFirst().identity();
    }

    @Override
    public void refresh() {
        try {
            identities = readAll(files);
        } catch (StartException e) {
            LOG.error("the certificates stay as they were: {}", e.getMessage());
        }
    }

    @Override
    public void unsealed(Sealer sealer) {
        // The operator's own files are not sealed.
    }

    @Override
    public void sealed() {
        // Neither are they to be forgotten: the next start reads them again.
    }

    @Override
    public List<X509Certificate> anchors() {
        return identities.stream()
                .flatMap(each -> each.identity().chain().stream())
                .distinct()
                .toList();
    }

    private static List<Named> readAll(List<PemFiles> files) {
        List<Named> all = new ArrayList<>();
        for (PemFiles each : files) {
            all.add(readOne(each));
        }
        return List.copyOf(all);
    }

    private static Named readOne(PemFiles files) {
        ServerIdentity identity = identity(files);
        try {
            return new Named(names(identity.chain().getFirst()), identity);
        } catch (CertificateParsingException e) {
            throw new StartException("TLS with " + files.certificate() + ": " + e.getMessage(), e);
        }
    }

    /// A certificate with its chain, and the key that belongs to it.
    ///
    /// @throws StartException where a file cannot be read, or the key is not its certificate's
    static ServerIdentity identity(PemFiles files) {
        try {
            List<X509Certificate> chain = chain(files.certificate());
            PublicKey certified = chain.getFirst().getPublicKey();
            PrivateKey key = key(files.key(), certified.getAlgorithm());
            if (key == null || !belongs(key, certified)) {
                throw new StartException("The key in " + files.key() + " is not that of the certificate in "
                        + files.certificate() + ".");
            }
            return new ServerIdentity(chain, key);
        } catch (IOException | GeneralSecurityException e) {
            throw new StartException(
                    "TLS with " + files.certificate() + " and " + files.key() + ": " + e.getMessage(), e);
        }
    }

    private static List<X509Certificate> chain(Path file) throws IOException, GeneralSecurityException {
        List<X509Certificate> chain = TrustFile.certificates(Files.readString(file));
        if (chain.isEmpty()) {
            throw new StartException("There is no certificate in " + file + ": it must be a file in PEM.");
        }
        return chain;
    }

    /// The first private key of a file in PEM, null where it is none of that algorithm. An EC key may stand there
    /// without its public half.
    private static @Nullable PrivateKey key(Path file, String algorithm) throws IOException, GeneralSecurityException {
        try (Reader reader = Files.newBufferedReader(file);
                PEMParser parser = new PEMParser(reader)) {
            for (Object part = parser.readObject(); part != null; part = parser.readObject()) {
                PrivateKeyInfo info = part instanceof PEMKeyPair pair ? pair.getPrivateKeyInfo() : null;
                if (part instanceof PrivateKeyInfo alone) {
                    info = alone;
                }
                if (info != null) {
                    return key(info, algorithm);
                }
            }
        }
        throw new StartException(
                "There is no private key in " + file
                        + " that can be used: it must be in PEM and not encrypted (openssl pkcs8 -topk8 -nocrypt decrypts one).");
    }

    private static @Nullable PrivateKey key(PrivateKeyInfo info, String algorithm)
            throws IOException, GeneralSecurityException {
        try {
            return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(info.getEncoded()));
        } catch (InvalidKeySpecException _) {
            return null;
        }
    }

    private static boolean belongs(PrivateKey key, PublicKey certified) throws GeneralSecurityException {
        if (!key.getAlgorithm().equals(certified.getAlgorithm())) {
            return false;
        }
        String algorithm = switch (key.getAlgorithm()) {
            case "EC" -> "SHA256withECDSA";
            case "RSA" -> "SHA256withRSA";
            default -> key.getAlgorithm();
        };
        Signature signature = Signature.getInstance(algorithm);
        signature.initSign(key);
        signature.update(PROBE);
        byte[] signed = signature.sign();
        signature.initVerify(certified);
        signature.update(PROBE);
        return signature.verify(signed);
    }

    private static Set<String> names(X509Certificate certificate) throws CertificateParsingException {
        Set<String> names = new LinkedHashSet<>();
        Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
        if (alternatives != null) {
            for (List<?> each : alternatives) {
                if (each.getFirst().equals(DNS_NAME)) {
                    names.add(each.get(1).toString().toLowerCase(Locale.ROOT));
                }
            }
        }
        return names;
    }
}
