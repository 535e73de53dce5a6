package gatehouse.crypto.asymmetric;

/// What the message of a signature is.
public enum MessageType {
    /// The message itself.
    RAW,
    /// Its digest, by the hash of the signing algorithm.
    DIGEST,
    /// The message representative μ of ML-DSA (FIPS 204, 6.2): 64 bytes.
    EXTERNAL_MU
}
