package gatehouse.smithy;

import java.util.List;
import java.util.Optional;
import software.amazon.smithy.aws.traits.HttpChecksumTrait;
import software.amazon.smithy.aws.traits.auth.UnsignedPayloadTrait;
import software.amazon.smithy.aws.traits.customizations.S3UnwrappedXmlOutputTrait;
import software.amazon.smithy.model.Model;
import software.amazon.smithy.model.shapes.OperationShape;
import software.amazon.smithy.model.shapes.ServiceShape;
import software.amazon.smithy.model.shapes.ShapeId;
import software.amazon.smithy.model.traits.AuthTrait;
import software.amazon.smithy.model.traits.EndpointTrait;
import software.amazon.smithy.model.traits.HttpChecksumRequiredTrait;
import software.amazon.smithy.model.traits.HttpTrait;
import software.amazon.smithy.model.traits.OptionalAuthTrait;
import software.amazon.smithy.model.traits.RequestCompressionTrait;
import software.amazon.smithy.model.traits.UnitTypeTrait;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Writes a service's operations in the older format.
final class OperationConverter {
    private final Model model;
    private final ServiceShape service;
    private final ShapeConverter shapes;

    OperationConverter(Model model, ServiceShape service, ShapeConverter shapes) {
        this.model = model;
        this.service = service;
        this.shapes = shapes;
    }

    ObjectNode convert(OperationShape operation) {
        ObjectNode out = JsonNodeFactory.instance.objectNode();
        String name = operation.getId().getName();
        out.put("name", name);
        out.set("http", http(operation));
        reference(operation.getInput())
                .ifPresent(shape -> out.putObject("input").put("shape", shape));
        reference(operation.getOutput()).ifPresent(shape -> {
            ObjectNode output = out.putObject("output").put("shape", shape);
            if (shapes.wire() == Wire.QUERY) {
                output.put("resultWrapper", name + "Result");
            }
        });
        ArrayNode errors = out.putArray("errors");
        for (ShapeId error : operation.getErrors(service)) {
            errors.addObject().put("shape", shapes.nameOf(model.expectShape(error)));
        }
        traits(operation, out);
        return out;
    }

    private ObjectNode http(OperationShape operation) {
        ObjectNode out = JsonNodeFactory.instance.objectNode();
        HttpTrait http = operation.getTrait(HttpTrait.class).orElse(null);
        if (http == null || !shapes.wire().bindsHttp()) {
            return out.put("method", "POST").put("requestUri", "/");
        }
        out.put("method", http.getMethod()).put("requestUri", http.getUri().toString());
        return out.put("responseCode", http.getCode());
    }

    private Optional<String> reference(Optional<ShapeId> shape) {
        return shape.map(model::expectShape)
                .filter(each -> !each.hasTrait(UnitTypeTrait.class))
                .map(shapes::nameOf);
    }

    private static void traits(OperationShape operation, ObjectNode out) {
        operation
                .getTrait(EndpointTrait.class)
                .ifPresent(endpoint -> out.putObject("endpoint")
                        .put("hostPrefix", endpoint.getHostPrefix().toString()));
        boolean unsigned = operation.hasTrait(OptionalAuthTrait.class)
                || operation
                        .getTrait(AuthTrait.class)
                        .map(auth -> auth.getValueSet().isEmpty())
                        .orElse(false);
        if (unsigned) {
            out.put("authtype", "none");
        }
        if (operation.hasTrait(UnsignedPayloadTrait.class)) {
            out.put("unsignedPayload", true);
        }
        if (operation.hasTrait(S3UnwrappedXmlOutputTrait.class)) {
            out.put("unwrappedOutput", true);
        }
        operation
                .getTrait(RequestCompressionTrait.class)
                .ifPresent(compression ->
                        strings(out.putObject("requestcompression").putArray("encodings"), compression.getEncodings()));
        if (operation.hasTrait(HttpChecksumRequiredTrait.class)) {
            out.put("httpChecksumRequired", true);
        }
        operation.getTrait(HttpChecksumTrait.class).ifPresent(checksum -> {
            ObjectNode facts = out.putObject("httpChecksum");
            facts.put("requestChecksumRequired", checksum.isRequestChecksumRequired());
            checksum.getRequestAlgorithmMember().ifPresent(member -> facts.put("requestAlgorithmMember", member));
            checksum.getRequestValidationModeMember()
                    .ifPresent(member -> facts.put("requestValidationModeMember", member));
            strings(facts.putArray("responseAlgorithms"), checksum.getResponseAlgorithms());
        });
    }

    private static void strings(ArrayNode out, List<String> values) {
        values.forEach(out::add);
    }
}
