package gatehouse.wire.codec;

import gatehouse.wire.shape.Member;
import gatehouse.wire.shape.SerializationException;
import gatehouse.wire.shape.Traits.Word;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How a timestamp is written; each protocol has its default, and members may differ.
public enum TimestampFormat {
    ISO_8601,
    RFC_822,
    UNIX;

    private static final Pattern ISO_8601_UTC =
            Pattern.compile("\\d{4}-\\d{2}-\\d{2}[Tt]\\d{2}:\\d{2}:\\d{2}(?:\\.\\d{1,9})?[Zz]");
    private static final Pattern HTTP_DATE =
            Pattern.compile("([A-Z][a-z]{2}, \\d{2} [A-Z][a-z]{2} \\d{4} \\d{2}:\\d{2}:\\d{2})(?:\\.(\\d{1,9}))? GMT");

    /// With two digits for every day, which Java's own format has not.
    private static final DateTimeFormatter HTTP_DATE_OUT =
            DateTimeFormatter.ofPattern("EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.ENGLISH);

    private static final String NOT_A_TIME = "STRING_VALUE can not be converted to milliseconds since epoch";

    public static TimestampFormat of(Member member, TimestampFormat ofProtocol) {
        String word = member.traits().word(Word.TIMESTAMP_FORMAT);
        if (word == null) {
            word = member.target().traits().word(Word.TIMESTAMP_FORMAT);
        }
        return switch (word) {
            case "iso8601" -> ISO_8601;
            case "rfc822" -> RFC_822;
            case "unixTimestamp" -> UNIX;
            case null, default -> ofProtocol;
        };
    }

    /// `2026-01-01T00:00:00Z`, with three decimals where the time has milliseconds.
    public static String iso8601(Instant time) {
        return time.truncatedTo(ChronoUnit.MILLIS).toString();
    }

    /// `Thu, 01 Jan 2026 00:00:00 GMT`.
    public static String rfc822(Instant time) {
        return HTTP_DATE_OUT.format(time.atOffset(ZoneOffset.UTC));
    }

    /// The time as text outside of JSON.
    public String format(Instant time) {
        return switch (this) {
            case ISO_8601 -> iso8601(time);
            case RFC_822 -> rfc822(time);
            case UNIX -> {
                BigDecimal seconds = BigDecimal.valueOf(time.toEpochMilli(), 3);
                yield seconds.stripTrailingZeros().toPlainString();
            }
        };
    }

    /// Reads ISO 8601 with `Z` or an offset, or RFC 822.
    public static Instant parse(String text, TimestampFormat format) {
        DateTimeFormatter formatter =
                format == RFC_822 ? DateTimeFormatter.RFC_1123_DATE_TIME : DateTimeFormatter.ISO_OFFSET_DATE_TIME;
        try {
            return formatter.parse(text, Instant::from);
        } catch (DateTimeException _) {
            throw new SerializationException(NOT_A_TIME);
        }
    }

    /// Reads what stands in a label, a query, a header or a strict body: ISO 8601 as RFC 3339 has it, in UTC (`Z`) and
    /// with seconds; RFC 822 as HTTP has it, with decimals or not; or seconds since 1970.
    public static Instant parseStrictly(String text, TimestampFormat format) {
        return switch (format) {
            case UNIX -> ofEpochSeconds(ScalarText.finite(text, "milliseconds since epoch"));
            case ISO_8601 -> {
                if (!ISO_8601_UTC.matcher(text).matches()) {
                    throw new SerializationException(NOT_A_TIME);
                }
                yield parse(text, ISO_8601);
            }
            case RFC_822 -> httpDate(text);
        };
    }

    private static Instant httpDate(String text) {
        Matcher parts = HTTP_DATE.matcher(text);
        if (!parts.matches()) {
            throw new SerializationException(NOT_A_TIME);
        }
        String decimals = parts.group(2);
        Instant whole = parse(parts.group(1) + " GMT", RFC_822);
        return decimals == null ? whole : whole.plusNanos(Long.parseLong((decimals + "00000000").substring(0, 9)));
    }

    /// The time of that many seconds since 1970, to the millisecond.
    public static Instant ofEpochSeconds(double seconds) {
        // Years 0 to 9999: what every format can write.
        if (!(seconds >= -62_167_219_200.0 && seconds < 253_402_300_800.0)) {
            throw new SerializationException("NUMBER_VALUE can not be converted to milliseconds since epoch");
        }
        return Instant.ofEpochMilli(Math.round(seconds * 1000));
    }
}
