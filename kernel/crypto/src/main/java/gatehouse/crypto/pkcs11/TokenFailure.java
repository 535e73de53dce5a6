package gatehouse.crypto.pkcs11;

/// Why a token did not do what it was asked.
public enum TokenFailure {
    /// The library or the token is not there, or failed. Later it may work again.
    UNAVAILABLE,
    /// It did not answer in time, or too many wait for it already. What was asked may still be done.
    TIMED_OUT,
    /// It is in use by another part of this server: its login is one for the whole process.
    IN_USE,
    WRONG_PIN,
    /// Too many wrong PINs: its operator must unlock it.
    PIN_LOCKED,
    /// Its operator has not set the PIN of its user.
    NO_USER,
    NO_SUCH_KEY,
    /// Another key has that label.
    KEY_EXISTS,
    /// What should be decrypted was made by another key, for other additional data, or was changed.
    INVALID_CIPHERTEXT,
    /// The token has no such mechanism, or would not keep the key from being extracted.
    UNSUPPORTED
}
