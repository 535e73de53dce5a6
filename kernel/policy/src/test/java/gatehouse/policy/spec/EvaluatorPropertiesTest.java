package gatehouse.policy.spec;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.policy.AccessRequest;
import gatehouse.policy.AttachedGrant;
import gatehouse.policy.AttachedPolicy;
import gatehouse.policy.Decision;
import gatehouse.policy.Decision.Allowed;
import gatehouse.policy.Decision.Denied;
import gatehouse.policy.Evaluator;
import gatehouse.policy.Explainer;
import gatehouse.policy.Explanation;
import gatehouse.policy.PolicyKind;
import gatehouse.policy.PolicySet;
import gatehouse.policy.document.Effect;
import gatehouse.policy.document.PolicyDocument;
import gatehouse.policy.spec.SlowEvaluator.Denial;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;
import net.jqwik.api.statistics.Statistics;
import org.jspecify.annotations.Nullable;

/// Each try asks one set of policies twenty requests. The number of tries is jqwik's default, which `-Pdeep` raises
/// to 50,000: a million cases.
class EvaluatorPropertiesTest {
    /// Fewer than where the search for changes would give up.
    private static final int CHANGES_USUAL_MAX = 49;

    private static final int REQUESTS = 20;
    private static final double COMMON_PERCENT = 2;

    @Provide
    Arbitrary<List<AccessRequest>> requests() {
        return Requests.any().list().ofSize(REQUESTS);
    }

    @Provide
    Arbitrary<PolicySet> sets() {
        return Sets.any();
    }

    @Provide
    Arbitrary<AttachedPolicy> denyingIdentity() {
        return Sets.denying(PolicyKind.IDENTITY);
    }

    @Provide
    Arbitrary<AttachedPolicy> anyIdentity() {
        return Sets.policy(PolicyKind.IDENTITY);
    }

