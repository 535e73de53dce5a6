package gatehouse.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Each operator, qualifier and suffix through a decision. A value `-` is a key that the request lacks, `=` one that
/// is present without values; several values are divided by `;`.
class ConditionTest {
    private static AccessRequest request(String value) {
        Map<String, List<String>> context = switch (value) {
            case "-" -> Map.of();
            case "=" -> Map.of("x:Key", List.of());
            default -> Map.of("x:Key", List.of(value.split(";", -1)));
        };
        return Asking.request(Asking.ALICE, "kms:Decrypt", Asking.KEY, context);
    }

    private static PolicySet policy(String effect, String operator, String constants) {
        String list = "['" + constants.replace(";", "','") + "']";
        return Asking.identities(Asking.identity(
                "{'Effect':'" + effect + "','Action':'*','Resource':'*','Condition':{'" + operator + "':{'X:key':"
                        + list + "}}}",
                effect.equals("Deny") ? Asking.ALLOW_ALL : Asking.ALLOW_NONE));
    }

    @ParameterizedTest
    @CsvSource({
        "StringEquals, a;b, b, true",
        "StringEquals, a;b, B, false",
        "StringEquals, a, -, false",
        "StringEquals, a*, ab, false",
        "StringNotEquals, a;b, c, true",
        "StringNotEquals, a;b, b, false",
        "StringNotEquals, a, -, true",
        "StringEqualsIgnoreCase, Test, tEST, true",
        "StringNotEqualsIgnoreCase, Test, tEST, false",
        "StringLike, a*d?f, abcdef, true",
        "StringLike, a*d?f, abcdf, false",
        "StringLike, A*, abc, false",
        "StringNotLike, a*, abc, false",
        "StringNotLike, a*, bcd, true",
        "NumericEquals, 10, 10.0, true",
        "NumericNotEquals, 10, 11, true",
        "NumericLessThan, 10, 9.99, true",
        "NumericLessThan, 10, 10, false",
        "NumericLessThanEquals, 10, 10, true",
        "NumericGreaterThan, -1, 0, true",
        "NumericGreaterThanEquals, 99999999999999999999, 99999999999999999999, true",
        "NumericLessThan, 10, ten, false",
        "DateEquals, 2026-01-31T00:00:00Z, 1769817600, true",
        "DateNotEquals, 2026-01-31T00:00:00Z, 2026-01-31T01:00:00+01:00, false",
        "DateLessThan, 2026-01-31, 2026-01-30T23:59:59.999Z, true",
        "DateLessThanEquals, 2026-01-31T00:00Z, 2026-01-31T00:00:00Z, true",
        "DateGreaterThan, 2026-01-31, 2026-01-31, false",
        "DateGreaterThanEquals, 2026-01-31, 2026-01-31, true",
        "Bool, true, TRUE, true",
        "Bool, false, true, false",
        "Bool, true, -, false",
        "BoolIfExists, true, -, true",
        "BinaryEquals, QmluYXJ5VmFsdWU=, QmluYXJ5VmFsdWU=, true",
        "BinaryEquals, QmluYXJ5VmFsdWU=, QmluYXJ5VmFsdWE=, false",
        "IpAddress, 203.0.113.0/24;192.0.2.1, 203.0.113.255, true",
        "IpAddress, 203.0.113.0/24, 203.0.114.0, false",
        "IpAddress, 203.0.113.77/24, 203.0.113.1, true",
        "IpAddress, 2001:db8:85a3::/64, 2001:DB8:85a3:0:ffff::1, true",
        "IpAddress, 2001:db8:85a3::/64, 2001:db8:85a3:1::, false",
        "IpAddress, ::/0, 203.0.113.1, false",
        "IpAddress, 203.0.113.0/24, ::ffff:203.0.113.1, true",
        "NotIpAddress, 203.0.113.0/24, 203.0.113.1, false",
        "NotIpAddress, 203.0.113.0/24, 198.51.100.1, true",
        "ArnEquals, arn:aws:sns:*:111122223333:t*, arn:aws:sns:us-east-1:111122223333:topic:sub, true",
        "ArnEquals, arn:aws:sns:*:topic, arn:aws:sns:us-east-1:111122223333:topic, false",
        "ArnLike, arn:aws:*:*:*:topic, arn:aws:sns:us-east-1:111122223333:topic, true",
        "ArnLike, arn:aws:s*:topic:a:b, arn:aws:sns:x:topic:a:b, false",
        "ArnNotEquals, arn:aws:sns:::a, arn:aws:sns:::b, true",
        "ArnNotLike, arn:aws:sns:::*, arn:aws:sns:::b, false",
        "Null, true, -, true",
        "Null, true, =, true",
        "Null, true, a, false",
        "Null, false, a, true",
        "Null, false, -, false",
        "StringEqualsIfExists, a, -, true",
        "StringEqualsIfExists, a, b, false",
        "StringNotEqualsIfExists, a, a, false",
        "ForAllValues:StringEquals, a;b, a;b;a, true",
        "ForAllValues:StringEquals, a;b, a;c, false",
        "ForAllValues:StringEquals, a, -, true",
        "ForAllValues:StringEquals, a, =, true",
        "ForAllValues:StringNotEquals, a;b, c;d, true",
        "ForAllValues:StringNotEquals, a;b, c;a, false",
        "ForAnyValue:StringEquals, a;b, x;b, true",
        "ForAnyValue:StringEquals, a;b, x;y, false",
        "ForAnyValue:StringEquals, a, -, false",
        "ForAnyValue:StringEquals, a, =, false",
        "ForAnyValue:StringEqualsIfExists, a, -, true",
        "ForAnyValue:StringNotEquals, a, a;b, true",
        "ForAnyValue:StringNotEquals, a, a, false",
        "ForAnyValue:IpAddress, 10.0.0.0/8, 192.0.2.1;10.1.1.1, true",
    })
    void anOperatorHoldsOrNot(String operator, String constants, String value, boolean holds) {
        assertThat(Asking.allows(request(value), policy("Allow", operator, constants)))
                .isEqualTo(holds);
    }

