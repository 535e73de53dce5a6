package gatehouse.identity.iam;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A user's name and password for one service. It belongs to the user's unique id, so that a rename does not touch it.
/// The password is sealed for `iam.service-credential/` and the credential's id.
///
/// `serviceUserName` is the alias where the service has keys instead; only those expire.
public record ServiceCredential(
        String account,
        String credentialId,
        String userId,
        String serviceName,
        String serviceUserName,
        boolean active,
        Instant createDate,
        byte[] sealedPassword,
        @Nullable Instant expirationDate) {
    /// What the password of that credential is sealed for.
    static String sealedFor(String credentialId) {
        return "iam.service-credential/" + credentialId;
    }

    ServiceCredential withActive(boolean activeNow) {
        return new ServiceCredential(
                account,
                credentialId,
                userId,
                serviceName,
                serviceUserName,
                activeNow,
                createDate,
                sealedPassword,
                expirationDate);
    }

    ServiceCredential withPassword(byte[] sealedPasswordNow) {
        return new ServiceCredential(
                account,
                credentialId,
                userId,
                serviceName,
                serviceUserName,
                active,
                createDate,
                sealedPasswordNow,
                expirationDate);
    }

    boolean isExpired(Instant now) {
        return expirationDate != null && !now.isBefore(expirationDate);
    }

    @Override
    public String toString() {
        return "ServiceCredential[" + credentialId + "]";
    }
}
