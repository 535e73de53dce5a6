package gatehouse.policy.spec;

import gatehouse.policy.PolicyKind;
import gatehouse.policy.document.Comparison;
import gatehouse.policy.document.ConditionBlock;
import gatehouse.policy.document.ConditionOperator;
import gatehouse.policy.document.ConditionOperator.Qualifier;
import gatehouse.policy.document.Effect;
import gatehouse.policy.document.Patterns;
import gatehouse.policy.document.PolicyDocument;
import gatehouse.policy.document.PrincipalElement;
import gatehouse.policy.document.PrincipalElement.Entry;
import gatehouse.policy.document.PrincipalElement.Kind;
import gatehouse.policy.document.Sense;
import gatehouse.policy.document.Statement;
import gatehouse.policy.document.Version;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/// Generated documents, from alphabets so small that they often speak of the generated requests.
final class Documents {
    private Documents() {}

    static Arbitrary<PolicyDocument> of(PolicyKind kind) {
        Arbitrary<Version> version =
                Arbitraries.frequency(Tuple.of(5, Version.V2012_10_17), Tuple.of(1, Version.V2008_10_17));
        return Combinators.combine(version, statement(kind).list().ofMinSize(1).ofMaxSize(4))
                .as((v, statements) -> new PolicyDocument(v, null, statements));
    }

    /// A document of one statement.
    static Arbitrary<PolicyDocument> of(PolicyKind kind, Effect effect) {
        return statement(kind)
                .map(s -> new Statement(s.sid(), effect, s.principal(), s.actions(), s.resources(), s.conditions()))
                .map(s -> new PolicyDocument(Version.V2012_10_17, null, List.of(s)));
    }

    private static Arbitrary<Statement> statement(PolicyKind kind) {
        Arbitrary<Effect> effect = Arbitraries.frequency(Tuple.of(6, Effect.ALLOW), Tuple.of(1, Effect.DENY));
        Arbitrary<List<ConditionBlock>> conditions = Arbitraries.frequencyOf(
                Tuple.of(2, Arbitraries.just(List.<ConditionBlock>of())),
                Tuple.of(3, condition().list().ofMinSize(1).ofMaxSize(2).map(Documents::ordered)));
        Arbitrary<Patterns> resources =
                kind == PolicyKind.TRUST ? Arbitraries.just(everything()) : patterns(resource(), "*");
        return Combinators.combine(effect, principal(kind), action(kind), resources, conditions)
                .as((e, principal, actions, resource, blocks) -> new Statement(
                        null,
                        e,
                        principal.isEmpty() ? null : principal.getFirst(),
                        actions,
                        kind == PolicyKind.TRUST ? null : resource,
                        blocks));
    }

    private static Patterns everything() {
        return new Patterns(Sense.ONLY, List.of("*"));
    }

    private static Arbitrary<Patterns> action(PolicyKind kind) {
        if (kind == PolicyKind.TRUST) {
            return Arbitraries.of("sts:AssumeRole", "sts:*", "sts:Assume????", "STS:assumerole", "sts:TagSession")
                    .list()
                    .ofMinSize(1)
                    .ofMaxSize(2)
                    .map(list -> new Patterns(Sense.ONLY, list));
        }
        return patterns(
                Arbitraries.of(
                        "kms:*", "KMS:decrypt", "kms:De*", "kms:?ecrypt", "*:*", "s3:*Object", "sts:*", "kms:*c*t"),
                "*");
    }

    private static Arbitrary<Patterns> patterns(Arbitrary<String> element, String whole) {
        Arbitrary<Sense> sense = Arbitraries.frequency(Tuple.of(5, Sense.ONLY), Tuple.of(1, Sense.ALL_EXCEPT));
        Arbitrary<Patterns> listed = Combinators.combine(
                        sense, element.list().ofMinSize(1).ofMaxSize(3))
                .as(Patterns::new);
        return Arbitraries.frequencyOf(
                Tuple.of(2, Arbitraries.just(new Patterns(Sense.ONLY, List.of(whole)))), Tuple.of(3, listed));
    }

    private static Arbitrary<String> resource() {
        Arbitrary<String> chosen = Arbitraries.of(
                "arn:aws:kms:*",
                "arn:aws:kms:us-east-1:111122223333:key/*",
                "arn:aws:kms:*:key/a",
                "arn:aws:kms:*1:1*3:key/${aws:username}",
                "arn:aws:s3:::b/${aws:username}/*",
                "arn:aws:s3:::b/${aws:username, 'alice'}/?:*",
                "arn:aws:s3:::b/${",
                "arn:aws:s3:::${x:text}*",
                "arn:*:*:*:*:*y",
                "arn:aws:s3:::b/${*}",
                "arn:aws:sts");
        Arbitrary<String> blurred = Combinators.combine(
                        Arbitraries.of(Requests.RESOURCES).filter(resource -> !resource.equals("*")),
                        Arbitraries.integers().between(8, 40),
                        Arbitraries.integers().between(0, 12),
                        Arbitraries.of("*", "?", "??", "*?", "*:*"))
                .as(Documents::blurred);
        return Arbitraries.oneOf(chosen, blurred, blurred);
    }

