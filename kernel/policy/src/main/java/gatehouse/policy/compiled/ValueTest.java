package gatehouse.policy.compiled;

import gatehouse.policy.ConditionKeys;
import gatehouse.policy.compiled.TextPattern.Syntax;
import gatehouse.policy.document.Comparison;
import gatehouse.policy.document.Timestamps;
import gatehouse.policy.document.Version;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One constant of a condition, held against one value of the request. Negation is the condition's, not this one's.
sealed interface ValueTest {
    Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/]*+={0,2}");

    boolean matches(String value, ConditionKeys keys);

    static ValueTest compile(Comparison comparison, String constant, Version version, Outcomes outcomes) {
        boolean unknown = outcomes.unknown();
        return switch (comparison) {
            case STRING_EQUALS, STRING_NOT_EQUALS -> text(constant, Syntax.EQUAL, version, outcomes);
            case STRING_EQUALS_IGNORE_CASE, STRING_NOT_EQUALS_IGNORE_CASE ->
                text(constant, Syntax.EQUAL_IGNORING_CASE, version, outcomes);
            case STRING_LIKE, STRING_NOT_LIKE -> text(constant, Syntax.LIKE, version, outcomes);
            case ARN_EQUALS, ARN_LIKE, ARN_NOT_EQUALS, ARN_NOT_LIKE ->
                new ArnTest(TextPattern.compile(constant, Syntax.ARN, version, outcomes), unknown);
            case NUMERIC_EQUALS, NUMERIC_NOT_EQUALS -> number(constant, Order.EQUAL, unknown);
            case NUMERIC_LESS_THAN -> number(constant, Order.LESS, unknown);
            case NUMERIC_LESS_THAN_EQUALS -> number(constant, Order.LESS_OR_EQUAL, unknown);
            case NUMERIC_GREATER_THAN -> number(constant, Order.GREATER, unknown);
            case NUMERIC_GREATER_THAN_EQUALS -> number(constant, Order.GREATER_OR_EQUAL, unknown);
            case DATE_EQUALS, DATE_NOT_EQUALS -> date(constant, Order.EQUAL, unknown);
            case DATE_LESS_THAN -> date(constant, Order.LESS, unknown);
            case DATE_LESS_THAN_EQUALS -> date(constant, Order.LESS_OR_EQUAL, unknown);
            case DATE_GREATER_THAN -> date(constant, Order.GREATER, unknown);
            case DATE_GREATER_THAN_EQUALS -> date(constant, Order.GREATER_OR_EQUAL, unknown);
            case BOOL -> isTruth(constant) ? new TruthTest(constant, unknown) : new Unreadable(unknown);
            case BINARY_EQUALS -> isBase64(constant) ? new TextTest(new Exact(constant)) : new Unreadable(unknown);
            case IP_ADDRESS, NOT_IP_ADDRESS -> {
                IpRange range = IpRange.parse(constant);
                yield range == null ? new Unreadable(unknown) : new IpTest(range, unknown);
            }
            case NULL -> new Unreadable(unknown);
        };
    }

    private static ValueTest text(String constant, Syntax syntax, Version version, Outcomes outcomes) {
        return new TextTest(TextPattern.compile(constant, syntax, version, outcomes));
    }

    private static ValueTest number(String constant, Order order, boolean unknown) {
        Decimal number = Decimal.parse(constant);
        return number == null ? new Unreadable(unknown) : new NumberTest(number, order, unknown);
    }

    private static ValueTest date(String constant, Order order, boolean unknown) {
        long millis = Timestamps.parse(constant);
        return millis == Timestamps.NONE ? new Unreadable(unknown) : new DateTest(millis, order, unknown);
    }

    private static boolean isTruth(String text) {
        return text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false");
    }

    private static boolean isBase64(String text) {
        return BASE64.matcher(text).matches() && text.length() % 4 == 0;
    }

    /// What a comparison of value with constant must give.
    enum Order {
        EQUAL,
        LESS,
        LESS_OR_EQUAL,
        GREATER,
        GREATER_OR_EQUAL;

        boolean accepts(int comparison) {
            return switch (this) {
                case EQUAL -> comparison == 0;
                case LESS -> comparison < 0;
                case LESS_OR_EQUAL -> comparison <= 0;
                case GREATER -> comparison > 0;
                case GREATER_OR_EQUAL -> comparison >= 0;
            };
        }
    }

    record Unreadable(boolean answer) implements ValueTest {
        @Override
        public boolean matches(String value, ConditionKeys keys) {
            return answer;
        }
    }

    record TextTest(TextPattern pattern) implements ValueTest {
        @Override
        public boolean matches(String value, ConditionKeys keys) {
            return pattern.matches(value, keys);
        }
    }

    record ArnTest(TextPattern pattern, boolean unknown) implements ValueTest {
        @Override
        public boolean matches(String value, ConditionKeys keys) {
            return isArn(value) ? pattern.matches(value, keys) : unknown;
        }

        private static boolean isArn(String value) {
            int colons = 0;
            for (int at = value.indexOf(':'); at >= 0; at = value.indexOf(':', at + 1)) {
                colons++;
            }
            return colons >= 5 && value.startsWith("arn:");
        }
    }

    record NumberTest(Decimal constant, Order order, boolean unknown) implements ValueTest {
        @Override
        public boolean matches(String value, ConditionKeys keys) {
            @Nullable Decimal number = Decimal.parse(value);
            return number == null ? unknown : order.accepts(number.compareTo(constant));
        }
    }

    record DateTest(long millis, Order order, boolean unknown) implements ValueTest {
        @Override
        public boolean matches(String value, ConditionKeys keys) {
            long other = Timestamps.parse(value);
            return other == Timestamps.NONE ? unknown : order.accepts(Long.compare(other, millis));
        }
    }

    record TruthTest(String constant, boolean unknown) implements ValueTest {
        @Override
        public boolean matches(String value, ConditionKeys keys) {
            return isTruth(value) ? value.equalsIgnoreCase(constant) : unknown;
        }
    }

    record IpTest(IpRange range, boolean unknown) implements ValueTest {
        @Override
        public boolean matches(String value, ConditionKeys keys) {
            @Nullable IpRange address = IpRange.parseAddress(value);
            return address == null ? unknown : range.contains(address);
        }
    }
}
