package gatehouse.wire.shape;

import java.security.MessageDigest;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Bytes of a request or an answer. They may be secret: `toString` tells only their number, and comparison takes
/// the same time whatever the bytes.
public final class Blob {
    private final byte[] bytes;

    private Blob(byte[] bytes) {
        this.bytes = bytes;
    }

    /// A blob of a copy of `bytes`.
    public static Blob copyOf(byte[] bytes) {
        return new Blob(bytes.clone());
    }

    /// A blob of `bytes` themselves, which the caller gives away and must not touch again.
    public static Blob owning(byte[] bytes) {
        return new Blob(bytes);
    }

    public int size() {
        return bytes.length;
    }

    /// A copy of the bytes.
    public byte[] toByteArray() {
        return bytes.clone();
    }

    /// The bytes themselves, for code on a hot path that only reads them.
    public byte[] bytesUncopied() {
        return bytes;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Blob blob && MessageDigest.isEqual(bytes, blob.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "Blob[" + bytes.length + " bytes]";
    }
}
