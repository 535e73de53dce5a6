package gatehouse.crypto;

import java.security.MessageDigest;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Secret bytes: compared in constant time, never printed, erased on request.
public final class SecretBytes {
    private final byte[] bytes;

    private SecretBytes(byte[] bytes) {
        this.bytes = bytes;
    }

    /// Secret bytes that are `bytes` themselves: the caller gives them away.
    public static SecretBytes owning(byte[] bytes) {
        return new SecretBytes(bytes);
    }

    public int size() {
        return bytes.length;
    }

    /// The bytes themselves, for a cryptographic operation: not to be kept, changed or passed on.
    public byte[] revealSecret() {
        return bytes;
    }

    /// Overwrites the bytes with zeros.
    public void erase() {
        Arrays.fill(bytes, (byte) 0);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SecretBytes secret && MessageDigest.isEqual(bytes, secret.bytes);
    }

    @Override
    public int hashCode() {
        return 0; // A hash of a secret tells something of it.
    }

    @Override
    public String toString() {
        return "SecretBytes[" + bytes.length + "]";
    }
}
