package gatehouse.crypto.asymmetric;

/// KMS's encryption algorithms of asymmetric keys. RSAES-OAEP has the same hash in its mask (MGF1) and no
/// label; SM2PKE's ciphertexts are the ASN.1 of GM/T 0009, C1 C3 C2.
public enum EncryptionAlgorithm {
    RSAES_OAEP_SHA_1,
    RSAES_OAEP_SHA_256,
    SM2PKE;

    private static final int SM2_PLAINTEXT_BYTES_MAX = 1024;

    /// The longest plaintext that a key of `spec` encrypts (KMS API Reference, Encrypt).
    ///
    /// @throws IllegalArgumentException where `spec` has not this algorithm
    public int plaintextBytesMax(KeyPairSpec spec) {
        spec.require(this);
        return switch (this) {
            case RSAES_OAEP_SHA_1, RSAES_OAEP_SHA_256 -> spec.modulusBytes() - 2 * hash().sizeBytes() - 2;
            case SM2PKE -> SM2_PLAINTEXT_BYTES_MAX;
        };
    }

    Hash hash() {
        return switch (this) {
            case RSAES_OAEP_SHA_1 -> Hash.SHA_1;
            case RSAES_OAEP_SHA_256 -> Hash.SHA_256;
            case SM2PKE -> Hash.SM3;
        };
    }
}
