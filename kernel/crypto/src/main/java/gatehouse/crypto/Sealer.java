package gatehouse.crypto;

/// Seals secrets for storage: AES-256-GCM under a key derived from the root key, with the owner's identity as
/// additional data, so that a sealed secret opens only for what it was sealed for.
public final class Sealer {
    private Sealer() {}

    /// Seals `plaintext` for `identity` (a purpose and an owner, such as `iam.access-key/AKIA…`).
    public byte[] seal(byte[] plaintext, String identity) {
        throw new UnsupportedOperationException();
    }

    /// Opens what was sealed for `identity`.
    ///
    /// @throws SealException where it was sealed for another identity or under another root key, or was changed
    public byte[] open(byte[] sealed, String identity) {
        throw new UnsupportedOperationException();
    }
}