    /// A resource in which a stretch has become a wildcard, as far as its form stays one that IAM accepts.
    private static String blurred(String resource, int from, int length, String wildcard) {
        int start = Math.min(Math.max(from, resource.indexOf(':', 8) + 1), resource.length());
        int end = Math.min(start + length, resource.length());
        String blurred = resource.substring(0, start) + wildcard + resource.substring(end);
        boolean cutShort = blurred.contains("::") && blurred.split(":", -1).length < 6;
        boolean regional = blurred.startsWith("arn:aws:s3:") && !blurred.startsWith("arn:aws:s3::");
        return cutShort || regional ? resource : blurred;
    }

    /// None, or one, as a list.
    private static Arbitrary<List<PrincipalElement>> principal(PolicyKind kind) {
        return switch (kind) {
            case IDENTITY, BOUNDARY, SESSION, SERVICE_CONTROL -> Arbitraries.just(List.of());
            case RESOURCE_CONTROL -> Arbitraries.just(List.of(everyone()));
            case RESOURCE, TRUST, ENDPOINT -> {
                Arbitrary<Sense> sense = Arbitraries.frequency(Tuple.of(6, Sense.ONLY), Tuple.of(1, Sense.ALL_EXCEPT));
                Arbitrary<PrincipalElement> listed = Combinators.combine(
                                sense, entry().list().ofMinSize(1).ofMaxSize(5))
                        .as((s, entries) -> new PrincipalElement(s, grouped(entries)));
                yield Arbitraries.frequencyOf(Tuple.of(1, Arbitraries.just(everyone())), Tuple.of(5, listed))
                        .map(List::of);
            }
        };
    }

    private static PrincipalElement everyone() {
        return new PrincipalElement(Sense.ONLY, List.of(new Entry(Kind.EVERYONE, "*")));
    }

    private static Arbitrary<Entry> entry() {
        return Arbitraries.frequencyOf(
                Tuple.of(8, Arbitraries.of(Requests.PRINCIPAL_NAMES).map(name -> new Entry(Kind.AWS, name))),
                Tuple.of(1, Arbitraries.just(new Entry(Kind.SERVICE, "cloudtrail.amazonaws.com"))),
                Tuple.of(1, Arbitraries.just(new Entry(Kind.FEDERATED, "accounts.google.com"))),
                Tuple.of(1, Arbitraries.just(new Entry(Kind.CANONICAL_USER, "79a59df900b949e5"))));
    }

    /// Entries as JSON keeps them: those of a kind together.
    private static List<Entry> grouped(List<Entry> entries) {
        Map<Kind, List<Entry>> byKind = new LinkedHashMap<>();
        entries.forEach(entry ->
                byKind.computeIfAbsent(entry.kind(), kind -> new ArrayList<>()).add(entry));
        return byKind.values().stream().flatMap(Collection::stream).toList();
    }

    private static Arbitrary<ConditionBlock> condition() {
        Arbitrary<ConditionOperator> operator = Combinators.combine(
                        Arbitraries.of(Qualifier.class),
                        Arbitraries.of(Comparison.class),
                        Arbitraries.of(true, false, false))
                .as((qualifier, comparison, ifExists) -> comparison == Comparison.NULL
                        ? new ConditionOperator(Qualifier.NONE, comparison, false)
                        : new ConditionOperator(qualifier, comparison, ifExists));
        return operator.flatMap(o -> {
            Arbitrary<String> key = Arbitraries.frequencyOf(
                    Tuple.of(6, Arbitraries.of(Values.keyFor(o.comparison()))),
                    Tuple.of(1, Arbitraries.of(Values.KEYS)));
            Arbitrary<List<String>> values = Arbitraries.of(Values.constantsFor(o.comparison()))
                    .list()
                    .ofMinSize(0)
                    .ofMaxSize(3);
            return Combinators.combine(key, values).as((k, v) -> new ConditionBlock(o, k, v));
        });
    }

    /// Conditions as JSON keeps them: each operator and key once, those of an operator together.
    private static List<ConditionBlock> ordered(List<ConditionBlock> blocks) {
        Map<String, ConditionBlock> unique = new LinkedHashMap<>();
        blocks.forEach(block -> unique.putIfAbsent(block.operator().text() + block.key(), block));
        Map<ConditionOperator, List<ConditionBlock>> byOperator = new LinkedHashMap<>();
        for (ConditionBlock block : unique.values()) {
            byOperator.computeIfAbsent(block.operator(), o -> new ArrayList<>()).add(block);
        }
        return byOperator.values().stream().flatMap(Collection::stream).toList();
    }
}
