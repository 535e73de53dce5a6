package gatehouse.policy;

import static gatehouse.policy.Asking.ALICE;
import static gatehouse.policy.Asking.ALLOW_ALL;
import static gatehouse.policy.Asking.ALLOW_NONE;
import static gatehouse.policy.Asking.CLOUDTRAIL;
import static gatehouse.policy.Asking.DENY_ALL;
import static gatehouse.policy.Asking.KEY;
import static gatehouse.policy.Asking.SESSION;
import static gatehouse.policy.Asking.allowTo;
import static gatehouse.policy.Asking.decrypt;
import static gatehouse.policy.Asking.identities;
import static gatehouse.policy.Asking.identity;
import static gatehouse.policy.Asking.resource;
import static gatehouse.policy.Asking.statements;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import gatehouse.policy.Decision.PolicyType;
import gatehouse.policy.Explanation.Change;
import gatehouse.policy.Explanation.Change.Kind;
import gatehouse.policy.Explanation.ConsultedPolicy;
import gatehouse.policy.Explanation.TestedCondition;
import gatehouse.policy.PolicySet.ResourcePolicyRole;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExplainerTest {
    private static final String ALLOW_TEST = "{'Effect':'Allow','Action':'kms:Decrypt','Resource':'" + KEY
            + "','Condition':{'StringEquals':{'kms:EncryptionContext:purpose':['test','trial']},"
            + "'Bool':{'aws:SecureTransport':'true'}}}";

    private static AccessRequest decryptFor(String purpose) {
        return Asking.request(
                ALICE,
                "kms:Decrypt",
                KEY,
                Map.of("kms:EncryptionContext:purpose", List.of(purpose), "aws:SecureTransport", List.of("true")));
    }

    private static List<Change> changes(AccessRequest request, PolicySet set) {
        return Explainer.explain(request, set).changes();
    }

    @Test
    void aConditionThatFailsIsShownWithBothSidesAndIsTheSmallestChange() {
        Explanation explanation = Explainer.explain(decryptFor("other"), identities(identity(ALLOW_NONE, ALLOW_TEST)));
        ConsultedPolicy consulted = explanation.policies().getFirst();
        assertThat(consulted.others()).isEqualTo(1);
        assertThat(consulted.statements()).singleElement().satisfies(statement -> {
            assertThat(statement.index()).isEqualTo(1);
            assertThat(statement.applies()).isFalse();
            assertThat(statement.failing())
                    .containsExactly(new TestedCondition(
                            "StringEquals",
                            "kms:EncryptionContext:purpose",
                            List.of("test", "trial"),
                            List.of("other"),
                            false));
        });
        assertThat(explanation.changes())
                .containsExactly(new Change(
                        Kind.CONDITIONS_MUST_HOLD,
                        PolicyType.IDENTITY,
                        consulted.policy(),
                        consulted.statements().getFirst(),
                        null));
    }

    @Test
    void aKeyThatTheRequestLacksHasNoActualValues() {
        Explanation explanation = Explainer.explain(decrypt(ALICE), identities(identity(ALLOW_TEST)));
        assertThat(explanation.policies().getFirst().statements().getFirst().failing())
                .extracting(TestedCondition::actual)
                .containsExactly(null, null);
    }

    @Test
    void anAllowedRequestNeedsNoChange() {
        Explanation explanation = Explainer.explain(decryptFor("test"), identities(identity(ALLOW_TEST)));
        assertThat(explanation.decision()).isInstanceOf(Decision.Allowed.class);
        assertThat(explanation.changes()).isEmpty();
    }

    @Test
    void whatIsAllowedNowhereIsSuggestedAsAPolicyThatAllowsIt() throws MalformedPolicyException {
        Change change = changes(decrypt(ALICE), identities()).getFirst();
        assertThat(change.kind()).isEqualTo(Kind.ALLOW_MUST_BE_ADDED);
        Policy suggested = Policy.parse(String.valueOf(change.suggestion()), PolicyKind.IDENTITY);
        PolicySet set = identities(new AttachedPolicy("suggested", suggested));
        assertThat(Evaluator.decide(decrypt(ALICE), set)).isInstanceOf(Decision.Allowed.class);
        AccessRequest other = Asking.request(ALICE, "kms:Decrypt", KEY + "0", Map.of());
        assertThat(Evaluator.decide(other, set)).isInstanceOf(Decision.Denied.class);
    }

    @Test
    void anotherResourceInAStatementIsNearerThanAnotherStatement() {
        AttachedPolicy policy = identity("{'Effect':'Allow','Action':'kms:*','Resource':'" + KEY + "0'}");
        assertThat(changes(decrypt(ALICE), identities(policy)))
                .singleElement()
                .satisfies(change -> assertThat(change.kind()).isEqualTo(Kind.RESOURCE_MUST_BE_NAMED));
    }

    @Test
    void everythingThatStandsInTheWayIsNamedInTheOrderOfEvaluation() {
        AttachedPolicy boundary = statements(PolicyKind.BOUNDARY, ALLOW_NONE);
        AttachedPolicy organization = statements(PolicyKind.SERVICE_CONTROL, ALLOW_ALL, DENY_ALL);
        PolicySet set = new PolicySet(
                List.of(identity(ALLOW_NONE)),
                boundary,
                null,
                List.of(List.of(organization), List.of(statements(PolicyKind.SERVICE_CONTROL, ALLOW_NONE))),
                List.of(),
                null,
                null,
                ResourcePolicyRole.EITHER,
                List.of());
        assertThat(changes(decrypt(ALICE), set))
                .extracting(Change::kind, Change::type)
                .containsExactly(
                        tuple(Kind.DENY_MUST_NOT_APPLY, PolicyType.SERVICE_CONTROL),
                        tuple(Kind.ALLOW_MUST_BE_ADDED, PolicyType.SERVICE_CONTROL),
                        tuple(Kind.ALLOW_MUST_BE_ADDED, PolicyType.IDENTITY),
                        tuple(Kind.ALLOW_MUST_BE_ADDED, PolicyType.BOUNDARY));
    }

    @Test
    void twoDenyingStatementsAreBothNamedByTheirPlaces() {
        assertThat(changes(decrypt(ALICE), identities(identity(DENY_ALL, ALLOW_ALL, DENY_ALL.replace("No", "Never")))))
                .extracting(change ->
                        change.statement() == null ? -1 : change.statement().index())
                .containsExactly(0, 2);
    }

    @Test
    void aResourcePolicyMustNameTheCaller() {
        PolicySet session = identities(identity(ALLOW_ALL))
                .withResource(resource(allowTo("{'AWS':'444455556666'}")), ResourcePolicyRole.MUST_ALLOW);
        assertThat(changes(decrypt(SESSION), session)).singleElement().satisfies(change -> {
            assertThat(change.type()).isEqualTo(PolicyType.RESOURCE);
            assertThat(change.suggestion())
                    .contains("\"Principal\":{\"AWS\":[\"arn:aws:sts::111122223333:assumed-role/app/run\"]}");
        });
        assertThat(changes(decrypt(CLOUDTRAIL), identities()))
                .singleElement()
                .satisfies(change -> assertThat(change.suggestion())
                        .contains("\"Principal\":{\"Service\":[\"cloudtrail.amazonaws.com\"]}"));
    }
}
