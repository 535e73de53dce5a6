package gatehouse.wire.cbor;

import gatehouse.wire.buffer.GrowableBytes;
import gatehouse.wire.shape.SerializationException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The items of one CBOR document, one after the other. [#next] reads an item's head; what follows says what is taken
/// from it, or skips it.
///
/// Own code, because requests must not be read in two ways: Jackson's parser takes overlong and surrogate UTF-8, keys
/// that are numbers or byte strings as names, and tags without an item.
///
/// Source: RFC 8949
final class CborInput {
    static final int UNSIGNED = 0;
    static final int NEGATIVE = 1;
    static final int BYTES = 2;
    static final int TEXT = 3;
    static final int ARRAY = 4;
    static final int MAP = 5;
    static final int SIMPLE = 7;

    static final int FALSE = 20;
    static final int TRUE = 21;
    static final int NULL = 22;
    static final int UNDEFINED = 23;
    static final int HALF = 25;
    static final int SINGLE = 26;
    static final int DOUBLE = 27;

    /// The count of an array or map that ends with a break.
    static final long INDEFINITE = -1;

    static final long NO_TAG = -1;

    private static final int TAG = 6;
    private static final int TO_BREAK = 31;
    private static final int BREAK = 0xFF;
    private static final int DEPTH_MAX = 100;

    private final byte[] bytes;
    private int at;
    private int depth;

    private int major;
    private int info;
    private long argument;
    private long tag;

    CborInput(byte[] bytes) {
        this.bytes = bytes;
    }

    boolean atEnd() {
        return at == bytes.length;
    }

    /// Reads the next item's head, and the tags before it.
    void next() {
        tag = NO_TAG;
        head();
        while (major == TAG) {
            tag = argument;
            head();
        }
    }

    /// The item's major type.
    int major() {
        return major;
    }

    /// What a [#SIMPLE] item is: [#FALSE] to [#DOUBLE], or a simple value that has no meaning.
    int simple() {
        return info;
    }

    /// The head's number, unsigned: an integer's value, or a floating-point number's bits.
    long argument() {
        return argument;
    }

    /// The tag that stands directly before the item, or [#NO_TAG]. Tags that nobody asks for mean nothing.
    long tag() {
        return tag;
    }

    boolean isNull() {
        return major == SIMPLE && (info == NULL || info == UNDEFINED);
    }

    private void head() {
        int first = oneByte();
        major = first >>> 5;
        info = first & 0x1F;
        argument = switch (info) {
            case 24 -> oneByte();
            case HALF -> bigEndian(2);
            case SINGLE -> bigEndian(4);
            case DOUBLE -> bigEndian(8);
            case 28, 29, 30 -> throw broken();
            default -> info;
        };
        boolean mayBeOpen = major >= BYTES && major <= MAP;
        if (info == TO_BREAK && !mayBeOpen) {
            throw broken();
        }
        if (major == SIMPLE && info == 24 && argument < 32) {
            throw broken();
        }
    }

    private int oneByte() {
        if (at == bytes.length) {
            throw broken();
        }
        return bytes[at++] & 0xFF;
    }

    private long bigEndian(int count) {
        long number = 0;
        for (int i = 0; i < count; i++) {
            number = number << 8 | oneByte();
        }
        return number;
    }

    /// The text of a [#TEXT] item.
    String text() {
        if (info != TO_BREAK) {
            return utf8(take());
        }
        StringBuilder whole = new StringBuilder();
        while (nextChunk(TEXT)) {
            whole.append(utf8(take()));
        }
        return whole.toString();
    }

    /// The bytes of a [#BYTES] item.
    byte[] byteString() {
        if (info != TO_BREAK) {
            int length = take();
            return Arrays.copyOfRange(bytes, at - length, at);
        }
        GrowableBytes whole = new GrowableBytes(0);
        while (nextChunk(BYTES)) {
            int length = take();
            whole.put(bytes, at - length, length);
        }
        return whole.toByteArray();
    }

    /// The number that a [#BYTES] item holds, not negative.
    BigInteger unsignedBignum(int bytesMax) {
        byte[] magnitude = byteString();
        if (magnitude.length > bytesMax) {
            throw new SerializationException("A number has more than " + bytesMax + " bytes");
        }
        return new BigInteger(1, magnitude);
    }

    private boolean nextChunk(int expected) {
        if (ended()) {
            return false;
        }
        head();
        if (major != expected || info == TO_BREAK) {
            throw broken();
        }
        return true;
    }

    /// Passes the string whose head was read; returns its length.
    private int take() {
        if (argument < 0 || argument > bytes.length - at) {
            throw broken();
        }
        at += (int) argument;
        return (int) argument;
    }

    /// The text of the last `length` bytes.
    private String utf8(int length) {
        int start = at - length;
        for (int i = start; i < at; i++) {
            if (bytes[i] < 0) {
                return decoded(start, length);
            }
        }
        return new String(bytes, start, length, StandardCharsets.ISO_8859_1);
    }

    private String decoded(int start, int length) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, start, length))
                    .toString();
        } catch (CharacterCodingException _) {
            throw broken();
        }
    }

    /// Goes into an [#ARRAY] or a [#MAP]: returns how many elements or pairs it has, or [#INDEFINITE]. More than the
    /// bytes that are left can hold are refused at once.
    long enter() {
        if (++depth > DEPTH_MAX) {
            throw new SerializationException("More than " + DEPTH_MAX + " levels of nesting");
        }
        if (info == TO_BREAK) {
            return INDEFINITE;
        }
        int bytesEach = major == MAP ? 2 : 1;
        if (argument < 0 || argument > (bytes.length - at) / bytesEach) {
            throw broken();
        }
        return argument;
    }

    /// Whether an array or map of `count` has more after `seen`; where it has not, it is left.
    boolean more(long count, long seen) {
        boolean more = count == INDEFINITE ? !ended() : seen < count;
        if (!more) {
            depth--;
        }
        return more;
    }

    /// Reads a map's key, which is text.
    String key() {
        head();
        if (major != TEXT) {
            throw broken();
        }
        return text();
    }

    /// Takes the break if it is next.
    private boolean ended() {
        if (at == bytes.length) {
            throw broken();
        }
        boolean ends = (bytes[at] & 0xFF) == BREAK;
        if (ends) {
            at++;
        }
        return ends;
    }

    /// Passes the item whose head was read, which must be well-formed whatever it is.
    void skip() {
        switch (major) {
            case BYTES -> skipString(BYTES);
            case TEXT -> text();
            case ARRAY -> {
                long count = enter();
                for (long i = 0; more(count, i); i++) {
                    next();
                    skip();
                }
            }
            case MAP -> {
                long count = enter();
                for (long i = 0; more(count, i); i++) {
                    next();
                    skip();
                    next();
                    skip();
                }
            }
            default -> {
                // Its head was all of it.
            }
        }
    }

    private void skipString(int type) {
        if (info != TO_BREAK) {
            take();
            return;
        }
        while (nextChunk(type)) {
            take();
        }
    }

    static SerializationException broken() {
        return new SerializationException("");
    }
}
