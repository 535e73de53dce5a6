package gatehouse.wire.codec;

import gatehouse.wire.shape.Member;
import gatehouse.wire.shape.SerializationException;
import gatehouse.wire.shape.Traits.Word;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/// How a timestamp is written; each protocol has its default, and members may differ.
public enum TimestampFormat {
    ISO_8601,
    RFC_822,
    UNIX;

    /// As the JDK's RFC 1123, but the day has two digits always.
    private static final DateTimeFormatter HTTP_DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH);

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
        return HTTP_DATE.format(time.atOffset(ZoneOffset.UTC));
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

    /// The time of that many seconds since 1970, to the millisecond.
    public static Instant ofEpochSeconds(double seconds) {
        // Years 0 to 9999: what every format can write.
        if (!(seconds >= -62_167_219_200.0 && seconds < 253_402_300_800.0)) {
            throw new SerializationException("NUMBER_VALUE can not be converted to milliseconds since epoch");
        }
        return Instant.ofEpochMilli(Math.round(seconds * 1000));
    }
}
