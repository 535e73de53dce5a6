package gatehouse.policy.spec;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// Numbers, dates and addresses by the JDK.
final class SlowValues {
    private SlowValues() {}

    static Truth compareNumbers(String relation, String value, String constant) {
        return related(relation, number(value), number(constant));
    }

    static Truth compareDates(String relation, String value, String constant) {
        return related(relation, date(value), date(constant));
    }

    static Truth inRange(String range, String address) {
        String[] parts = range.split("/", 2);
        Optional<InetAddress> base = address(parts[0]);
        Optional<InetAddress> other = address(address);
        if (base.isEmpty() || other.isEmpty()) {
            return Truth.UNKNOWN;
        }
        int bits = base.get().getAddress().length * 8;
        int prefix = parts.length == 1 ? bits : Integer.parseInt(parts[1]);
        if (prefix > bits) {
            return Truth.UNKNOWN;
        }
        if (base.get() instanceof Inet6Address != other.get() instanceof Inet6Address) {
            return Truth.FALSE;
        }
        BigInteger left = new BigInteger(1, base.get().getAddress()).shiftRight(bits - prefix);
        BigInteger right = new BigInteger(1, other.get().getAddress()).shiftRight(bits - prefix);
        return Truth.of(left.equals(right));
    }

    private static <T extends Comparable<T>> Truth related(String relation, Optional<T> value, Optional<T> constant) {
        if (value.isEmpty() || constant.isEmpty()) {
            return Truth.UNKNOWN;
        }
        int order = value.get().compareTo(constant.get());
        return Truth.of(
                switch (relation) {
                    case "Equals" -> order == 0;
                    case "LessThan" -> order < 0;
                    case "LessThanEquals" -> order <= 0;
                    case "GreaterThan" -> order > 0;
                    case "GreaterThanEquals" -> order >= 0;
                    default -> throw new AssertionError(relation);
                });
    }

    private static Optional<BigDecimal> number(String text) {
        return text.matches("[+-]?[0-9]+(\\.[0-9]+)?") ? Optional.of(new BigDecimal(text)) : Optional.empty();
    }

    private static Optional<Instant> date(String text) {
        try {
            if (text.matches("[0-9]{1,15}")) {
                return Optional.of(Instant.ofEpochSecond(Long.parseLong(text)));
            }
            if (text.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}")) {
                return Optional.of(LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC));
            }
            Instant instant = text.matches(".*T.*(Z|[+-][0-9:]+)")
                    ? OffsetDateTime.parse(text).toInstant()
                    : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
            return Optional.of(instant.truncatedTo(ChronoUnit.MILLIS));
        } catch (DateTimeException none) {
            return Optional.empty();
        }
    }

    /// The JDK also reads the abbreviations of old, `1` for `0.0.0.1`, which CIDR notation does not know.
    private static Optional<InetAddress> address(String text) {
        if (text.indexOf(':') < 0 && text.split("\\.", -1).length != 4) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.ofLiteral(text));
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }
}