    @Provide
    Arbitrary<Tuple2<PolicyKind, PolicyDocument>> documents() {
        return Arbitraries.of(PolicyKind.class)
                .flatMap(kind -> Documents.of(kind).map(document -> Tuple.of(kind, document)));
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void theSlowEvaluatorAgrees(@ForAll("requests") List<AccessRequest> requests, @ForAll("sets") PolicySet set) {
        for (AccessRequest request : requests) {
            assertAgreement(request, set);
        }
    }

    private static void assertAgreement(AccessRequest request, PolicySet set) {
        Decision decision = Evaluator.decide(request, set);
        Optional<Denial> fast = switch (decision) {
            case Allowed allowed -> Optional.empty();
            case Denied denied -> Optional.of(new Denial(denied.by(), denied.explicit()));
        };
        assertThat(fast)
                .as(() -> request + " with " + given(request) + " by " + texts(set))
                .isEqualTo(new SlowEvaluator(request, set).denial());
        Statistics.label("decision").collect(fast.map(Denial::toString).orElse("allowed"));
        Statistics.label("allowed").collect(fast.isEmpty()).coverage(coverage -> {
            coverage.check(true).percentage(percent -> percent > COMMON_PERCENT);
            coverage.check(false).percentage(percent -> percent > COMMON_PERCENT);
        });
    }

    private static Map<String, List<String>> given(AccessRequest request) {
        Map<String, List<String>> given = new TreeMap<>();
        for (String key : Values.KEYS) {
            List<String> values = request.keys().values(key.toLowerCase(Locale.ROOT));
            if (values != null) {
                given.put(key, values);
            }
        }
        return given;
    }

    /// The set with its policies as documents.
    private static String texts(PolicySet set) {
        StringBuilder texts = new StringBuilder(set.toString());
        Stream.of(
                        set.identity(),
                        one(set.boundary()),
                        set.session() == null ? List.<AttachedPolicy>of() : set.session(),
                        set.serviceControl().stream().flatMap(List::stream).toList(),
                        set.resourceControl().stream().flatMap(List::stream).toList(),
                        one(set.endpoint()),
                        one(set.resource()),
                        set.grants().stream().map(AttachedGrant::policy).toList())
                .flatMap(List::stream)
                .forEach(each -> texts.append('\n')
                        .append(each.name())
                        .append(' ')
                        .append(each.policy().document().toJson()));
        return texts.toString();
    }

    private static List<AttachedPolicy> one(@Nullable AttachedPolicy policy) {
        return policy == null ? List.of() : List.of(policy);
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void aDenyNeverWidensAccess(
            @ForAll("requests") List<AccessRequest> requests,
            @ForAll("sets") PolicySet set,
            @ForAll("denyingIdentity") AttachedPolicy deny) {
        List<AttachedPolicy> more = new ArrayList<>(set.identity());
        more.add(deny);
        PolicySet narrower = new PolicySet(
                more,
                set.boundary(),
                set.session(),
                set.serviceControl(),
                set.resourceControl(),
                set.endpoint(),
                set.resource(),
                set.role(),
                set.grants());
        assertNotWider(requests, set, narrower);
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void aLimitNeverWidensAccess(
            @ForAll("requests") List<AccessRequest> requests,
            @ForAll("sets") PolicySet set,
            @ForAll("anyIdentity") AttachedPolicy limit) {
        List<AttachedPolicy> level = List.of(limit);
        List<List<AttachedPolicy>> levels = new ArrayList<>(set.serviceControl());
        levels.add(level);
        assertNotWider(requests, set, limits(set, limit, set.session(), set.serviceControl()), set.boundary() == null);
        assertNotWider(requests, set, limits(set, set.boundary(), level, set.serviceControl()), set.session() == null);
        assertNotWider(requests, set, limits(set, set.boundary(), set.session(), levels), true);
    }

    private static PolicySet limits(
            PolicySet set,
            @Nullable AttachedPolicy boundary,
            @Nullable List<AttachedPolicy> session,
            List<List<AttachedPolicy>> serviceControl) {
        return new PolicySet(
                set.identity(),
                boundary,
                session,
                serviceControl,
                set.resourceControl(),
                set.endpoint(),
                set.resource(),
                set.role(),
                set.grants());
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void aGrantNeverNarrowsAccessAndNeverOverridesADeny(
            @ForAll("requests") List<AccessRequest> requests, @ForAll("sets") PolicySet set) {
        for (AccessRequest request : requests) {
            Decision without = Evaluator.decide(request, set.withGrants(List.of()));
            Decision with = Evaluator.decide(request, set);
            if (without instanceof Allowed || (without instanceof Denied denied && denied.explicit())) {
                assertThat(with).isEqualTo(without);
            }
        }
    }

    /// `added` tells whether the limit was added, and not put in another's place.
    private static void assertNotWider(List<AccessRequest> requests, PolicySet before, PolicySet after, boolean added) {
        if (added) {
            assertNotWider(requests, before, after);
        }
    }

    private static void assertNotWider(List<AccessRequest> requests, PolicySet before, PolicySet after) {
        for (AccessRequest request : requests) {
            if (Evaluator.decide(request, after) instanceof Allowed) {
                assertThat(Evaluator.decide(request, before)).isInstanceOf(Allowed.class);
            }
        }
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void aPrintedDocumentReadsAsItself(@ForAll("documents") Tuple2<PolicyKind, PolicyDocument> document)
            throws Exception {
        assertThat(PolicyDocument.parse(document.get2().toJson(), document.get1()))
                .isEqualTo(document.get2());
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void anExplanationAgreesWithItsDecisionAndEndsInWhatAllows(
            @ForAll("requests") List<AccessRequest> requests, @ForAll("sets") PolicySet set) {
        for (AccessRequest request : requests) {
            Explanation explanation = Explainer.explain(request, set);
            assertThat(explanation.decision()).isEqualTo(Evaluator.decide(request, set));
            switch (explanation.decision()) {
                case Allowed _ -> assertThat(explanation.changes()).isEmpty();
                case Denied denied -> {
                    assertThat(explanation.changes()).hasSizeBetween(1, CHANGES_USUAL_MAX);
                    assertThat(explanation.changes().getFirst().type()).isEqualTo(denied.by());
                    assertThat(denies(explanation)).isEqualTo(denied.explicit());
                }
            }
        }
    }

    private static boolean denies(Explanation explanation) {
        return explanation.policies().stream()
                .flatMap(policy -> policy.statements().stream())
                .anyMatch(statement -> statement.effect() == Effect.DENY && statement.applies());
    }
}
