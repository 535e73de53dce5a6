package gatehouse.crypto.asymmetric;

/// A public key that is ready for use: opened once, used any number of times by any number of threads.
///
/// An algorithm that the key's spec does not list is a bug of the caller, who asks [KeyPairSpec] first:
/// `IllegalArgumentException`.
public final class OpenedPublicKey {
    private final KeyPairSpec spec;
    private final PublicOperations operations;

    private OpenedPublicKey(KeyPairSpec spec, PublicOperations operations) {
        this.spec = spec;
        this.operations = operations;
    }

    /// Opens a public key.
    ///
    /// @param spki SubjectPublicKeyInfo, DER, as [KeyPairMaterial] has it
    /// @throws InvalidKeyMaterialException where it is not a public key of `spec`
    public static OpenedPublicKey open(KeyPairSpec spec, byte[] spki) throws InvalidKeyMaterialException {
        return open(spec, spki, Toolkit.NATIVE_FIRST);
    }

    static OpenedPublicKey open(KeyPairSpec spec, byte[] spki, Toolkit toolkit) throws InvalidKeyMaterialException {
        return new OpenedPublicKey(spec, spec.family().openPublic(spki, toolkit));
    }

    public KeyPairSpec spec() {
        return spec;
    }

    /// Whether `signature` is this key's signature of `message`; false for what is no signature at all.
    ///
    /// @throws InvalidMessageException where the algorithm takes no message of that type, or a digest of
    ///     another length
    public boolean verify(SigningAlgorithm algorithm, MessageType type, byte[] message, byte[] signature)
            throws InvalidMessageException {
        spec.require(algorithm);
        algorithm.check(type, message);
        return operations.verify(algorithm, type, message, signature);
    }

    /// The ciphertext of `plaintext`: another each time.
    ///
    /// @throws InvalidMessageException where it is empty or longer than
    ///     [EncryptionAlgorithm#plaintextBytesMax]
    public byte[] encrypt(EncryptionAlgorithm algorithm, byte[] plaintext) throws InvalidMessageException {
        int bytesMax = algorithm.plaintextBytesMax(spec);
        if (plaintext.length < 1 || plaintext.length > bytesMax) {
            throw new InvalidMessageException("Algorithm " + algorithm + " and key spec " + spec
                    + " encrypt between 1 and " + bytesMax + " bytes.");
        }
        return operations.encrypt(algorithm, plaintext);
    }

    @Override
    public String toString() {
        return "OpenedPublicKey[" + spec + "]";
    }
}
