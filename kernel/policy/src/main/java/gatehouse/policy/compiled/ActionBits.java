package gatehouse.policy.compiled;

/// Sets of actions, told roughly by one of 64 bits each: eight groups of services, each with eight groups of first
/// letters behind the colon (`kms:e`). Two actions of different bits are different; of one bit they may be anything.
/// Actions are in lower case.
final class ActionBits {
    static final long EVERY = -1L;

    private static final int LETTER_GROUPS = 8;
    private static final long EVERY_LETTER = (1L << LETTER_GROUPS) - 1;

    /// Multiplied by it, a hash has its best bits at the top (Knuth, The Art of Computer Programming, 6.4).
    private static final int SPREADING = 0x9E3779B9;

    private ActionBits() {}

    /// The bit of an action.
    static long of(String action) {
        int colon = Math.max(action.indexOf(':'), 0);
        int letter = colon + 1 < action.length() ? action.charAt(colon + 1) : 0;
        return 1L << (firstBit(action, colon) + letter % LETTER_GROUPS);
    }

    /// The bits of all actions that a pattern with `*` and `?` may match.
    static long ofPattern(String pattern) {
        int colon = pattern.indexOf(':');
        int wildcard = firstWildcard(pattern);
        if (colon < 0 || wildcard < colon) {
            return EVERY;
        }
        return wildcard == colon + 1 ? EVERY_LETTER << firstBit(pattern, colon) : of(pattern);
    }

    private static int firstWildcard(String pattern) {
        for (int i = 0; i < pattern.length(); i++) {
            if (pattern.charAt(i) == '*' || pattern.charAt(i) == '?') {
                return i;
            }
        }
        return Integer.MAX_VALUE;
    }

    /// The first bit of the service whose name is the first `length` characters.
    private static int firstBit(String text, int length) {
        int hash = 0;
        for (int i = 0; i < length; i++) {
            hash = hash * 31 + text.charAt(i);
        }
        return ((hash * SPREADING) >>> 29) * LETTER_GROUPS;
    }
}
