package gatehouse.crypto.asymmetric;

/// What a private key of a family does. It is only asked for what its [KeyPairSpec] lists, with messages that
/// [SigningAlgorithm#check] has let pass. Any number of threads may use one instance.
interface PrivateOperations {
    default byte[] sign(SigningAlgorithm algorithm, MessageType type, byte[] message) {
        throw new IllegalStateException("This key does not sign");
    }

    default byte[] decrypt(EncryptionAlgorithm algorithm, byte[] ciphertext) throws InvalidCiphertextException {
        throw new IllegalStateException("This key does not decrypt");
    }

    default byte[] agree(byte[] peerPublicKeyDer) throws InvalidPeerKeyException {
        throw new IllegalStateException("This key does not agree on secrets");
    }

    /// Overwrites the key, where its provider can. Nothing is asked of the key after this.
    void destroy();
}
