package gatehouse.crypto.asymmetric;

/// What a public key of a family does, under the same conditions as [PrivateOperations].
interface PublicOperations {
    default boolean verify(SigningAlgorithm algorithm, MessageType type, byte[] message, byte[] signature) {
        throw new IllegalStateException("This key does not verify");
    }

    default byte[] encrypt(EncryptionAlgorithm algorithm, byte[] plaintext) {
        throw new IllegalStateException("This key does not encrypt");
    }
}
