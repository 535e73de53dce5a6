package gatehouse.policy.document;

/// Dates as conditions write them: ISO 8601 in the W3C's forms, from the day on (`2026-01-31`,
/// `2026-01-31T09:30Z`, `2026-01-31T09:30:15.5+02:00`), or seconds since 1970. A time without zone is UTC.
///
/// Source: https://www.w3.org/TR/NOTE-datetime
public final class Timestamps {
    /// What is no date.
    public static final long NONE = Long.MIN_VALUE;

    private static final int EPOCH_DIGITS_MAX = 15;

    private final String text;
    private int at;
    private boolean valid = true;

    private Timestamps(String text) {
        this.text = text;
    }

    /// Milliseconds since 1970, or [#NONE]. What is finer than a millisecond is cut off.
    public static long parse(String text) {
        if (text.length() < 10 || text.charAt(4) != '-') {
            return epochSeconds(text);
        }
        Timestamps reader = new Timestamps(text);
        long millis = reader.dateTime();
        return reader.valid && reader.at == text.length() ? millis : NONE;
    }

    private static long epochSeconds(String text) {
        if (text.isEmpty() || text.length() > EPOCH_DIGITS_MAX) {
            return NONE;
        }
        long seconds = 0;
        for (int i = 0; i < text.length(); i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return NONE;
            }
            seconds = seconds * 10 + digit;
        }
        return seconds * 1000;
    }

    private long dateTime() {
        int year = digits(4, 9999);
        skip('-');
        int month = digits(2, 12);
        skip('-');
        int day = digits(2, 31);
        valid &= month >= 1 && day >= 1 && day <= daysIn(year, month);
        long millis = days(year, month, day) * 86_400_000L;
        if (at == text.length()) {
            return millis;
        }
        valid &= peek() == 'T' || peek() == 't';
        at++;
        millis += digits(2, 23) * 3_600_000L;
        skip(':');
        millis += digits(2, 59) * 60_000L;
        if (peek() == ':') {
            at++;
            millis += digits(2, 59) * 1000L;
            if (peek() == '.') {
                at++;
                millis += fraction();
            }
        }
        return millis - zoneMillis();
    }

    private long fraction() {
        int start = at;
        int millis = 0;
        int weight = 100;
        for (char c = peek(); c >= '0' && c <= '9'; c = peek()) {
            millis += (c - '0') * weight;
            weight /= 10;
            at++;
        }
        valid &= at > start && at - start <= 9;
        return millis;
    }

    private long zoneMillis() {
        char sign = peek();
        if (at == text.length()) {
            return 0;
        }
        at++;
        if (sign == 'Z' || sign == 'z') {
            return 0;
        }
        valid &= sign == '+' || sign == '-';
        long minutes = digits(2, 18) * 60L;
        if (peek() == ':') {
            at++;
        }
        minutes += digits(2, 59);
        return (sign == '-' ? -minutes : minutes) * 60_000L;
    }

    private int digits(int count, int max) {
        int value = 0;
        for (int i = 0; i < count; i++) {
            int digit = peek() - '0';
            valid &= digit >= 0 && digit <= 9;
            value = value * 10 + digit;
            at++;
        }
        valid &= value <= max;
        return value;
    }

    private void skip(char c) {
        valid &= peek() == c;
        at++;
    }

    private char peek() {
        return at < text.length() ? text.charAt(at) : '\0';
    }

    private static int daysIn(int year, int month) {
        boolean leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        return switch (month) {
            case 2 -> leap ? 29 : 28;
            case 4, 6, 9, 11 -> 30;
            default -> 31;
        };
    }

    /// Days since 1970-01-01 in the Gregorian calendar, counted in years that begin in March.
    private static long days(int year, int month, int day) {
        long shifted = month <= 2 ? year - 1L : year;
        long monthOfYear = (month + 9L) % 12;
        long dayOfYear = (153 * monthOfYear + 2) / 5 + day - 1;
        return shifted * 365
                + Math.floorDiv(shifted, 4L)
                - Math.floorDiv(shifted, 100L)
                + Math.floorDiv(shifted, 400L)
                + dayOfYear
                - 719_468;
    }
}
