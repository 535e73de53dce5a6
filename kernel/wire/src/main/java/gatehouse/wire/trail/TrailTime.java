package gatehouse.wire.trail;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/// Times within a CloudTrail record's parameters: `Aug 10, 2022, 10:38:27 PM`, in UTC.
///
/// Source: https://docs.aws.amazon.com/kms/latest/developerguide/ct-createkey.html
final class TrailTime {
    private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";

    private TrailTime() {}

    static String format(Instant time) {
        LocalDateTime at = LocalDateTime.ofEpochSecond(time.getEpochSecond(), 0, ZoneOffset.UTC);
        int month = 3 * (at.getMonthValue() - 1);
        int hour = at.getHour() % 12 == 0 ? 12 : at.getHour() % 12;
        StringBuilder out = new StringBuilder(25).append(MONTHS, month, month + 3);
        out.append(' ').append(at.getDayOfMonth()).append(", ").append(at.getYear());
        out.append(", ").append(hour);
        twoDigits(out.append(':'), at.getMinute());
        twoDigits(out.append(':'), at.getSecond());
        return out.append(at.getHour() < 12 ? " AM" : " PM").toString();
    }

    private static void twoDigits(StringBuilder out, int number) {
        out.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
    }
}
