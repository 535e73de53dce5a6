package gatehouse.model;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.wire.shape.Operation;
import gatehouse.wire.shape.ServiceException;
import gatehouse.wire.shape.ServiceModel;
import gatehouse.wire.shape.Shape;
import gatehouse.wire.shape.ShapeReader;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every input, output and error of every operation reads and writes all its members.
final class EveryShapeTest {
    static Stream<Operation<?, ?>> operations() {
        return Services.operations().stream();
    }

    @Test
    void theServicesHaveTheOperationsOfToday() {
        assertThat(Services.ALL)
                .extracting(service -> service.metadata().serviceId() + " "
                        + service.operations().size())
                .containsExactly("KMS 54", "STS 11", "IAM 176", "CloudTrail 60", "CloudHSM V2 18");
    }

    @Test
    void operationsAreFoundByIndexAndName() {
        for (ServiceModel service : Services.ALL) {
            List<Operation<?, ?>> operations = service.operations();
            for (int i = 0; i < operations.size(); i++) {
                assertThat(operations.get(i).index()).isEqualTo(i);
                assertThat(operations.get(i).service()).isSameAs(service);
                assertThat(service.operation(operations.get(i).name())).isSameAs(operations.get(i));
            }
            assertThat(service.operation("NoSuchOperation")).isNull();
        }
    }

    @ParameterizedTest
    @MethodSource("operations")
    void inputsComeBackAsTheyWere(Operation<?, ?> operation) {
        Map<String, Object> tree = Samples.structure(operation.inputSchema());
        Shape read = operation.readInput(new TreeReader(tree));
        assertThat(read.getClass().getSimpleName()).isEqualTo(operation.name() + "Request");
        assertThat(read.schema()).isSameAs(operation.inputSchema());
        assertWritten(read, tree);
        assertThat(operation.readInput(new TreeReader(TreeWriter.write(read)))).isEqualTo(read);
    }

    @ParameterizedTest
    @MethodSource("operations")
    void outputsComeBackAsTheyWere(Operation<?, ?> operation) {
        Map<String, Object> tree = Samples.structure(operation.outputSchema());
        Shape read = operation.readOutput(new TreeReader(tree));
        assertThat(read.getClass().getSimpleName()).isEqualTo(operation.name() + "Response");
        assertThat(read.schema()).isSameAs(operation.outputSchema());
        assertWritten(read, tree);
        assertThat(operation.readOutput(new TreeReader(TreeWriter.write(read)))).isEqualTo(read);
    }

    @ParameterizedTest
    @MethodSource("operations")
    void absentMembersStayAbsent(Operation<?, ?> operation) {
        assertWritten(operation.readInput(new TreeReader(Map.of("Unknown", "skipped"))), Map.of());
        assertWritten(operation.readOutput(new TreeReader(Map.of())), Map.of());
    }

    @Test
    void errorsComeBackAsTheyWere() throws ReflectiveOperationException {
        for (ServiceModel service : Services.ALL) {
            TreeSet<String> names = new TreeSet<>();
            service.operations().forEach(operation -> names.addAll(operation.errors()));
            assertThat(names).isNotEmpty();
            for (String name : names) {
                ServiceException empty = error(service, name, Map.of());
                Map<String, Object> tree = Samples.structure(empty.schema());
                ServiceException read = error(service, name, tree);
                assertWritten(read, tree);
                assertThat(read.error().shapeName()).isEqualTo(name);
                assertThat(read.error().code()).isNotEmpty();
                assertThat(read.error().status()).isBetween(400, 599);
                assertThat(read.getMessage()).isEqualTo(tree.getOrDefault("message", tree.get("Message")));
            }
        }
    }

    private static ServiceException error(ServiceModel service, String name, Map<String, Object> tree)
            throws ReflectiveOperationException {
        String packageName = service.getClass().getPackageName();
        String className = name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
        return (ServiceException) Class.forName(packageName + "." + className)
                .getMethod("read", ShapeReader.class)
                .invoke(null, new TreeReader(tree));
    }

    private static void assertWritten(Shape shape, Map<String, Object> tree) {
        Map<String, Object> written = TreeWriter.write(shape);
        assertThat(written).isEqualTo(tree);
        assertThat(List.copyOf(written.keySet())).as("the model's order").isEqualTo(List.copyOf(tree.keySet()));
    }
}
