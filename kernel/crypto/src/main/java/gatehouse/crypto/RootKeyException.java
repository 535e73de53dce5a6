package gatehouse.crypto;

/// A root key that cannot be used: missing, another one, damaged, or readable by others. The message is for the
/// operator: it names the file and says what to do, and never holds anything of the key.
public sealed class RootKeyException extends RuntimeException permits WrongRootSecretException {
    private static final long serialVersionUID = 1L;

    RootKeyException(String message) {
        super(message);
    }
}
