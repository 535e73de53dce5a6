package gatehouse.policy.compiled;

import org.jspecify.annotations.Nullable;

/// A range of addresses, IPv4 or IPv6. An IPv4 address stands as `::ffff:a.b.c.d` and an IPv6 address written so is
/// that IPv4 address; `bits` then counts from 96. An IPv6 range contains no IPv4 address.
record IpRange(long high, long low, int bits) {
    private static final int IPV6_BITS = 128;
    private static final int MAPPED_BITS = 96;
    private static final long MAPPED = 0xffffL << 32;

    /// Parses `address` or `address/bits`; null where the text is neither. Bits beyond the prefix are ignored.
    static @Nullable IpRange parse(String text) {
        int slash = text.indexOf('/');
        IpRange address = parseAddress(slash < 0 ? text : text.substring(0, slash));
        if (address == null || slash < 0) {
            return address;
        }
        boolean v4 = text.indexOf(':') < 0;
        int bits = bits(text.substring(slash + 1), v4 ? IPV6_BITS - MAPPED_BITS : IPV6_BITS);
        return bits < 0 ? null : new IpRange(address.high, address.low, v4 ? bits + MAPPED_BITS : bits);
    }

    /// A single address; null where the text is none.
    static @Nullable IpRange parseAddress(String text) {
        return new IpReader(text).read();
    }

    static IpRange ofV4(long address) {
        return new IpRange(0, MAPPED | address, IPV6_BITS);
    }

    boolean contains(IpRange address) {
        if (address.isMapped() && bits < MAPPED_BITS) {
            return false;
        }
        long highMask = mask(Math.min(bits, 64));
        long lowMask = mask(Math.max(bits - 64, 0));
        return ((high ^ address.high) & highMask) == 0 && ((low ^ address.low) & lowMask) == 0;
    }

    private boolean isMapped() {
        return high == 0 && low >>> 32 == 0xffffL;
    }

    private static long mask(int bits) {
        return bits == 0 ? 0 : -1L << (64 - bits);
    }

    private static int bits(String text, int max) {
        if (text.isEmpty() || text.length() > 3 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return -1;
        }
        int bits = Integer.parseInt(text);
        return bits <= max ? bits : -1;
    }
}
