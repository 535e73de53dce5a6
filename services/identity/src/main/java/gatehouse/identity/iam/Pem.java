package gatehouse.identity.iam;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.security.GeneralSecurityException;
import java.security.KeyException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.util.encoders.DecoderException;

/// Certificates and keys in PEM (RFC 7468).
final class Pem {
    private static final Pattern CERTIFICATE =
            Pattern.compile("\\s*+-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\\s]++)-----END CERTIFICATE-----\\s*+");

    private Pem() {}

    /// The certificates of a text that holds nothing but them and white space: at least one.
    ///
    /// @throws CertificateException where there is none, or anything else
    static List<X509Certificate> certificates(String text) throws CertificateException {
        List<X509Certificate> found = new ArrayList<>();
        Matcher matcher = CERTIFICATE.matcher(text);
        do {
            if (!matcher.lookingAt()) {
                throw new CertificateException("there is more than certificates in PEM");
            }
            found.add(decode(matcher.group(1)));
            matcher.region(matcher.end(), text.length());
        } while (matcher.regionStart() < text.length());
        return found;
    }

    /// The only certificate of a text.
    ///
    /// @throws CertificateException where there is none, or anything else
    static X509Certificate certificate(String text) throws CertificateException {
        List<X509Certificate> all = certificates(text);
        if (all.size() > 1) {
            throw new CertificateException("there are more certificates than one");
        }
        return all.getFirst();
    }

    private static X509Certificate decode(String base64) throws CertificateException {
        byte[] der;
        try {
            der = Base64.getMimeDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new CertificateException(e);
        }
        ByteArrayInputStream in = new ByteArrayInputStream(der);
        X509Certificate certificate =
                (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
        if (in.available() > 0) {
            throw new CertificateException("there is more than a certificate in its block");
        }
        return certificate;
    }

    /// The first private key of a text: not encrypted, in PKCS #8 or in the forms that RSA and EC have.
    ///
    /// @throws GeneralSecurityException where there is none; its message and cause tell nothing of the text
    static PrivateKey privateKey(String text) throws GeneralSecurityException {
        try (PEMParser parser = new PEMParser(new StringReader(text))) {
            for (Object part = parser.readObject(); part != null; part = parser.readObject()) {
                if (part instanceof PEMKeyPair pair) {
                    return key(pair.getPrivateKeyInfo());
                }
                if (part instanceof PrivateKeyInfo alone) {
                    return key(alone);
                }
            }
        } catch (IOException | DecoderException | InvalidKeySpecException _) {
            throw new KeyException("a private key cannot be read");
        }
        throw new KeyException("there is no private key that is not encrypted");
    }

    private static PrivateKey key(PrivateKeyInfo info) throws IOException, GeneralSecurityException {
        String algorithm = info.getPrivateKeyAlgorithm().getAlgorithm().getId();
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(info.getEncoded()));
    }
}
