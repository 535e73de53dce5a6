package gatehouse.policy.document;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.policy.MalformedPolicyException;
import gatehouse.policy.PolicyKind;
import gatehouse.policy.document.ConditionOperator.Qualifier;
import gatehouse.policy.document.PrincipalElement.Entry;
import gatehouse.policy.document.PrincipalElement.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DocumentTest {
    private static PolicyDocument parse(PolicyKind kind, String document) throws MalformedPolicyException {
        return PolicyDocument.parse(document.replace('\'', '"'), kind);
    }

    @Test
    void aDocumentIsReadWhole() throws MalformedPolicyException {
        PolicyDocument document = parse(PolicyKind.RESOURCE, """
                {'Version': '2012-10-17', 'Id': 'an id',
                 'Statement': {'Sid': 'Enable IAM', 'Effect': 'Deny',
                   'NotPrincipal': {'AWS': ['111122223333', 'AIDAALICEALICEALICE1'],
                                    'Service': 'sns.amazonaws.com'},
                   'NotAction': ['kms:Get*', 'kms:List*'], 'Resource': '*',
                   'Condition': {'ForAnyValue:StringLikeIfExists': {'aws:TagKeys': ['a*', 'b']},
                                 'NumericLessThan': {'aws:MultiFactorAuthAge': 3600},
                                 'Bool': {'aws:SecureTransport': false}}}}""");
        assertThat(document.id()).isEqualTo("an id");
        Statement statement = document.statements().getFirst();
        assertThat(statement.sid()).isEqualTo("Enable IAM");
        assertThat(statement.principal())
                .isEqualTo(new PrincipalElement(
                        Sense.ALL_EXCEPT,
                        List.of(
                                new Entry(Kind.AWS, "111122223333"),
                                new Entry(Kind.AWS, "AIDAALICEALICEALICE1"),
                                new Entry(Kind.SERVICE, "sns.amazonaws.com"))));
        assertThat(statement.actions()).isEqualTo(new Patterns(Sense.ALL_EXCEPT, List.of("kms:Get*", "kms:List*")));
        assertThat(statement.resources()).isEqualTo(new Patterns(Sense.ONLY, List.of("*")));
        assertThat(statement.conditions())
                .containsExactly(
                        new ConditionBlock(
                                new ConditionOperator(Qualifier.FOR_ANY_VALUE, Comparison.STRING_LIKE, true),
                                "aws:TagKeys",
                                List.of("a*", "b")),
                        new ConditionBlock(
                                new ConditionOperator(Qualifier.NONE, Comparison.NUMERIC_LESS_THAN, false),
                                "aws:MultiFactorAuthAge",
                                List.of("3600")),
                        new ConditionBlock(
                                new ConditionOperator(Qualifier.NONE, Comparison.BOOL, false),
                                "aws:SecureTransport",
                                List.of("false")));
    }

    @Test
    void withoutVersionADocumentIsOf2008() throws MalformedPolicyException {
        PolicyDocument document =
                parse(PolicyKind.IDENTITY, "{'Statement':{'Effect':'Allow','Action':'*','Resource':'*'}}");
        assertThat(document.version()).isEqualTo(Version.V2008_10_17);
    }

    @ParameterizedTest
    @EnumSource
    void everyOperatorIsReadWithItsQualifiers(Comparison comparison) {
        assertThat(ConditionOperator.of(comparison.text()))
                .contains(new ConditionOperator(Qualifier.NONE, comparison, false));
        if (comparison != Comparison.NULL) {
            for (Qualifier qualifier : Qualifier.values()) {
                ConditionOperator operator = new ConditionOperator(qualifier, comparison, true);
                assertThat(ConditionOperator.of(operator.text())).contains(operator);
            }
        }
    }

    @Test
    void trustPoliciesOfProvidersAreAccepted() throws MalformedPolicyException {
        PolicyDocument document = parse(PolicyKind.TRUST, """
                {'Version': '2012-10-17', 'Statement': [{'Effect': 'Allow',
                   'Principal': {'Federated':
                     'arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com'},
                   'Action': ['sts:AssumeRoleWithWebIdentity', 'sts:TagSession'],
                   'Condition': {'StringLike':
                     {'token.actions.githubusercontent.com:sub': 'repo:octo-org/*:ref:refs/heads/main'}}}]}""");
        assertThat(document.statements()).hasSize(1);
    }

    @Test
    void shortArnsAndArnsWithVariablesAreAccepted() throws MalformedPolicyException {
        PolicyDocument document = parse(PolicyKind.IDENTITY, """
                {'Version': '2012-10-17', 'Statement': [{'Effect': 'Allow', 'Action': ['iam:*', 'sqs:*'],
                   'Resource': ['arn:aws:iam::*:user/${aws:username}', 'arn:aws:sqs', 'arn:aws:s3:::${a:b}/*',
                                'arn:aws:iam::111122223333:*', 'arn:aws:s3:us-east-1:1:accesspoint/x']}]}""");
        assertThat(document.statements().getFirst().sid()).isNull();
    }
}
