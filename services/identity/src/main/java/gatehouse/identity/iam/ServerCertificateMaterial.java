package gatehouse.identity.iam;

import org.jspecify.annotations.Nullable;

/// The certificate, its chain and its private key, each in PEM as it was uploaded; the key sealed for
/// `iam.server-certificate/` and the certificate's id.
public record ServerCertificateMaterial(
        String certificateId, String body, @Nullable String chain, byte[] sealedPrivateKey) {
    /// What the private key of that certificate is sealed for.
    static String sealedFor(String certificateId) {
        return "iam.server-certificate/" + certificateId;
    }

    ServerCertificateMaterial withPrivateKey(byte[] sealedPrivateKeyNow) {
        return new ServerCertificateMaterial(certificateId, body, chain, sealedPrivateKeyNow);
    }

    @Override
    public String toString() {
        return "ServerCertificateMaterial[" + certificateId + "]";
    }
}
