package gatehouse.server.tls;

import gatehouse.crypto.Entropy;
import gatehouse.crypto.SealException;
import gatehouse.crypto.Sealer;
import gatehouse.server.StartException;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/// The server's own certificate authority: an ECDSA key on P-256 that is made at the first start with TLS and kept
/// sealed under the root key, in `ca.key` of the data folder (`docs/formats/sealing.md`).
final class CertificateAuthority {
    private static final Duration LIFETIME = Duration.ofDays(3_650);

    /// Near its end it is replaced: what it signs must not outlive it.
    private static final Duration REPLACED_BEFORE_END = Duration.ofDays(180);

    /// Clocks of clients may be behind.
    private static final Duration BACKDATED = Duration.ofHours(1);

    private static final String FILE = "ca.key";
    private static final String SEALED = "GATEHOUSE SEALED KEY";
    private static final int SERIAL_BYTES = 16;
    private static final int ID_BYTES = 4;
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    private final X509Certificate certificate;
    private final PrivateKey key;
    private final Entropy entropy;

    private CertificateAuthority(X509Certificate certificate, PrivateKey key, Entropy entropy) {
        this.certificate = certificate;
        this.key = key;
        this.entropy = entropy;
    }

    /// Opens the authority of a data folder, or makes it.
    ///
    /// @throws StartException where its file cannot be read, or was sealed under another root key
    static CertificateAuthority open(Path dataFolder, Sealer sealer, Entropy entropy, Instant now) throws IOException {
        Path file = dataFolder.resolve(FILE);
        try {
            if (Files.exists(file)) {
                CertificateAuthority known = read(file, sealer, entropy);
                Instant end = known.certificate.getNotAfter().toInstant();
                if (now.isBefore(end.minus(REPLACED_BEFORE_END))) {
                    return known;
                }
            }
            CertificateAuthority made = make(entropy, now);
            made.write(file, sealer);
            return made;
        } catch (GeneralSecurityException | OperatorCreationException e) {
            throw new StartException("the certificate authority in " + file + " cannot be used: " + e.getMessage(), e);
        }
    }

