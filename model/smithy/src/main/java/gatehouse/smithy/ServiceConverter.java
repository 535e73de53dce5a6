package gatehouse.smithy;

import java.util.List;
import java.util.Map;
import software.amazon.smithy.aws.traits.ServiceTrait;
import software.amazon.smithy.aws.traits.auth.SigV4Trait;
import software.amazon.smithy.aws.traits.protocols.AwsJson1_0Trait;
import software.amazon.smithy.aws.traits.protocols.AwsQueryCompatibleTrait;
import software.amazon.smithy.aws.traits.protocols.RestXmlTrait;
import software.amazon.smithy.model.Model;
import software.amazon.smithy.model.knowledge.TopDownIndex;
import software.amazon.smithy.model.shapes.OperationShape;
import software.amazon.smithy.model.shapes.ServiceShape;
import software.amazon.smithy.model.shapes.ShapeId;
import software.amazon.smithy.model.traits.TitleTrait;
import software.amazon.smithy.model.traits.XmlNamespaceTrait;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Writes one service in the older format: metadata, operations and shapes.
final class ServiceConverter {
    private final Model model;
    private final ServiceShape service;
    private final List<ShapeId> protocols;

    /// @throws IllegalArgumentException for a service without a protocol of AWS's
    ServiceConverter(Model model, ServiceShape service) {
        this.model = model;
        this.service = service;
        this.protocols = Wire.traitsOf(service);
        if (protocols.isEmpty()) {
            throw new IllegalArgumentException(service.getId() + " speaks no known protocol");
        }
    }

    ObjectNode convert() {
        ObjectNode out = JsonNodeFactory.instance.objectNode();
        out.set("metadata", metadata());
        Wire first = Wire.ofTrait(protocols.getFirst());
        ShapeConverter shapes = new ShapeConverter(model, service, first);
        ObjectNode operations = out.putObject("operations");
        OperationConverter converter = new OperationConverter(model, service, shapes);
        for (OperationShape operation : TopDownIndex.of(model).getContainedOperations(service)) {
            operations.set(operation.getId().getName(), converter.convert(operation));
        }
        service.getErrorsSet().forEach(error -> shapes.nameOf(model.expectShape(error)));
        ObjectNode all = out.putObject("shapes");
        for (Map.Entry<String, ObjectNode> each : shapes.converted().entrySet()) {
            all.set(each.getKey(), each.getValue());
        }
        return out;
    }

    private ObjectNode metadata() {
        ObjectNode out = JsonNodeFactory.instance.objectNode();
        String name = SmithyConverter.name(service);
        out.put("serviceId", name);
        out.put(
                "serviceFullName",
                service.getTrait(TitleTrait.class).map(TitleTrait::getValue).orElse(name));
        out.put("apiVersion", service.getVersion());
        String endpoint = service.getTrait(ServiceTrait.class)
                .map(ServiceTrait::getEndpointPrefix)
                .orElse(name);
        out.put("endpointPrefix", endpoint);
        out.put(
                "signingName",
                service.getTrait(SigV4Trait.class).map(SigV4Trait::getName).orElse(endpoint));
        ArrayNode words = out.putArray("protocols");
        protocols.forEach(trait -> words.add(Wire.ofTrait(trait).word()));
        out.put("jsonVersion", protocols.contains(AwsJson1_0Trait.ID) ? "1.0" : "1.1");
        out.put("targetPrefix", name);
        out.put("namespace", service.getId().getNamespace());
        service.getTrait(XmlNamespaceTrait.class).ifPresent(namespace -> out.put("xmlNamespace", namespace.getUri()));
        if (service.hasTrait(AwsQueryCompatibleTrait.class)) {
            out.putObject("awsQueryCompatible");
        }
        boolean bareErrors = service.getTrait(RestXmlTrait.class)
                .map(RestXmlTrait::isNoErrorWrapping)
                .orElse(false);
        if (bareErrors) {
            out.putObject("protocolSettings").put("noErrorWrapping", true);
        }
        return out;
    }
}
