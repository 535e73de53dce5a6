package gatehouse.policy.spec;

import gatehouse.policy.document.Comparison;
import java.util.ArrayList;
import java.util.List;

/// Keys, constants and values of conditions, by what they are compared as.
final class Values {
    static final List<String> KEYS = List.of(
            "aws:username",
            "x:text",
            "aws:TagKeys",
            "x:number",
            "aws:CurrentTime",
            "aws:SecureTransport",
            "x:binary",
            "aws:SourceIp",
            "aws:PrincipalArn");

    private static final List<String> TEXTS = List.of("alice", "Alice", "al", "bob", "bo\u017f", "", "a*");
    private static final List<String> TEXT_CONSTANTS = List.of(
            "alice",
            "ALICE",
            "BOS",
            "a*",
            "*",
            "?l*e",
            "b?b",
            "${aws:username}",
            "${x:text, 'bob'}",
            "${x:text}*",
            "a${*}",
            "${",
            "${ }",
            "");
    private static final List<String> NUMBERS = List.of("1", "2", "2.0", "-3.5", "10000000000000000000", "x");
    private static final List<String> DATES = List.of(
            "2026-01-31", "2026-01-31T00:00:00Z", "2026-01-31T01:00:00.5+01:00", "1769817600", "2020-02-29T12:30");
    private static final List<String> TRUTHS = List.of("true", "False", "TRUE");
    private static final List<String> BINARIES = List.of("QmluYXJ5", "Qg==", "Q");
    private static final List<String> ADDRESSES =
            List.of("203.0.113.7", "203.0.113.200", "10.0.0.1", "2001:db8::1", "2001:db8:1::", "::ffff:203.0.113.7");
    private static final List<String> RANGES = List.of(
            "203.0.113.0/24", "203.0.113.7", "203.0.113.0/30", "0.0.0.0/0", "2001:db8::/32", "::/0", "2001:db8::1/128");
    private static final List<String> ARNS = List.of(
            "arn:aws:iam::111122223333:role/app",
            "arn:aws:iam::111122223333:user/alice",
            "arn:aws:sns:us-east-1:1:a:b");
    private static final List<String> ARN_CONSTANTS = List.of(
            "arn:aws:iam::111122223333:role/app",
            "arn:aws:iam::*:*",
            "arn:aws:iam::1*3:user/${aws:username}",
            "arn:*:*:*:*:*",
            "arn:aws:sns:us-*:?:a*b",
            "arn:aws:*:role/app",
            "arn:aws:iam");

    private Values() {}

    static String keyFor(Comparison comparison) {
        return KEYS.get(family(comparison));
    }

    static List<String> constantsFor(Comparison comparison) {
        if (comparison == Comparison.NULL) {
            return List.of("true", "false", "True", "maybe");
        }
        return switch (family(comparison)) {
            case 3 -> NUMBERS;
            case 4 -> DATES;
            case 5 -> with(TRUTHS, "maybe");
            case 6 -> BINARIES;
            case 7 -> with(RANGES, "10.0.0.0/33", "somewhere");
            case 8 -> ARN_CONSTANTS;
            default -> TEXT_CONSTANTS;
        };
    }

    /// Values that a request may hold for one of [#KEYS].
    static List<String> valuesFor(String key) {
        return switch (KEYS.indexOf(key)) {
            case 3 -> NUMBERS;
            case 4 -> with(DATES, "yesterday");
            case 5 -> with(TRUTHS, "maybe");
            case 6 -> BINARIES;
            case 7 -> with(ADDRESSES, "nowhere");
            case 8 -> with(ARNS, "app");
            default -> TEXTS;
        };
    }

    private static int family(Comparison comparison) {
        String name = comparison.text();
        if (name.startsWith("String")) {
            return name.length() % 3;
        }
        if (name.startsWith("Numeric")) {
            return 3;
        }
        if (name.startsWith("Date")) {
            return 4;
        }
        return switch (comparison) {
            case BOOL -> 5;
            case BINARY_EQUALS -> 6;
            case IP_ADDRESS, NOT_IP_ADDRESS -> 7;
            case ARN_EQUALS, ARN_LIKE, ARN_NOT_EQUALS, ARN_NOT_LIKE -> 8;
            default -> 0;
        };
    }

    private static List<String> with(List<String> list, String... more) {
        List<String> longer = new ArrayList<>(list);
        longer.addAll(List.of(more));
        return longer;
    }
}
