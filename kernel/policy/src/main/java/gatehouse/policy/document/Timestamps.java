package gatehouse.policy.document;

/// Dates as conditions write them: ISO 8601, of which all but the year may be left out and a time may
/// stand without zone (`2026`, `2026-01-31`, `2026-01-31T09:30Z`, `2026-01-31T09:30:15.5+02:00`), or
/// seconds since 1970. A time without zone is UTC.
///
/// Source: what AWS was seen to take and to refuse, which is what
/// `ISODateTimeFormat.dateOptionalTimeParser` of Joda-Time does:
/// https://www.joda.org/joda-time/apidocs/org/joda/time/format/ISODateTimeFormat.html
public final class Timestamps {
    /// What is no date.
    public static final long NONE = Long.MIN_VALUE;

    private static final int YEAR_MIN = -292_275_054;
    private static final int YEAR_MAX = 292_278_993;
    private static final int YEAR_DIGITS_MAX = 9;
    private static final int EPOCH_DIGITS_MAX = 19;
    private static final int FRACTION_DIGITS_MAX = 9;

    private final String text;
    private int at;
    private boolean valid = true;

    private Timestamps(String text) {
        this.text = text;
    }

    /// Milliseconds since 1970, or [#NONE]. What is finer than a millisecond is cut off.
    public static long parse(String text) {
        if (isEpoch(text)) {
            return epochSeconds(text);
        }
        Timestamps reader = new Timestamps(text);
        long millis = reader.dateTime();
        return reader.valid && reader.at == text.length() ? millis : NONE;
    }

    private static boolean isEpoch(String text) {
        return text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /// Seconds beyond all that a date can say are the latest moment that there is.
    private static long epochSeconds(String text) {
        if (text.isEmpty() || text.length() > EPOCH_DIGITS_MAX) {
            return NONE;
        }
        try {
            long seconds = Long.parseLong(text);
            return seconds > Long.MAX_VALUE / 1000 ? Long.MAX_VALUE : seconds * 1000;
        } catch (NumberFormatException _) {
            return NONE;
        }
    }

    private long dateTime() {
        long millis = isAt('T') ? 0 : date();
        if (isAt('T')) {
            at++;
            if (isDigit()) {
                millis += time();
            }
            millis -= zone();
        }
        return millis;
    }

    private long date() {
        boolean negative = peek() == '-';
        if (negative || peek() == '+') {
            at++;
        }
        int year = digits(1, YEAR_DIGITS_MAX);
        year = negative ? -year : year;
        valid &= year >= YEAR_MIN && year <= YEAR_MAX;
        int month = 1;
        int day = 1;
        if (peek() == '-') {
            at++;
            month = digits(1, 2);
            if (peek() == '-') {
                at++;
                day = digits(1, 2);
            }
        }
        valid &= month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month);
        return days(year, month, day) * 86_400_000L;
    }

    private long time() {
        long unit = 3_600_000L;
        long millis = upTo(23, digits(1, 2)) * unit;
        while (peek() == ':' && unit > 1_000L) {
            at++;
            unit /= 60;
            millis += upTo(59, digits(1, 2)) * unit;
        }
        return millis + fraction(unit);
    }

    /// The fraction of the last part of a time, whatever that is.
    private long fraction(long unit) {
        if (peek() != '.' && peek() != ',') {
            return 0;
        }
        at++;
        int start = at;
        long numerator = 0;
        long denominator = 1;
        for (; isDigit(); at++) {
            if (at - start < FRACTION_DIGITS_MAX) {
                numerator = numerator * 10 + peek() - '0';
                denominator *= 10;
            }
        }
        valid &= at > start && at - start <= FRACTION_DIGITS_MAX;
        return numerator * unit / denominator;
    }

    private long zone() {
        if (at == text.length()) {
            return 0;
        }
        if (isAt('Z')) {
            at++;
            return 0;
        }
        boolean negative = peek() == '-';
        valid &= negative || peek() == '+';
        at++;
        long minutes = upTo(23, digits(2, 2)) * 60L;
        if (at < text.length()) {
            at += peek() == ':' ? 1 : 0;
            minutes += upTo(59, digits(2, 2));
        }
        return (negative ? -minutes : minutes) * 60_000L;
    }

    private int digits(int fewest, int most) {
        int start = at;
        int value = 0;
        for (; isDigit() && at - start < most; at++) {
            value = value * 10 + peek() - '0';
        }
        valid &= at - start >= fewest;
        return value;
    }

    private int upTo(int max, int value) {
        valid &= value <= max;
        return value;
    }

    private boolean isDigit() {
        return peek() >= '0' && peek() <= '9';
    }

    private boolean isAt(char capital) {
        return Character.toUpperCase(peek()) == capital;
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
