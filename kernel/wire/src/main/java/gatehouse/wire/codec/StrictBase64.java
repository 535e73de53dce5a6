package gatehouse.wire.codec;

import gatehouse.wire.shape.Blob;
import gatehouse.wire.shape.SerializationException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/// Base64 with padding and without anything else: each blob has one spelling.
public final class StrictBase64 {
    private StrictBase64() {}

    public static Blob decode(String text) {
        if (text.length() % 4 != 0) {
            throw notABlob();
        }
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException _) {
            throw notABlob();
        }
        int tail = bytes.length % 3;
        if (tail != 0) {
            byte[] last = Base64.getEncoder().encode(Arrays.copyOfRange(bytes, bytes.length - tail, bytes.length));
            if (!text.endsWith(new String(last, StandardCharsets.ISO_8859_1))) {
                throw notABlob();
            }
        }
        return Blob.owning(bytes);
    }

    private static SerializationException notABlob() {
        return new SerializationException("STRING_VALUE can not be converted to a Blob");
    }
}
