package gatehouse.wire.sigv4;

import gatehouse.wire.buffer.GrowableBytes;
import gatehouse.wire.sigv4.AuthenticationFailure.Reason;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/// The time of a signature as requests write it: `20260101T000000Z`, or in a `Date` header also as RFC 1123 has
/// it.
final class SigningTime {
    private static final int LENGTH = "20260101T000000Z".length();
    private static final int SECONDS_PER_DAY = 86_400;

    private SigningTime() {}

    static Instant parse(String text) throws AuthenticationFailure {
        String value = text.strip();
        try {
            return isBasic(value) ? basic(value) : Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(value));
        } catch (DateTimeException _) {
            throw notBasic(text);
        }
    }

    /// As [#parse], but only in the basic format.
    static Instant parseBasic(String text) throws AuthenticationFailure {
        if (!isBasic(text)) {
            throw notBasic(text);
        }
        return parse(text);
    }

    private static AuthenticationFailure notBasic(String text) {
        return new AuthenticationFailure(
                        Reason.INCOMPLETE,
                        "Date must be in ISO-8601 'basic format'. Got '" + text
                                + "'. See http://en.wikipedia.org/wiki/ISO_8601")
                .inS3("X-Amz-Date must be in the ISO8601 Long Format \"yyyyMMdd'T'HHmmss'Z'\"");
    }

    private static boolean isBasic(String value) {
        if (value.length() != LENGTH || value.charAt(8) != 'T' || value.charAt(LENGTH - 1) != 'Z') {
            return false;
        }
        for (int i = 0; i < LENGTH - 1; i++) {
            if (i != 8 && (value.charAt(i) < '0' || value.charAt(i) > '9')) {
                return false;
            }
        }
        return true;
    }

    private static Instant basic(String value) {
        return LocalDate.of(number(value, 0, 4), number(value, 4, 6), number(value, 6, 8))
                .atTime(number(value, 9, 11), number(value, 11, 13), number(value, 13, 15))
                .toInstant(ZoneOffset.UTC);
    }

    private static int number(String value, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            number = 10 * number + value.charAt(i) - '0';
        }
        return number;
    }

    /// `20260101T000000Z`.
    static String basicFormat(Instant time) {
        return putBasic(new GrowableBytes(LENGTH), time).utf8();
    }

    /// Whether `day` is the date, as [#date] has it, of a time that a request sent as `sent`.
    static boolean isOfDay(@Nullable String sent, Instant time, String day) {
        if (sent != null && isBasic(sent)) {
            return day.length() == 8 && sent.startsWith(day);
        }
        return date(time).equals(day);
    }

    /// The first eight digits of [#basicFormat].
    static String date(Instant time) {
        return basicFormat(time).substring(0, 8);
    }

    static GrowableBytes putBasic(GrowableBytes out, Instant time) {
        long seconds = time.getEpochSecond();
        LocalDate date = LocalDate.ofEpochDay(Math.floorDiv(seconds, SECONDS_PER_DAY));
        int ofDay = Math.floorMod(seconds, SECONDS_PER_DAY);
        return out.putPadded(date.getYear(), 4)
                .putPadded(date.getMonthValue(), 2)
                .putPadded(date.getDayOfMonth(), 2)
                .put('T')
                .putPadded(ofDay / 3600, 2)
                .putPadded(ofDay / 60 % 60, 2)
                .putPadded(ofDay % 60, 2)
                .put('Z');
    }
}
