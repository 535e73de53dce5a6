package gatehouse.policy.compiled;

import org.jspecify.annotations.Nullable;

/// Reads an address as RFC 4291 section 2.2 writes it, or four decimal numbers. No zones, no leading zeros in IPv4.
final class IpReader {
    private static final int GROUPS = 8;
    private static final int CHARACTERS_MAX = 45;

    private final String text;
    private int at;
    private long high;
    private long low;

    IpReader(String text) {
        this.text = text;
    }

    @Nullable
    IpRange read() {
        if (text.isEmpty() || text.length() > CHARACTERS_MAX) {
            return null;
        }
        if (text.indexOf(':') < 0) {
            long v4 = dotted();
            return v4 < 0 ? null : IpRange.ofV4(v4);
        }
        return groups() ? new IpRange(high, low, 128) : null;
    }

    /// Four numbers from `at` to the text's end; -1 where they are not there.
    private long dotted() {
        long address = 0;
        for (int i = 0; i < 4; i++) {
            if (i > 0 && !accept('.')) {
                return -1;
            }
            int start = at;
            int value = 0;
            while (at < text.length() && at - start < 3 && isDecimal(text.charAt(at))) {
                value = value * 10 + text.charAt(at++) - '0';
            }
            if (at == start || value > 255 || (at - start > 1 && text.charAt(start) == '0')) {
                return -1;
            }
            address = address << 8 | value;
        }
        return at == text.length() ? address : -1;
    }

    private boolean groups() {
        int count = 0;
        int gap = -1;
        if (text.startsWith("::")) {
            gap = 0;
            at = 2;
        }
        while (at < text.length()) {
            if (count == GROUPS) {
                return false;
            }
            int end = text.indexOf(':', at);
            if (end < 0 && text.indexOf('.', at) >= 0) {
                long v4 = dotted();
                if (v4 < 0 || count > GROUPS - 2) {
                    return false;
                }
                push(v4 >>> 16);
                push(v4 & 0xffff);
                count += 2;
                break;
            }
            if (!group(end < 0 ? text.length() : end)) {
                return false;
            }
            count++;
            if (at < text.length()) {
                at++;
                if (at == text.length()) {
                    return false;
                }
                if (text.charAt(at) == ':') {
                    if (gap >= 0) {
                        return false;
                    }
                    gap = count;
                    at++;
                }
            }
        }
        return gap < 0 ? count == GROUPS : count < GROUPS && spread(gap, count);
    }

    private boolean group(int end) {
        if (end == at || end - at > 4) {
            return false;
        }
        long value = 0;
        for (; at < end; at++) {
            int digit = hexadecimal(text.charAt(at));
            if (digit < 0) {
                return false;
            }
            value = value << 4 | digit;
        }
        push(value);
        return true;
    }

    private void push(long group) {
        high = high << 16 | low >>> 48;
        low = low << 16 | group;
    }

    /// Moves the groups before the gap to the front: `count` groups were pushed, `gap` of them before it.
    private boolean spread(int gap, int count) {
        long[] groups = new long[GROUPS];
        for (int i = count - 1; i >= 0; i--) {
            groups[i < gap ? i : GROUPS - count + i] = low & 0xffff;
            low = low >>> 16 | high << 48;
            high >>>= 16;
        }
        for (long group : groups) {
            push(group);
        }
        return true;
    }

    private boolean accept(char c) {
        if (at < text.length() && text.charAt(at) == c) {
            at++;
            return true;
        }
        return false;
    }

    private static boolean isDecimal(char c) {
        return c >= '0' && c <= '9';
    }

    private static int hexadecimal(char c) {
        return c < 128 ? Character.digit(c, 16) : -1;
    }
}
