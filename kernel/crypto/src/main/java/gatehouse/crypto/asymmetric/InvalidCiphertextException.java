package gatehouse.crypto.asymmetric;

/// A ciphertext that does not decrypt with this key and algorithm: changed, cut, or encrypted for another.
/// Which of them is not told, because each hint helps whoever forges ciphertexts; so there is no cause
/// either.
public final class InvalidCiphertextException extends Exception {
    private static final long serialVersionUID = 1L;

    InvalidCiphertextException() {
        super("The ciphertext does not decrypt");
    }
}
