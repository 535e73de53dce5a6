package gatehouse.crypto.asymmetric;

import gatehouse.crypto.SecretBytes;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/// A private key that is ready for use. Opening costs more than many uses: it is opened once, used any number
/// of times by any number of threads, and then closed.
///
/// An algorithm that the key's spec does not list is a bug of the caller, who asks [KeyPairSpec] first:
/// `IllegalArgumentException`.
public final class OpenedPrivateKey implements AutoCloseable {
    private final KeyPairSpec spec;
    private final PrivateOperations operations;

    /// Each use holds the first, so that closing waits for those that have begun.
    private final Lock use;

    private final Lock end;
    private boolean closed;

    private OpenedPrivateKey(KeyPairSpec spec, PrivateOperations operations) {
        this.spec = spec;
        this.operations = operations;
        ReadWriteLock lock = new ReentrantReadWriteLock();
        this.use = lock.readLock();
        this.end = lock.writeLock();
    }

    /// Opens a private key as [KeyPairMaterial] has it. `pkcs8` is not kept: the caller may erase it.
    ///
    /// @throws InvalidKeyMaterialException where it is not a private key of `spec`
    public static OpenedPrivateKey open(KeyPairSpec spec, SecretBytes pkcs8) throws InvalidKeyMaterialException {
        return open(spec, pkcs8, Toolkit.NATIVE_FIRST);
    }

    static OpenedPrivateKey open(KeyPairSpec spec, SecretBytes pkcs8, Toolkit toolkit)
            throws InvalidKeyMaterialException {
        return new OpenedPrivateKey(spec, spec.family().openPrivate(pkcs8, toolkit));
    }

    public KeyPairSpec spec() {
        return spec;
    }

    /// The signature of `message`.
    ///
    /// @throws InvalidMessageException where the algorithm takes no message of that type, or a digest of
    ///     another length
    public byte[] sign(SigningAlgorithm algorithm, MessageType type, byte[] message) throws InvalidMessageException {
        spec.require(algorithm);
        algorithm.check(type, message);
        use.lock();
        try {
            requireOpen();
            return operations.sign(algorithm, type, message);
        } finally {
            use.unlock();
        }
    }

    /// The plaintext, which may be empty.
    ///
    /// @throws InvalidCiphertextException where it does not decrypt, for whatever reason
    public byte[] decrypt(EncryptionAlgorithm algorithm, byte[] ciphertext) throws InvalidCiphertextException {
        spec.require(algorithm);
        use.lock();
        try {
            requireOpen();
            return operations.decrypt(algorithm, ciphertext);
        } finally {
            use.unlock();
        }
    }

    /// The raw secret that this key and a peer's have in common (ECDH, cofactor 1): the shared point's x, as
    /// long as the curve's field: 32, 48 or 66 bytes; for SM2 the same, as DeriveSharedSecret documents, not
    /// GB/T 32918.3's key exchange.
    ///
    /// @param peerPublicKeyDer SubjectPublicKeyInfo, DER
    /// @throws InvalidPeerKeyException where that is not a public key of the same curve
    public byte[] agree(byte[] peerPublicKeyDer) throws InvalidPeerKeyException {
        if (!spec.agreesOnSecrets()) {
            throw new IllegalArgumentException(spec + " keys do not agree on secrets");
        }
        use.lock();
        try {
            requireOpen();
            return operations.agree(peerPublicKeyDer);
        } finally {
            use.unlock();
        }
    }

    /// Destroys the key, after the uses that have begun. Later ones are an `IllegalStateException`.
    @Override
    public void close() {
        end.lock();
        try {
            if (!closed) {
                closed = true;
                operations.destroy();
            }
        } finally {
            end.unlock();
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("The private key is closed");
        }
    }

    @Override
    public String toString() {
        return "OpenedPrivateKey[" + spec + "]";
    }
}
