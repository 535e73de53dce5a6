package gatehouse.wire.protocol;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import gatehouse.wire.shape.Blob;
import gatehouse.wire.shape.SerializationException;
import java.nio.ByteBuffer;
import java.util.Base64;

/// Base64 with padding and without anything else: each blob has one spelling.
final class StrictBase64 {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    private StrictBase64() {}

    static Blob decode(String text) {
        byte[] bytes = text.getBytes(ISO_8859_1);
        return decode(bytes, 0, bytes.length);
    }

    /// What stands from `start` to before `end`.
    static Blob decode(byte[] text, int start, int end) {
        int length = end - start;
        if (length % 4 != 0) {
            throw notABlob();
        }
        byte[] bytes;
        try {
            bytes = Base64.getDecoder()
                    .decode(ByteBuffer.wrap(text, start, length))
                    .array();
        } catch (IllegalArgumentException _) {
            throw notABlob();
        }
        // Each '=' leaves two bits of the last digit unused: they are zero in the one spelling.
        int padding = (3 - bytes.length % 3) % 3;
        if (padding > 0 && ALPHABET.indexOf(text[end - 1 - padding]) % (1 << (2 * padding)) != 0) {
            throw notABlob();
        }
        return Blob.owning(bytes);
    }

    private static SerializationException notABlob() {
        return new SerializationException("STRING_VALUE can not be converted to a Blob");
    }
}
