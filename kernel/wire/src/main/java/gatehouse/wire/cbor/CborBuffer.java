package gatehouse.wire.cbor;

import gatehouse.wire.buffer.GrowableBytes;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;

/// Writes CBOR items, each in its shortest form and with its length first.
///
/// Source: RFC 8949
final class CborBuffer {
    private static final int TAG = 6;
    private static final int ONE_BYTE_MAX = 23;
    private static final double MILLIS_PER_SECOND = 1000.0;

    private final GrowableBytes bytes;

    CborBuffer(GrowableBytes bytes) {
        this.bytes = bytes;
    }

    /// Starts a map of at most `countMax` pairs, whose count [#endMap] fills in; returns where.
    int startMap(int countMax) {
        int at = bytes.size();
        if (countMax <= ONE_BYTE_MAX) {
            bytes.put(0);
        } else {
            bytes.put(CborInput.MAP << 5 | CborInput.HALF).put(0).put(0);
        }
        return at;
    }

    void endMap(int startedAt, int count) {
        byte[] written = bytes.array();
        if (written[startedAt] == 0) {
            written[startedAt] = (byte) (CborInput.MAP << 5 | count);
        } else {
            written[startedAt + 1] = (byte) (count >> 8);
            written[startedAt + 2] = (byte) count;
        }
    }

    void map(int count) {
        head(CborInput.MAP, count);
    }

    void array(int count) {
        head(CborInput.ARRAY, count);
    }

    void text(String text) {
        head(CborInput.TEXT, utf8Length(text));
        bytes.put(text);
    }

    void byteString(byte[] some) {
        head(CborInput.BYTES, some.length);
        bytes.put(some);
    }

    void bool(boolean value) {
        simple(value ? CborInput.TRUE : CborInput.FALSE);
    }

    void nullValue() {
        simple(CborInput.NULL);
    }

    private void simple(int value) {
        bytes.put(CborInput.SIMPLE << 5 | value);
    }

    void number(long value) {
        if (value >= 0) {
            head(CborInput.UNSIGNED, value);
        } else {
            head(CborInput.NEGATIVE, ~value);
        }
    }

    /// In 32 bits where nothing is lost.
    void number(double value) {
        float single = (float) value;
        if (single == value || Double.isNaN(value)) {
            simple(CborInput.SINGLE);
            bigEndian(Float.floatToIntBits(single), 4);
        } else {
            wide(value);
        }
    }

    private void wide(double value) {
        simple(CborInput.DOUBLE);
        bigEndian(Double.doubleToLongBits(value), 8);
    }

    void bignum(BigInteger value) {
        boolean negative = value.signum() < 0;
        byte[] magnitude = (negative ? value.not() : value).toByteArray();
        int signByte = magnitude.length > 1 && magnitude[0] == 0 ? 1 : 0;
        head(TAG, negative ? 3 : 2);
        head(CborInput.BYTES, magnitude.length - signByte);
        bytes.put(magnitude, signByte, magnitude.length - signByte);
    }

    void decimalFraction(BigDecimal value) {
        head(TAG, 4);
        array(2);
        number(-(long) value.scale());
        BigInteger mantissa = value.unscaledValue();
        if (mantissa.bitLength() < Long.SIZE) {
            number(mantissa.longValue());
        } else {
            bignum(mantissa);
        }
    }

    /// Seconds since 1970, to the millisecond, always as a wide floating-point number: what every client takes.
    void time(Instant value) {
        head(TAG, 1);
        wide(value.toEpochMilli() / MILLIS_PER_SECOND);
    }

    private void head(int major, long argument) {
        int type = major << 5;
        if (argument <= ONE_BYTE_MAX) {
            bytes.put(type | (int) argument);
        } else if (argument <= 0xFF) {
            bytes.put(type | 24).put((int) argument);
        } else if (argument <= 0xFFFF) {
            bytes.put(type | CborInput.HALF);
            bigEndian(argument, 2);
        } else if (argument <= 0xFFFF_FFFFL) {
            bytes.put(type | CborInput.SINGLE);
            bigEndian(argument, 4);
        } else {
            bytes.put(type | CborInput.DOUBLE);
            bigEndian(argument, 8);
        }
    }

    private void bigEndian(long value, int count) {
        for (int shift = 8 * (count - 1); shift >= 0; shift -= 8) {
            bytes.put((int) (value >>> shift));
        }
    }

    /// How many bytes [GrowableBytes#put(String)] writes.
    private static int utf8Length(String text) {
        int length = text.length();
        int count = length;
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                int codePoint = GrowableBytes.codePointAt(text, i);
                if (codePoint > 0xFFFF) {
                    count += 2;
                    i++;
                } else {
                    count += codePoint < 0x800 ? 1 : 2;
                }
            }
        }
        return count;
    }
}
