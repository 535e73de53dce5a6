package gatehouse.keys.kms.xks;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// What a proxy made of a plaintext. `metadata` is the proxy's own, empty where it has none.
public record XksCiphertext(byte[] metadata, byte[] iv, byte[] tag, byte[] ciphertext) {
    /// As it stands in a KMS ciphertext: `docs/formats/kms-ciphertext.md`.
    public byte[] encoded() {
        return ByteBuffer.allocate(2 + metadata.length + iv.length + tag.length + ciphertext.length)
                .put((byte) metadata.length)
                .put(metadata)
                .put((byte) iv.length)
                .put(iv)
                .put(tag)
                .put(ciphertext)
                .array();
    }

    /// Reads [#encoded]; null where that is something else.
    public static @Nullable XksCiphertext decode(byte[] encoded) {
        ByteBuffer in = ByteBuffer.wrap(encoded);
        byte[] metadata = part(in, length(in));
        byte[] iv = part(in, length(in));
        byte[] tag = part(in, XksLimits.TAG_BYTES);
        if (metadata == null || iv == null || tag == null) {
            return null;
        }
        byte[] rest = new byte[in.remaining()];
        in.get(rest);
        XksCiphertext read = new XksCiphertext(metadata, iv, tag, rest);
        return read.isWellFormed() ? read : null;
    }

    /// Whether its parts are as long as the specification has them.
    boolean isWellFormed() {
        return metadata.length <= XksLimits.METADATA_BYTES_MAX
                && (iv.length == XksLimits.IV_BYTES || iv.length == XksLimits.LONG_IV_BYTES)
                && tag.length == XksLimits.TAG_BYTES;
    }

    private static int length(ByteBuffer in) {
        return in.hasRemaining() ? Byte.toUnsignedInt(in.get()) : 0;
    }

    private static byte @Nullable [] part(ByteBuffer in, int length) {
        if (in.remaining() < length) {
            return null;
        }
        byte[] part = new byte[length];
        in.get(part);
        return part;
    }
}
