package gatehouse.identity.sts;

import gatehouse.store.Key;
import gatehouse.store.Table;

/// STS's tables: the only place that knows their keys. Sessions themselves are not stored: their tokens hold them.
public final class StsTables {
    private static final int DAY_DIGITS = 10;

    public static final Table<TokenKey> TOKEN_KEYS =
            Table.of("sts.token-keys", TokenKey.class, row -> tokenKey(row.day()));

    private StsTables() {}

    /// The key of a day's token key; keys sort by their days.
    public static Key tokenKey(int day) {
        String digits = Integer.toUnsignedString(day);
        return Key.of("0".repeat(DAY_DIGITS - digits.length()) + digits);
    }
}
