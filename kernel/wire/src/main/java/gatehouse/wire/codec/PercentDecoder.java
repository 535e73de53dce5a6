package gatehouse.wire.codec;

import gatehouse.wire.shape.SerializationException;
import java.nio.charset.StandardCharsets;

/// Percent-encoding, read strictly: escapes are whole, and what they make is UTF-8.
public final class PercentDecoder {
    private PercentDecoder() {}

    /// A path's text, in which a plus sign is itself.
    ///
    /// @throws SerializationException where an escape is broken or the bytes are not UTF-8
    public static String path(String raw) {
        return raw.indexOf('%') < 0 ? requireText(raw) : decode(raw, '+');
    }

    /// A query's text, in which a plus sign is a space.
    ///
    /// @throws SerializationException as above
    public static String query(String raw) {
        return raw.indexOf('%') < 0 ? requireText(raw).replace('+', ' ') : decode(raw, ' ');
    }

    private static String requireText(String raw) {
        if (raw.indexOf('\0') >= 0) {
            throw new SerializationException("");
        }
        return Utf8.requireWhole(raw);
    }

    private static String decode(String raw, char plus) {
        byte[] encoded = raw.getBytes(StandardCharsets.UTF_8);
        int length = 0;
        for (int i = 0; i < encoded.length; i++) {
            byte each = encoded[i];
            if (each == '+') {
                each = (byte) plus;
            } else if (each == '%') {
                int high = i + 2 < encoded.length ? Character.digit(encoded[i + 1], 16) : -1;
                int low = i + 2 < encoded.length ? Character.digit(encoded[i + 2], 16) : -1;
                if (high < 0 || low < 0) {
                    throw new SerializationException("");
                }
                each = (byte) ((high << 4) | low);
                i += 2;
            }
            if (each == 0) {
                throw new SerializationException("");
            }
            encoded[length++] = each;
        }
        return Utf8.decode(encoded, length);
    }
}
