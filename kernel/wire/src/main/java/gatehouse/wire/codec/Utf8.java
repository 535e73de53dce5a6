package gatehouse.wire.codec;

import gatehouse.wire.shape.SerializationException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// UTF-8 that is checked: neither malformed bytes nor halves of characters reach a shape.
public final class Utf8 {
    private Utf8() {}

    /// The text of the first `length` bytes.
    public static String decode(byte[] bytes, int length) {
        for (int i = 0; i < length; i++) {
            if (bytes[i] < 0) {
                return decodeChecked(bytes, length);
            }
        }
        return new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
    }

    /// Refuses bytes that are not UTF-8, and NUL, which no text format has.
    public static void require(byte[] bytes) {
        for (byte each : bytes) {
            if (each == 0) {
                throw new SerializationException("");
            }
            if (each < 0) {
                decodeChecked(bytes, bytes.length);
                return;
            }
        }
    }

    /// Refuses surrogates without their partner, which escapes can bring in.
    public static String requireWhole(String text) {
        int length = text.length();
        for (int i = 0; i < length; i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                if (!Character.isSupplementaryCodePoint(text.codePointAt(i))) {
                    throw new SerializationException("");
                }
                i++;
            }
        }
        return text;
    }

    private static String decodeChecked(byte[] bytes, int length) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, 0, length))
                    .toString();
        } catch (CharacterCodingException _) {
            throw new SerializationException("");
        }
    }
}