    /// An authority that nobody keeps.
    static CertificateAuthority temporary(Entropy entropy, Instant now) {
        try {
            return make(entropy, now);
        } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
            throw new StartException("this Java cannot make certificates: " + e.getMessage(), e);
        }
    }

    /// The certificate of the data folder's authority, which needs no key; none where there is no authority.
    static List<X509Certificate> certificates(Path dataFolder) throws IOException, GeneralSecurityException {
        Path file = dataFolder.resolve(FILE);
        return Files.exists(file) ? TrustFile.certificates(Files.readString(file)) : List.of();
    }

    /// Seals the authority of a data folder anew, where there is one.
    static void reseal(Path dataFolder, Sealer sealer, Entropy entropy) throws IOException {
        Path file = dataFolder.resolve(FILE);
        try {
            if (Files.exists(file)) {
                read(file, sealer, entropy).write(file, sealer);
            }
        } catch (GeneralSecurityException e) {
            throw new IOException("the certificate authority in " + file + " cannot be sealed anew", e);
        }
    }

    X509Certificate certificate() {
        return certificate;
    }

    /// A certificate for a server of those names and addresses.
    X509Certificate issue(PublicKey server, List<GeneralName> names, Instant now, Duration lifetime) {
        try {
            JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                    certificate,
                    serial(entropy),
                    Date.from(now.minus(BACKDATED)),
                    Date.from(now.plus(lifetime)),
                    new X500Name("O=Gatehouse,CN=" + commonName(names)),
                    server);
            JcaX509ExtensionUtils extensions = new JcaX509ExtensionUtils();
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
            builder.addExtension(
                    Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
            builder.addExtension(
                    Extension.subjectAlternativeName, false, new GeneralNames(names.toArray(GeneralName[]::new)));
            builder.addExtension(
                    Extension.authorityKeyIdentifier, false, extensions.createAuthorityKeyIdentifier(certificate));
            return sign(builder, key);
        } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
            throw new IllegalStateException("the authority can sign what it makes", e);
        }
    }

    static KeyPair newKeyPair() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    /// A common name is at most 64 characters long; clients look at the alternative names alone.
    private static String commonName(List<GeneralName> names) {
        String first = names.getFirst().getName().toString();
        return first.length() <= 64 && first.matches("[a-z0-9.*-]+") ? first : "server";
    }

    private static BigInteger serial(Entropy entropy) {
        return new BigInteger(1, entropy.bytes(SERIAL_BYTES))
                .clearBit(8 * SERIAL_BYTES - 1)
                .setBit(0);
    }

    private static CertificateAuthority make(Entropy entropy, Instant now)
            throws GeneralSecurityException, OperatorCreationException, IOException {
        KeyPair pair = newKeyPair();
        String id = HexFormat.of().formatHex(entropy.bytes(ID_BYTES));
        X500Name name = new X500Name("O=Gatehouse,CN=Gatehouse CA " + id);
        JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                name,
                serial(entropy),
                Date.from(now.minus(BACKDATED)),
                Date.from(now.plus(LIFETIME)),
                name,
                pair.getPublic());
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
        builder.addExtension(
                Extension.subjectKeyIdentifier,
                false,
                new JcaX509ExtensionUtils().createSubjectKeyIdentifier(pair.getPublic()));
        return new CertificateAuthority(sign(builder, pair.getPrivate()), pair.getPrivate(), entropy);
    }

    private static X509Certificate sign(JcaX509v3CertificateBuilder builder, PrivateKey key)
            throws OperatorCreationException, GeneralSecurityException {
        return new JcaX509CertificateConverter()
                .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(key)));
    }

    private static CertificateAuthority read(Path file, Sealer sealer, Entropy entropy)
            throws IOException, GeneralSecurityException {
        String text = Files.readString(file);
        List<X509Certificate> certificates = TrustFile.certificates(text);
        int from = text.indexOf("-----BEGIN " + SEALED + "-----\n");
        int to = text.indexOf("-----END " + SEALED + "-----");
        if (certificates.size() != 1 || from < 0 || to < from) {
            throw new StartException("The file " + file + " is not a certificate authority of this version: it is"
                    + " damaged or another file. Remove it to have a new one, which clients must trust anew.");
        }
        X509Certificate certificate = certificates.getFirst();
        byte[] sealed = Base64.getMimeDecoder().decode(text.substring(text.indexOf('\n', from), to));
        byte[] pkcs8;
        try {
            pkcs8 = sealer.open(sealed, identity(certificate));
        } catch (SealException e) {
            throw new StartException(
                    "The certificate authority in " + file + " was sealed under another root key, or was changed.", e);
        }
        try {
            PrivateKey key = KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
            return new CertificateAuthority(certificate, key, entropy);
        } finally {
            Arrays.fill(pkcs8, (byte) 0);
        }
    }

    /// Certificate and sealed key are one file, which is replaced whole: no crash leaves half of a pair.
    private void write(Path file, Sealer sealer) throws IOException, GeneralSecurityException {
        byte[] pkcs8 = key.getEncoded();
        byte[] sealed = sealer.seal(pkcs8, identity(certificate));
        Arrays.fill(pkcs8, (byte) 0);
        Path next = file.resolveSibling("ca.key.new");
        Files.deleteIfExists(next);
        Files.createFile(next, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        Files.writeString(
                next,
                TrustFile.pem(certificate) + TrustFile.pem(SEALED, sealed),
                StandardOpenOption.WRITE,
                StandardOpenOption.SYNC);
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static String identity(X509Certificate certificate) throws GeneralSecurityException {
        byte[] digest = MessageDigest.getInstance("SHA-256")
                .digest(certificate.getPublicKey().getEncoded());
        return "tls.ca-key/" + HexFormat.of().formatHex(digest);
    }
}
