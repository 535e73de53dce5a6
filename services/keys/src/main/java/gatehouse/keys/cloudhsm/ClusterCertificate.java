package gatehouse.keys.cloudhsm;

import static java.nio.charset.StandardCharsets.US_ASCII;

import gatehouse.keys.cloudhsm.HsmCluster.Claim;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;

/// Checks the certificate with which an owner claims a cluster: it is for the key of the cluster's request, and signed
/// by the trust anchor, which signed itself.
final class ClusterCertificate {
    private ClusterCertificate() {}

    static Claim check(String csr, String signedCert, String trustAnchor, Instant now) {
        X509Certificate certificate = parse("SignedCert", signedCert);
        X509Certificate anchor = parse("TrustAnchor", trustAnchor);
        valid("SignedCert", certificate, now);
        valid("TrustAnchor", anchor, now);
        if (!isSignedBy(anchor, anchor.getPublicKey())
                || !anchor.getSubjectX500Principal().equals(anchor.getIssuerX500Principal())) {
            throw CloudHsmErrors.invalid("The TrustAnchor must be a self-signed certificate.");
        }
        if (anchor.getBasicConstraints() < 0 && anchor.getVersion() > 1) {
            throw CloudHsmErrors.invalid("The TrustAnchor is not the certificate of a certificate authority.");
        }
        if (!certificate.getIssuerX500Principal().equals(anchor.getSubjectX500Principal())
                || !isSignedBy(certificate, anchor.getPublicKey())) {
            throw CloudHsmErrors.invalid("The SignedCert was not issued by the TrustAnchor.");
        }
        if (!Arrays.equals(keyOf(csr), certificate.getPublicKey().getEncoded())) {
            throw CloudHsmErrors.invalid("The SignedCert is not for the key of the cluster's CSR.");
        }
        return new Claim(csr, signedCert, trustAnchor);
    }

    private static X509Certificate parse(String member, String pem) {
        if (pem.length() > CloudHsmLimits.CERTIFICATE_CHARACTERS_MAX) {
            throw CloudHsmErrors.invalid(
                    "The " + member + " is longer than " + CloudHsmLimits.CERTIFICATE_CHARACTERS_MAX + " characters.");
        }
        try {
            return (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(pem.getBytes(US_ASCII)));
        } catch (CertificateException _) {
            throw CloudHsmErrors.invalid("The " + member + " is not a certificate in PEM.");
        }
    }

    private static void valid(String member, X509Certificate certificate, Instant now) {
        try {
            certificate.checkValidity(Date.from(now));
        } catch (CertificateException _) {
            throw CloudHsmErrors.invalid("The " + member + " has expired or is not valid yet.");
        }
    }

    private static boolean isSignedBy(X509Certificate certificate, PublicKey key) {
        try {
            certificate.verify(key);
            return true;
        } catch (GeneralSecurityException _) {
            return false;
        }
    }

    private static byte[] keyOf(String csr) {
        try (PEMParser parser = new PEMParser(new StringReader(csr))) {
            if (parser.readObject() instanceof PKCS10CertificationRequest request) {
                SubjectPublicKeyInfo info = request.getSubjectPublicKeyInfo();
                return info.getEncoded();
            }
        } catch (IOException e) {
            throw new IllegalStateException("a stored request does not parse", e);
        }
        throw new IllegalStateException("what should be a request is none");
    }
}
