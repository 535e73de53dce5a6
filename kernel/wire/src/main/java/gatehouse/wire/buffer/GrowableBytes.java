package gatehouse.wire.buffer;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Bytes being written: a growable array that its owner may clear and use again. Not for several threads at once.
public final class GrowableBytes {
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final int REPLACEMENT = 0xFFFD;

    private byte[] bytes;
    private int size;

    /// An empty buffer with room for `capacityBytes` before it grows.
    public GrowableBytes(int capacityBytes) {
        this.bytes = new byte[Math.max(capacityBytes, 16)];
    }

    public GrowableBytes put(int oneByte) {
        if (size == bytes.length) {
            grow(1);
        }
        bytes[size++] = (byte) oneByte;
        return this;
    }

    public GrowableBytes put(byte[] some) {
        return put(some, 0, some.length);
    }

    public GrowableBytes put(byte[] some, int offset, int length) {
        reserve(length);
        System.arraycopy(some, offset, bytes, size, length);
        size += length;
        return this;
    }

    /// The text in UTF-8; a surrogate without its partner becomes U+FFFD.
    public GrowableBytes put(String text) {
        int length = text.length();
        for (int i = putAscii(text); i < length; i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                put(c);
            } else {
                int codePoint = codePointAt(text, i);
                if (codePoint > 0xFFFF) {
                    i++;
                }
                putCodePoint(codePoint);
            }
        }
        return this;
    }

    /// The text's first characters, as far as they are ASCII; returns how many.
    private int putAscii(String text) {
        int length = text.length();
        reserve(length);
        byte[] to = bytes;
        int at = size;
        int i = 0;
        for (; i < length; i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                break;
            }
            to[at + i] = (byte) c;
        }
        size = at + i;
        return i;
    }

    /// The text in quotes, as far as it is ASCII that stands in a JSON string as it is; returns how many characters
    /// that were. Where they are not all, the closing quote is missing too.
    int putQuoted(String text) {
        int length = text.length();
        reserve(length + 2);
        byte[] to = bytes;
        int at = size + 1;
        to[size] = '"';
        int i = 0;
        for (; i < length; i++) {
            char c = text.charAt(i);
            // Comparisons: a table of what is plain takes twice as long.
            if (c < 0x20 || c >= 0x80 || c == '"' || c == '\\') {
                size = at + i;
                return i;
            }
            to[at + i] = (byte) c;
        }
        to[at + i] = '"';
        size = at + i + 1;
        return i;
    }

    /// The code point at `i`, or U+FFFD where a surrogate stands alone.
    public static int codePointAt(CharSequence text, int i) {
        int codePoint = Character.codePointAt(text, i);
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE ? REPLACEMENT : codePoint;
    }

    /// One code point in UTF-8.
    public GrowableBytes putCodePoint(int codePoint) {
        if (codePoint < 0x80) {
            return put(codePoint);
        }
        if (codePoint < 0x800) {
            return put(0xC0 | (codePoint >> 6)).put(0x80 | (codePoint & 0x3F));
        }
        if (codePoint < 0x10000) {
            return put(0xE0 | (codePoint >> 12))
                    .put(0x80 | ((codePoint >> 6) & 0x3F))
                    .put(0x80 | (codePoint & 0x3F));
        }
        return put(0xF0 | (codePoint >> 18))
                .put(0x80 | ((codePoint >> 12) & 0x3F))
                .put(0x80 | ((codePoint >> 6) & 0x3F))
                .put(0x80 | (codePoint & 0x3F));
    }

    /// The bytes as lower-case hexadecimal digits.
    public GrowableBytes putHex(byte[] some) {
        reserve(2 * some.length);
        for (byte each : some) {
            bytes[size++] = HEX[(each >> 4) & 0xF];
            bytes[size++] = HEX[each & 0xF];
        }
        return this;
    }

    /// A number in decimal digits.
    public GrowableBytes putDecimal(long number) {
        if (number < 0) {
            // The smallest long has no positive counterpart; its text is taken whole.
            return number == Long.MIN_VALUE ? put(Long.toString(number)) : put('-').putDecimal(-number);
        }
        int digits = 1;
        for (long rest = number; rest >= 10; rest /= 10) {
            digits++;
        }
        return putPadded(number, digits);
    }

    /// The last `digits` decimal digits of a number that is not negative, with leading zeros.
    public GrowableBytes putPadded(long number, int digits) {
        reserve(digits);
        long rest = number;
        for (int i = size + digits - 1; i >= size; i--) {
            bytes[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        size += digits;
        return this;
    }

    /// How many bytes have been written.
    public int size() {
        return size;
    }

    /// Forgets what was written after the first `keptBytes`.
    public void truncate(int keptBytes) {
        if (keptBytes < 0 || keptBytes > size) {
            throw new IllegalArgumentException("cannot keep " + keptBytes + " of " + size + " bytes");
        }
        size = keptBytes;
    }

    /// Forgets everything written and keeps the array.
    public void clear() {
        size = 0;
    }

    /// The array itself, of which the first [#size] bytes are written: valid until the next write.
    public byte[] array() {
        return bytes;
    }

    public byte[] toByteArray() {
        return Arrays.copyOf(bytes, size);
    }

    /// What was written, read as UTF-8.
    public String utf8() {
        return new String(bytes, 0, size, StandardCharsets.UTF_8);
    }

    /// Only the size: what is in it may be secret.
    @Override
    public String toString() {
        return "GrowableBytes[" + size + " bytes]";
    }

    private void reserve(int more) {
        if (bytes.length - size < more) {
            grow(more);
        }
    }

    private void grow(int more) {
        int needed = Math.addExact(size, more);
        bytes = Arrays.copyOf(bytes, Math.max(needed, (int) Math.min(2L * bytes.length, Integer.MAX_VALUE - 8L)));
    }
}
