package gatehouse.identity.iam;

import java.time.Instant;

/// A public key of a user for SSH, which belongs to the user's unique id, so that a rename does not touch it. `blob` is
/// the key as RFC 4253 writes it (section 6.6).
public record SshPublicKey(String keyId, String userId, byte[] blob, boolean active, Instant uploadDate) {
    SshPublicKey withActive(boolean activeNow) {
        return new SshPublicKey(keyId, userId, blob, activeNow, uploadDate);
    }
}
