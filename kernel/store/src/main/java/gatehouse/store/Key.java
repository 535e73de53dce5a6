package gatehouse.store;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// A row's key: a tuple of strings, encoded so that keys sort by their parts, and a shorter tuple is a prefix.
public final class Key {
    /// The empty tuple: the prefix of every key.
    public static final Key ALL = new Key(new byte[0]);

    private final byte[] encoded;
    private final int hash;

    private Key(byte[] encoded) {
        this.encoded = encoded;
        this.hash = Arrays.hashCode(encoded);
    }

    /// The key of these parts. Parts may hold any character: each is escaped (`00` becomes `00 FF`) and ended with
    /// `00 01`.
    public static Key of(String... parts) {
        int chars = 0;
        for (String part : parts) {
            chars += part.length();
        }
        byte[] out = new byte[chars + 2 * parts.length];
        int at = 0;
        for (String part : parts) {
            for (int i = 0; i < part.length(); i++) {
                char c = part.charAt(i);
                if (c == 0 || c >= 0x80) {
                    return escaped(parts);
                }
                out[at++] = (byte) c;
            }
            at = end(out, at);
        }
        return new Key(out);
    }

    private static Key escaped(String... parts) {
        byte[][] utf8 = new byte[parts.length][];
        int length = 0;
        for (int i = 0; i < parts.length; i++) {
            utf8[i] = parts[i].getBytes(StandardCharsets.UTF_8);
            length += utf8[i].length + 2;
            for (byte b : utf8[i]) {
                length += b == 0 ? 1 : 0;
            }
        }
        byte[] out = new byte[length];
        int at = 0;
        for (byte[] part : utf8) {
            for (byte b : part) {
                out[at++] = b;
                if (b == 0) {
                    out[at++] = (byte) 0xFF;
                }
            }
            at = end(out, at);
        }
        return new Key(out);
    }

    private static int end(byte[] out, int at) {
        out[at] = 0;
        out[at + 1] = 1;
        return at + 2;
    }

    /// A key as an engine stored it.
    public static Key ofEncoded(byte[] encoded) {
        return new Key(encoded.clone());
    }

    /// The encoded bytes; not to be changed.
    public byte[] encoded() {
        return encoded;
    }

    /// The key as text for a client to hand back, where a listing goes on.
    public String text() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(encoded);
    }

    /// The key of such a text; null where it is none under that prefix.
    public static @Nullable Key ofText(String text, Key prefix) {
        try {
            byte[] encoded = Base64.getUrlDecoder().decode(text);
            int length = prefix.encoded.length;
            return encoded.length >= length && Arrays.equals(encoded, 0, length, prefix.encoded, 0, length)
                    ? new Key(encoded)
                    : null;
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Key key && hash == key.hash && Arrays.equals(encoded, key.encoded);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        return new String(encoded, StandardCharsets.UTF_8).replace("\u0000\u0001", "/");
    }
}
