package gatehouse.crypto;

/// What a [Sealer] derives the keys of its seals from: generations, of which the newest seals and each opens what it
/// has sealed.
public sealed interface SealingKeys permits RootKey, Keyring {
    /// The generation under which is sealed from now on.
    int newest();

    /// `sizeBytes` bytes that only a holder of that generation can compute, others for each `info`.
    ///
    /// @throws SealException where there is no such generation (any more)
    SecretBytes derive(int generation, byte[] info, int sizeBytes);
}
