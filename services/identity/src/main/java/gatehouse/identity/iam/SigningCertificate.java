package gatehouse.identity.iam;

import java.time.Instant;

/// An X.509 certificate of a user or of the account's root, which belongs to the unique id of its owner, so that a
/// rename does not touch it. `fingerprint` is the SHA-256 of the certificate in DER, in hex.
public record SigningCertificate(
        String account,
        String certificateId,
        String ownerId,
        String body,
        String fingerprint,
        boolean active,
        Instant uploadDate) {
    SigningCertificate withActive(boolean activeNow) {
        return new SigningCertificate(account, certificateId, ownerId, body, fingerprint, activeNow, uploadDate);
    }
}
