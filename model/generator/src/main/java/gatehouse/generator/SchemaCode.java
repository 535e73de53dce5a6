package gatehouse.generator;

import static gatehouse.generator.Text.fill;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The Java expressions that build schemas and members.
final class SchemaCode {
    private final Plan plan;
    private final Homes homes;
    private final Cycles cycles;

    SchemaCode(Plan plan) {
        this.plan = plan;
        this.homes = new Homes(plan);
        Map<String, List<String>> edges = new LinkedHashMap<>();
        for (ClassPlan each : plan.classes()) {
            edges.put(
                    each.javaName(),
                    each.components().stream()
                            .map(component ->
                                    homes.of(component.member().target()).className())
                            .toList());
        }
        this.cycles = new Cycles(edges);
    }

    Homes homes() {
        return homes;
    }

    /// The declarations of a structure's members, its schema, and the schemas that live with it.
    String structureFields(ClassPlan type) {
        StringBuilder out = new StringBuilder();
        for (ClassPlan.Component each : type.components()) {
            out.append(fill(
                    "private static final Member %s =\n        %s;\n",
                    each.constant(), member(each.member(), type.javaName())));
        }
        String members =
                type.components().stream().map(each -> ", " + each.constant()).collect(Collectors.joining());
        out.append(fill(
                "public static final Schema SCHEMA = Schema.structure(%s, Kind.%s, %s%s);\n",
                Literals.string(type.shape().name()),
                type.shape().type(),
                TraitCode.traits(type.shape().facts(), type.reference()),
                members));
        return out.append(residents(type.javaName())).toString();
    }

    /// The declaration of an enum's schema, and of the schemas that live with it.
    String enumFields(ClassPlan type) {
        return fill(
                "public static final Schema SCHEMA = %s;\n%s",
                simple(type.shape(), type.shape().facts()), residents(type.javaName()));
    }

    /// The declarations of the schemas that live in that class beside its own.
    String residents(String className) {
        return homes.residentsOf(className).stream()
                .map(shape -> fill(
                        "static final Schema %s =\n        %s;\n",
                        homes.of(shape.name()).constant(), collectionOrSimple(shape, className)))
                .collect(Collectors.joining());
    }

    private String collectionOrSimple(ShapeDef shape, String className) {
        String members = shape.members().stream()
                .map(member -> ", " + directMember(member, className))
                .collect(Collectors.joining());
        return switch (shape.type()) {
            case LIST -> fill("Schema.list(%s%s)", common(shape, shape.facts()), members);
            case MAP -> fill("Schema.map(%s%s)", common(shape, shape.facts()), members);
            case STRUCTURE, UNION -> throw new IllegalStateException(shape.name() + " has its own class");
            case STRING,
                    BOOLEAN,
                    BYTE,
                    SHORT,
                    INTEGER,
                    LONG,
                    FLOAT,
                    DOUBLE,
                    BIG_INTEGER,
                    BIG_DECIMAL,
                    TIMESTAMP,
                    BLOB,
                    DOCUMENT,
                    DATA_STREAM,
                    EVENT_STREAM -> simple(shape, shape.facts());
        };
    }

    private static String simple(ShapeDef shape, ObjectNode constraints) {
        return fill(
                "Schema.simple(%s, Kind.%s, %s, %s)",
                Literals.string(shape.name()),
                shape.type(),
                constraints(constraints),
                TraitCode.traits(shape.facts(), null));
    }

    private static String common(ShapeDef shape, ObjectNode constraints) {
        return fill(
                "%s, %s, %s",
                Literals.string(shape.name()), constraints(constraints), TraitCode.traits(shape.facts(), null));
    }

    private String directMember(MemberDef member, String className) {
        Homes.Home home = homes.of(member.target());
        return fill(
                "Member.of(%d, %s, %s, %s)",
                member.index(),
                Literals.string(member.name()),
                target(member, home.className().equals(className) ? home.constant() : home.toString()),
                TraitCode.traits(member.facts(), null));
    }

    private String member(MemberDef member, String className) {
        Homes.Home home = homes.of(member.target());
        boolean deferred = cycles.closes(className, home.className());
        return fill(
                "Member.%s(%d, %s, %s%s, %s)",
                deferred ? "deferred" : "of",
                member.index(),
                Literals.string(member.name()),
                deferred ? "() -> " : "",
                target(member, home.toString()),
                TraitCode.traits(member.facts(), null));
    }

    /// The target's schema; a new one where the member itself narrows it.
    private String target(MemberDef member, String home) {
        ShapeDef shape = plan.model().shape(member.target());
        boolean narrows = List.of("min", "max", "pattern", "enum").stream().anyMatch(member.facts()::has);
        if (!narrows || !shape.members().isEmpty() || shape.type().isStructural()) {
            return home;
        }
        ObjectNode merged = shape.facts().deepCopy();
        merged.setAll(member.facts());
        return simple(shape, merged);
    }

    private static String constraints(ObjectNode facts) {
        String min = bound(facts.get("min"), RoundingMode.FLOOR);
        String max = bound(facts.get("max"), RoundingMode.CEILING);
        String pattern =
                facts.has("pattern") ? Literals.string(facts.path("pattern").asString()) : "null";
        List<String> values = ShapeDef.strings(facts, "enum");
        if (values.isEmpty() && List.of(min, max, pattern).equals(List.of("null", "null", "null"))) {
            return "Constraints.NONE";
        }
        List<String> literals = new ArrayList<>();
        values.forEach(value -> literals.add(Literals.string(value)));
        String exactMin = fraction(facts.get("min"));
        String exactMax = fraction(facts.get("max"));
        String exact = exactMin.equals("null") && exactMax.equals("null") ? "" : ", " + exactMin + ", " + exactMax;
        return fill(
                "new Constraints(%s, %s, %s, List.of(%s)%s)", min, max, pattern, String.join(", ", literals), exact);
    }

    /// A bound that has a fraction, as it is; null for others.
    private static String fraction(@Nullable JsonNode node) {
        if (node == null) {
            return "null";
        }
        BigDecimal exact = new BigDecimal(node.asString()).stripTrailingZeros();
        return exact.scale() <= 0
                ? "null"
                : fill("new java.math.BigDecimal(%s)", Literals.string(exact.toPlainString()));
    }

    /// A bound as a `long`: a fraction gives way to the next laxer whole number, as do numbers beyond the range.
    private static String bound(@Nullable JsonNode node, RoundingMode laxer) {
        if (node == null) {
            return "null";
        }
        BigDecimal whole = new BigDecimal(node.asString()).setScale(0, laxer);
        BigDecimal inRange = whole.min(BigDecimal.valueOf(Long.MAX_VALUE)).max(BigDecimal.valueOf(Long.MIN_VALUE));
        return inRange.toBigInteger() + "L";
    }
}
