package gatehouse.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Wildcards and variables in actions and resources.
class PatternTest {
    private static final Map<String, List<String>> CONTEXT = Map.of(
            "aws:username", List.of("alice"),
            "aws:PrincipalTag/Team", List.of("a:b*"),
            "aws:TagKeys", List.of("x", "y"));

    private static boolean matches(String member, String pattern, String action, String resource) {
        String other = member.endsWith("Action") ? "'Resource':'*'" : "'Action':'*'";
        PolicySet set = Asking.identities(
                Asking.identity("{'Effect':'Allow','" + member + "':'" + pattern + "'," + other + "}"));
        return Asking.allows(Asking.request(Asking.ALICE, action, resource, CONTEXT), set);
    }

    @ParameterizedTest
    @CsvSource({
        "*, true",
        "kms:*, true",
        "KMS:DECRYPT, true",
        "kms:De*, true",
        "kms:*crypt, true",
        "kms:?ecrypt, true",
        "*:Decrypt, true",
        "kms:Decrypt?, false",
        "kms:Encrypt, false",
        "km:*, false",
        "kms:, false"
    })
    void actionsHaveWildcardsAndNoCase(String pattern, boolean matches) {
        assertThat(matches("Action", pattern, "kms:Decrypt", Asking.KEY)).isEqualTo(matches);
        assertThat(matches("NotAction", pattern, "kms:Decrypt", Asking.KEY)).isEqualTo(!matches);
    }

    @ParameterizedTest
    @CsvSource({
        "arn:aws:s3:::b/k, arn:aws:s3:::b/k, true",
        "arn:aws:s3:::b/k, arn:aws:s3:::B/k, false",
        "arn:aws:s3:::b/*/t/*, arn:aws:s3:::b/1/2/t///x:y, true",
        "arn:aws:s3:::b/*/t/*, arn:aws:s3:::b/1-t/x, false",
        "arn:aws:s3:::b/?, arn:aws:s3:::b/:, true",
        "arn:aws:s3:::b/?, arn:aws:s3:::b/, false",
        "arn:aws:sqs:*:111122223333:q, arn:aws:sqs:us-east-1:111122223333:q, true",
        "arn:aws:sqs:*:q, arn:aws:sqs:us-east-1:q:anything, true",
        "arn:aws:sqs:us-*-1:q, arn:aws:sqs:us-east-1:111122223333:q, false",
        "arn:aws:sqs:us-*-1:*:q, arn:aws:sqs:us-east-1:111122223333:q, true",
        "arn:aws:sqs:*1:3:q, arn:aws:sqs:us-east-1:111122221:3:q, false",
        "arn:aws:sqs:us?east-1:*:q, arn:aws:sqs:us:east-1:1:q, false",
        "arn:aws:sqs, arn:aws:sqs:us-east-1:111122223333:q, true",
        "arn:aws:sqs:us-east-1, arn:aws:sqs:us-west-2:111122223333:q, false",
        "arn:aws:logs:*:*:log-group:/a/*:log-stream:*, arn:aws:logs:r:1:log-group:/a/b:log-stream:c, true",
        "arn:aws:s3:::*, *, false",
        "arn:aws:s3:::h/${aws:username}/*, arn:aws:s3:::h/alice/x, true",
        "arn:aws:s3:::h/${aws:UserName}/*, arn:aws:s3:::h/alice/x, true",
        "arn:aws:s3:::h/${aws:username}/*, arn:aws:s3:::h/bob/x, false",
        "arn:aws:s3:::h/${aws:PrincipalTag/team}, arn:aws:s3:::h/a:b*, true",
        "arn:aws:s3:::h/${aws:PrincipalTag/team}, arn:aws:s3:::h/a:bc, false",
        "arn:aws:s3:::h/${aws:missing}*, arn:aws:s3:::h/x, false",
        "arn:aws:s3:::h/${aws:TagKeys}, arn:aws:s3:::h/x, false",
        "arn:aws:s3:::h/${*}${?}${$}, arn:aws:s3:::h/*?$, true",
        "arn:aws:s3:::h/${*}, arn:aws:s3:::h/x, false",
        "arn:aws:s3:::h/$x, arn:aws:s3:::h/$x, true",
    })
    void resourcesHaveWildcardsAndVariables(String pattern, String resource, boolean matches) {
        assertThat(matches("Resource", pattern, "s3:GetObject", resource)).isEqualTo(matches);
    }

    @Test
    void aVariableWithoutValueTakesItsDefault() {
        String pattern = "arn:aws:s3:::h/${aws:PrincipalTag/none, \\u0027common*\\u0027}/x";
        assertThat(matches("Resource", pattern, "s3:GetObject", "arn:aws:s3:::h/common*/x"))
                .isTrue();
        assertThat(matches("Resource", pattern, "s3:GetObject", "arn:aws:s3:::h/common-/x"))
                .isFalse();
        String several = pattern.replace("aws:PrincipalTag/none", "aws:TagKeys");
        assertThat(matches("Resource", several, "s3:GetObject", "arn:aws:s3:::h/common*/x"))
                .isFalse();
    }

    @Test
    void in2008VariablesArePlainText() {
        PolicySet set = Asking.identities(Asking.policy(
                PolicyKind.IDENTITY,
                "{'Statement':{'Effect':'Allow','Action':'*','Resource':'arn:aws:s3:::h/${aws:username}'}}"));
        assertThat(Asking.allows(get("arn:aws:s3:::h/alice"), set)).isFalse();
        assertThat(Asking.allows(get("arn:aws:s3:::h/${aws:username}"), set)).isTrue();
    }

    @Test
    void whatCannotBeResolvedGrantsNothing() {
        String except = "{'Effect':'EFFECT','Action':'*','NotResource':'arn:aws:s3:::h/${aws:missing}'}";
        PolicySet allow = Asking.identities(Asking.identity(except.replace("EFFECT", "Allow")));
        PolicySet deny = Asking.identities(Asking.identity(Asking.ALLOW_ALL, except.replace("EFFECT", "Deny")));
        assertThat(Asking.allows(get("arn:aws:s3:::h/alice"), allow)).isFalse();
        assertThat(Asking.allows(get("arn:aws:s3:::h/alice"), deny)).isFalse();
    }

    @Test
    void aMalformedVariableDenies() {
        String broken = "{'Effect':'Deny','Action':'*','Resource':'arn:aws:s3:::h/${aws:username'}";
        PolicySet deny = Asking.identities(Asking.identity(Asking.ALLOW_ALL, broken));
        assertThat(Asking.allows(get("arn:aws:s3:::other"), deny)).isFalse();
    }

    /// A matcher that tries every way would not end in this test's lifetime.
    @Test
    void manyWildcardsDoNotBlowUp() {
        String pattern = "arn:aws:s3:::" + "a*".repeat(500) + "b";
        assertThat(matches("Resource", pattern, "s3:GetObject", "arn:aws:s3:::" + "a".repeat(2000)))
                .isFalse();
        String within = "arn:aws:s3:*" + "a*a".repeat(200) + ":*:*";
        assertThat(Asking.allows(
                        get("arn:aws:s3:" + "a".repeat(1000)),
                        Asking.identities(Asking.statements(
                                PolicyKind.SERVICE_CONTROL,
                                "{'Effect':'Allow','Action':'*','Resource':'" + within + "'}"))))
                .isFalse();
    }

    private static AccessRequest get(String resource) {
        return Asking.request(Asking.ALICE, "s3:GetObject", resource, CONTEXT);
    }
}
