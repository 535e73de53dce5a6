package gatehouse.generator;

import static gatehouse.generator.Text.fill;

import gatehouse.generator.Plan.OperationPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// Writes the service's own class: its metadata and a constant for each operation.
///
/// Shapes are reached through `switch`es over the operation's index, so that using the service's class loads none of
/// them. The `switch`es are statements, because the verifier loads the classes that a `switch` expression joins.
final class ServiceEmitter {
    private final Plan plan;

    ServiceEmitter(Plan plan) {
        this.plan = plan;
    }

    String emit() {
        String body = String.join(
                "\n",
                fill("public static final %1$s MODEL = new %1$s();\n", plan.serviceClass()),
                each(this::constant, ""),
                lists(),
                fill("private %s() {}\n", plan.serviceClass()),
                metadata(),
                selection(
                        "Shape",
                        "readInput",
                        ", ShapeReader in",
                        each -> each.input().javaName() + ".read(in)"),
                selection(
                        "Shape",
                        "readOutput",
                        ", ShapeReader in",
                        each -> each.output().javaName() + ".read(in)"),
                selection("Schema", "inputSchema", "", each -> each.input().javaName() + ".SCHEMA"),
                selection("Schema", "outputSchema", "", each -> each.output().javaName() + ".SCHEMA"),
                FACTORY);
        return fill("""
                /// %s: its operations and what its model says of it.
                public final class %s implements ServiceModel {
                %s}
                """, plan.model().serviceName(), plan.serviceClass(), body.indent(4));
    }

    private static final String FACTORY = """
            @SuppressWarnings("TooManyParameters") // One call for each operation keeps the initialiser small.
            private static <I extends Shape, O extends Shape> Operation<I, O> operation(
                    int index,
                    String name,
                    Operation.Http http,
                    @Nullable String resultWrapper,
                    Set<Operation.Flag> flags,
                    Operation.Checksum checksum,
                    String... errors) {
                return new Operation<>(MODEL, index, name, http, resultWrapper, flags, checksum, List.of(errors));
            }
            """;

    private String each(Function<OperationPlan, String> text, String delimiter) {
        return plan.operations().stream().map(text).collect(Collectors.joining(delimiter));
    }

    private String constant(OperationPlan each) {
        OperationDef operation = each.definition();
        JsonNode http = operation.facts().path("http");
        String call = fill(
                "operation(%d, %s, new Operation.Http(%s, %s, %d, %s), %s, Set.of(%s), %s%s)",
                each.index(),
                Literals.string(operation.name()),
                Literals.string(http.path("method").asString("POST")),
                Literals.string(http.path("requestUri").asString("/")),
                http.path("responseCode").asInt(200),
                Literals.string(
                        operation.facts().path("endpoint").path("hostPrefix").asString("")),
                wrapper(operation),
                operation.flags(plan.model()).stream()
                        .map(flag -> "Operation.Flag." + flag)
                        .collect(Collectors.joining(", ")),
                checksum(operation.facts()),
                operation.errors().stream()
                        .map(error -> ", " + Literals.string(error))
                        .collect(Collectors.joining()));
        return fill(
                "public static final Operation<%s, %s> %s =\n        %s;\n",
                each.input().javaName(), each.output().javaName(), each.constant(), call);
    }

    private static String checksum(JsonNode facts) {
        JsonNode checksum = facts.path("httpChecksum");
        boolean required =
                ShapeDef.says(facts, "httpChecksumRequired") || ShapeDef.says(checksum, "requestChecksumRequired");
        if (!required && checksum.isMissingNode()) {
            return "Operation.Checksum.NONE";
        }
        return fill(
                "new Operation.Checksum(%s, %s, %s, List.of(%s))",
                required,
                Literals.string(checksum.path("requestAlgorithmMember").asString("")),
                Literals.string(checksum.path("requestValidationModeMember").asString("")),
                ShapeDef.strings(checksum, "responseAlgorithms").stream()
                        .map(Literals::string)
                        .collect(Collectors.joining(", ")));
    }

    /// The element around a Query protocol's answer. Models that speak another protocol first do not name it: it is
    /// called after the operation.
    private String wrapper(OperationDef operation) {
        String named = operation.facts().path("output").path("resultWrapper").asString("");
        if (!named.isEmpty()) {
            return Literals.string(named);
        }
        boolean asked = operation.output() != null
                && ShapeDef.strings(plan.model().metadata(), "protocols").contains("query");
        return asked ? Literals.string(operation.name() + "Result") : "null";
    }

    private String lists() {
        return fill("""
                private static final List<Operation<?, ?>> OPERATIONS = List.of(%s);

                private static final Map<String, Operation<?, ?>> BY_NAME = HashMap.newHashMap(OPERATIONS.size());

                static {
                    for (Operation<?, ?> operation : OPERATIONS) {
                        BY_NAME.put(operation.name(), operation);
                    }
                }
                """, each(each -> "\n        " + each.constant(), ","));
    }

    private String metadata() {
        return fill("""
                @Override
                public Metadata metadata() {
                    return METADATA;
                }

                @Override
                public List<Operation<?, ?>> operations() {
                    return OPERATIONS;
                }

                @Override
                public @Nullable Operation<?, ?> operation(String name) {
                    return BY_NAME.get(name);
                }
                %s
                private static final ServiceModel.Metadata METADATA = %s;
                """, namespace(), metadata(plan.model()));
    }

    /// Where the model says it, which AWS's own models do not.
    private String namespace() {
        String namespace = plan.model().fact("namespace");
        return namespace.isEmpty() ? "" : fill("""

                @Override
                public String namespace() {
                    return %s;
                }
                """, Literals.string(namespace));
    }

    /// The expression for what the model says of its service.
    static String metadata(Model model) {
        List<String> arguments = new ArrayList<>();
        for (String name : List.of("serviceId", "serviceFullName", "apiVersion", "endpointPrefix")) {
            arguments.add(Literals.string(model.fact(name)));
        }
        String signingName = model.fact("signingName");
        arguments.add(Literals.string(signingName.isEmpty() ? model.fact("endpointPrefix") : signingName));
        List<String> protocols = ShapeDef.strings(model.metadata(), "protocols");
        arguments.add(fill(
                "List.of(%s)",
                (protocols.isEmpty() ? List.of(model.fact("protocol")) : protocols)
                        .stream().map(Literals::string).collect(Collectors.joining(", "))));
        for (String name : List.of("jsonVersion", "targetPrefix", "xmlNamespace", "globalEndpoint")) {
            arguments.add(Literals.string(model.fact(name)));
        }
        arguments.add(Boolean.toString(model.metadata().has("awsQueryCompatible")));
        arguments.add(Boolean.toString(ShapeDef.says(model.metadata().path("protocolSettings"), "noErrorWrapping")));
        return "new ServiceModel.Metadata(\n        " + String.join(",\n        ", arguments) + ")";
    }

    private String selection(String type, String method, String parameter, Function<OperationPlan, String> value) {
        return fill(
                """
                @Override
                public %s %s(int index%s) {
                    switch (index) {
                %s        default: throw new IndexOutOfBoundsException(index);
                    }
                }
                """,
                type,
                method,
                parameter,
                each(each -> fill("case %d: return %s;\n", each.index(), value.apply(each)), "")
                        .indent(8));
    }
}
