package gatehouse.policy.spec;

import gatehouse.policy.AttachedGrant;
import gatehouse.policy.AttachedPolicy;
import gatehouse.policy.MalformedPolicyException;
import gatehouse.policy.Policy;
import gatehouse.policy.PolicyKind;
import gatehouse.policy.PolicySet;
import gatehouse.policy.PolicySet.ResourcePolicyRole;
import gatehouse.policy.document.Effect;
import gatehouse.policy.document.PolicyDocument;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import org.jspecify.annotations.Nullable;

/// Generated policy sets. Limits mostly allow, so that every layer gets to decide.
final class Sets {
    private Sets() {}

    static Arbitrary<PolicySet> any() {
        Arbitrary<List<AttachedPolicy>> identity =
                policy(PolicyKind.IDENTITY).list().ofMinSize(0).ofMaxSize(3);
        return Combinators.combine(
                        identity,
                        limit(PolicyKind.BOUNDARY).list().ofMaxSize(1),
                        limit(PolicyKind.SESSION).list().ofMaxSize(2).list().ofMaxSize(1),
                        levels(PolicyKind.SERVICE_CONTROL),
                        levels(PolicyKind.RESOURCE_CONTROL),
                        limit(PolicyKind.ENDPOINT).list().ofMaxSize(1),
                        resource(),
                        grants())
                .as((i, boundary, session, scp, rcp, endpoint, resource, grants) -> new PolicySet(
                        i,
                        first(boundary),
                        first(session),
                        scp,
                        rcp,
                        first(endpoint),
                        first(resource.policy()),
                        resource.role(),
                        grants));
    }

    /// A policy of one Deny statement.
    static Arbitrary<AttachedPolicy> denying(PolicyKind kind) {
        return Documents.of(kind, Effect.DENY).map(document -> attached(kind, document));
    }

    static Arbitrary<AttachedPolicy> policy(PolicyKind kind) {
        return Documents.of(kind).map(document -> attached(kind, document));
    }

    static AttachedPolicy attached(PolicyKind kind, PolicyDocument document) {
        try {
            return new AttachedPolicy(kind.name(), Policy.parse(document.toJson(), kind));
        } catch (MalformedPolicyException malformed) {
            throw new AssertionError(malformed.getMessage() + " in " + document.toJson(), malformed);
        }
    }

    /// Grants are policies of Allow statements; who issued them is one of the accounts that callers are of.
    private static Arbitrary<List<AttachedGrant>> grants() {
        Arbitrary<AttachedGrant> grant = Combinators.combine(
                        Documents.of(PolicyKind.RESOURCE, Effect.ALLOW), Arbitraries.of("111122223333", "444455556666"))
                .as((document, issuer) -> new AttachedGrant(attached(PolicyKind.RESOURCE, document), issuer));
        return Arbitraries.frequencyOf(
                Tuple.of(2, Arbitraries.just(List.<AttachedGrant>of())),
                Tuple.of(1, grant.list().ofMinSize(1).ofMaxSize(3)));
    }

    private record Resource(List<AttachedPolicy> policy, ResourcePolicyRole role) {}

    private static Arbitrary<Resource> resource() {
        return Arbitraries.frequency(
                        Tuple.of(4, ResourcePolicyRole.EITHER),
                        Tuple.of(3, ResourcePolicyRole.MUST_ALLOW),
                        Tuple.of(1, ResourcePolicyRole.TRUST))
                .flatMap(role -> {
                    PolicyKind kind = role == ResourcePolicyRole.TRUST ? PolicyKind.TRUST : PolicyKind.RESOURCE;
                    return Arbitraries.frequencyOf(
                                    Tuple.of(1, Arbitraries.just(List.<AttachedPolicy>of())),
                                    Tuple.of(5, policy(kind).map(List::of)))
                            .map(policy -> new Resource(policy, role));
                });
    }

    private static Arbitrary<List<List<AttachedPolicy>>> levels(PolicyKind kind) {
        return Arbitraries.frequencyOf(
                Tuple.of(4, Arbitraries.just(List.<List<AttachedPolicy>>of())),
                Tuple.of(
                        1,
                        limit(kind)
                                .list()
                                .ofMinSize(1)
                                .ofMaxSize(2)
                                .list()
                                .ofMinSize(1)
                                .ofMaxSize(2)));
    }

    private static Arbitrary<AttachedPolicy> limit(PolicyKind kind) {
        String principal =
                kind == PolicyKind.ENDPOINT || kind == PolicyKind.RESOURCE_CONTROL ? "\"Principal\":\"*\"," : "";
        String all = "{\"Statement\":{\"Effect\":\"Allow\"," + principal + "\"Action\":\"*\",\"Resource\":\"*\"}}";
        Arbitrary<AttachedPolicy> open = Arbitraries.just(all).map(text -> {
            try {
                return new AttachedPolicy("open", Policy.parse(text, kind));
            } catch (MalformedPolicyException malformed) {
                throw new AssertionError(malformed);
            }
        });
        return Arbitraries.frequencyOf(Tuple.of(3, open), Tuple.of(2, policy(kind)));
    }

    private static <T> @Nullable T first(List<T> list) {
        return list.isEmpty() ? null : list.getFirst();
    }
}