    /// In an Allow statement as in a Deny statement, nothing is granted.
    @ParameterizedTest
    @CsvSource({
        "NumericLessThan, ten, 5",
        "NumericNotEquals, 10, ten",
        "NumericEquals, 1e3, 1000",
        "Bool, yes, true",
        "Bool, true, yes",
        "BinaryEquals, not base64!, AAAA",
        "IpAddress, 10.0.0.0/33, 10.0.0.1",
        "NotIpAddress, 10.0.0.0/8, nowhere",
        "NotIpAddress, 10.0.0.0/8, 1",
        "ArnEquals, topic, arn:aws:sns:::topic",
        "ArnNotEquals, arn:aws:sns:::topic, topic",
        "DateNotEquals, 2026-01-31, yesterday",
        "StringEquals, ${aws:username, a",
        "StringNotLike, ${}, a",
        "Null, maybe, a",
    })
    void whatIsNotUnderstoodNeverGrants(String operator, String constant, String value) {
        assertThat(Asking.allows(request(value), policy("Allow", operator, constant)))
                .isFalse();
        assertThat(Asking.allows(request(value), policy("Deny", operator, constant)))
                .isFalse();
    }

    /// Several values without a qualifier; among them two tags whose keys differ in case only.
    @Test
    void whichOfSeveralValuesIsMeantIsNotUnderstood() {
        Map<String, List<String>> two = Map.of("aws:ResourceTag/team", List.of("red", "blue"));
        for (String operator : List.of("StringEquals", "StringNotEquals", "StringEqualsIfExists")) {
            String condition = "'Condition':{'" + operator + "':{'aws:ResourceTag/Team':'red'}}}";
            String statement = "{'Effect':'Allow','Action':'*','Resource':'*'," + condition;
            assertThat(Asking.allows(with(two), Asking.identities(Asking.identity(statement))))
                    .isFalse();
            assertThat(Asking.allows(
                            with(two),
                            Asking.identities(Asking.identity(Asking.ALLOW_ALL, statement.replace("Allow", "Deny")))))
                    .isFalse();
        }
    }

    /// As AWS lowers letters, and no further.
    @ParameterizedTest
    @CsvSource({"stop, STOP, true", "stop, \u017ftop, false", "\u017ftop, STOP, false"})
    void lettersAreEqualInLowerCase(String constant, String value, boolean holds) {
        assertThat(Asking.allows(request(value), policy("Allow", "StringEqualsIgnoreCase", constant)))
                .isEqualTo(holds);
    }

    @Test
    void everyBlockAndEveryKeyMustHold() {
        PolicySet set = Asking.identities(Asking.identity("""
                {'Effect': 'Allow', 'Action': '*', 'Resource': '*', 'Condition': {
                   'StringEquals': {'x:a': '1', 'x:b': '2'}, 'Bool': {'aws:SecureTransport': true}}}"""));
        Map<String, List<String>> all =
                Map.of("x:a", List.of("1"), "x:b", List.of("2"), "aws:SecureTransport", List.of("true"));
        assertThat(Asking.allows(with(all), set)).isTrue();
        for (String key : all.keySet()) {
            Map<String, List<String>> others = new HashMap<>(all);
            others.remove(key);
            assertThat(Asking.allows(with(others), set)).isFalse();
        }
    }

    private static AccessRequest with(Map<String, List<String>> context) {
        return Asking.request(Asking.ALICE, "kms:Decrypt", Asking.KEY, context);
    }

    @Test
    void numbersAndBooleansNeedNoQuotes() {
        PolicySet set = Asking.identities(Asking.identity("""
                {'Effect': 'Allow', 'Action': '*', 'Resource': '*', 'Condition': {
                   'NumericLessThan': {'aws:MultiFactorAuthAge': 3600}}}"""));
        assertThat(Asking.allows(with(Map.of("aws:MultiFactorAuthAge", List.of("3599"))), set))
                .isTrue();
    }
}
