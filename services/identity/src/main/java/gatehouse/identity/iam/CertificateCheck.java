package gatehouse.identity.iam;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What AWS checks of a server certificate before it takes it: that it is of its time, that its private key is its
/// own, and that each certificate of its chain signed the one before.
///
/// Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_server-certs.html
final class CertificateCheck {
    private static final byte[] PROBE = {1, 2, 3};

    private CertificateCheck() {}

    /// Checks certificate, private key and chain, all in PEM.
    ///
    /// @return when the certificate expires
    /// @throws gatehouse.model.iam.MalformedCertificateException where one cannot be read, or the chain is none
    /// @throws gatehouse.model.iam.KeyPairMismatchException where the key is another certificate's
    static Instant check(String body, String privateKey, @Nullable String chain, Instant now) {
        X509Certificate certificate = read(body, now);
        if (!belongs(privateKeyOf(privateKey), certificate.getPublicKey())) {
            throw IamErrors.keyPairMismatch();
        }
        if (chain != null) {
            checkChain(certificate, chain, now);
        }
        return certificate.getNotAfter().toInstant();
    }

    private static X509Certificate read(String body, Instant now) {
        try {
            X509Certificate certificate = Pem.certificate(body);
            certificate.checkValidity(Date.from(now));
            return certificate;
        } catch (CertificateExpiredException _) {
            throw IamErrors.expiredCertificate();
        } catch (CertificateNotYetValidException _) {
            throw IamErrors.malformedCertificate("The certificate is not valid yet.");
        } catch (CertificateException _) {
            throw IamErrors.unreadableCertificate();
        }
    }

    private static PrivateKey privateKeyOf(String pem) {
        try {
            return Pem.privateKey(pem);
        } catch (GeneralSecurityException _) {
            throw IamErrors.malformedCertificate("Invalid Private Key.");
        }
    }

    /// Whether what the private key signs, the public key verifies.
    private static boolean belongs(PrivateKey key, PublicKey certified) {
        String algorithm = certified.getAlgorithm();
        if (!key.getAlgorithm().equals(algorithm)) {
            return false;
        }
        try {
            Signature signature = Signature.getInstance(
                    switch (algorithm) {
                        case "EC" -> "SHA256withECDSA";
                        case "RSA" -> "SHA256withRSA";
                        default -> algorithm;
                    });
            signature.initSign(key);
            signature.update(PROBE);
            byte[] signed = signature.sign();
            signature.initVerify(certified);
            signature.update(PROBE);
            return signature.verify(signed);
        } catch (GeneralSecurityException _) {
            return false;
        }
    }

    /// The last certificate of the chain is trusted, and the path from there to the certificate is validated (RFC
    /// 5280).
    private static void checkChain(X509Certificate certificate, String chain, Instant now) {
        try {
            List<X509Certificate> path = new ArrayList<>(List.of(certificate));
            path.addAll(Pem.certificates(chain));
            PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(path.removeLast(), null)));
            parameters.setRevocationEnabled(false);
            parameters.setDate(Date.from(now));
            CertPathValidator.getInstance("PKIX")
                    .validate(CertificateFactory.getInstance("X.509").generateCertPath(path), parameters);
        } catch (CertPathValidatorException e) {
            throw IamErrors.certificateChain(e.getIndex());
        } catch (GeneralSecurityException _) {
            throw IamErrors.unreadableCertificate();
        }
    }
}
