package gatehouse.protocoltests;

import gatehouse.smithy.SmithyModels;
import gatehouse.smithy.Wire;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import software.amazon.smithy.model.Model;
import software.amazon.smithy.model.knowledge.TopDownIndex;
import software.amazon.smithy.model.shapes.OperationShape;
import software.amazon.smithy.model.shapes.ServiceShape;
import software.amazon.smithy.model.shapes.ShapeId;
import software.amazon.smithy.protocoltests.traits.AppliesTo;
import software.amazon.smithy.protocoltests.traits.HttpMalformedRequestTestsTrait;
import software.amazon.smithy.protocoltests.traits.HttpMessageTestCase;
import software.amazon.smithy.protocoltests.traits.HttpRequestTestsTrait;
import software.amazon.smithy.protocoltests.traits.HttpResponseTestsTrait;
import software.amazon.smithy.protocoltests.traits.eventstream.EventStreamTestsTrait;

/// The cases in AWS's models that apply to a server, in the models' order.
final class AllCases {
    private static final List<Case> ALL = new AllCases().collect();

    private final Model model = SmithyModels.load();
    private final List<Case> found = new ArrayList<>();

    private AllCases() {}

    static List<Case> all() {
        return ALL;
    }

    private List<Case> collect() {
        for (ServiceShape shape : model.getServiceShapes()) {
            for (ShapeId protocol : Wire.traitsOf(shape)) {
                add(TestedService.of(shape, protocol));
            }
        }
        return List.copyOf(found);
    }

    private void add(TestedService service) {
        Set<ShapeId> errors = new LinkedHashSet<>(service.shape().getErrorsSet());
        for (OperationShape operation : TopDownIndex.of(model).getContainedOperations(service.shape())) {
            operation
                    .getTrait(HttpRequestTestsTrait.class)
                    .ifPresent(cases -> cases.getTestCases().stream()
                            .filter(ofServer(service))
                            .forEach(each -> found.add(new RequestCase(service, operation, each))));
            operation
                    .getTrait(HttpResponseTestsTrait.class)
                    .ifPresent(cases -> cases.getTestCases().stream()
                            .filter(ofServer(service))
                            .forEach(each -> found.add(new ResponseCase(service, operation, each))));
            operation
                    .getTrait(HttpMalformedRequestTestsTrait.class)
                    .ifPresent(cases -> cases.getTestCases().stream()
                            .filter(each -> each.getProtocol().equals(service.protocolTrait()))
                            .forEach(each -> found.add(new MalformedRequestCase(service, operation, each))));
            operation
                    .getTrait(EventStreamTestsTrait.class)
                    .ifPresent(cases -> cases.getTestCases().stream()
                            .filter(each -> each.getProtocol().equals(service.protocolTrait())
                                    && isOfServer(each.getAppliesTo()))
                            .forEach(each -> found.add(new EventStreamCase(service, operation, each))));
            errors.addAll(operation.getErrors(service.shape()));
        }
        for (ShapeId error : errors) {
            model.expectShape(error)
                    .getTrait(HttpResponseTestsTrait.class)
                    .ifPresent(cases -> cases.getTestCases().stream()
                            .filter(ofServer(service))
                            .forEach(each -> found.add(new ErrorCase(service, model.expectShape(error), each))));
        }
    }

    private static Predicate<HttpMessageTestCase> ofServer(TestedService service) {
        return each -> each.getProtocol().equals(service.protocolTrait()) && isOfServer(each.getAppliesTo());
    }

    private static boolean isOfServer(Optional<AppliesTo> appliesTo) {
        return appliesTo.map(AppliesTo.SERVER::equals).orElse(true);
    }
}
