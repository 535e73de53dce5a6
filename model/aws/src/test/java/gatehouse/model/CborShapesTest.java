package gatehouse.model;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.model.cloudwatch.CloudWatch;
import gatehouse.wire.buffer.GrowableBytes;
import gatehouse.wire.cbor.CborReader;
import gatehouse.wire.cbor.CborWriter;
import gatehouse.wire.shape.Operation;
import gatehouse.wire.shape.Shape;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every input and output comes back through CBOR, of services that speak it and of those that don't.
final class CborShapesTest {
    static Stream<Operation<?, ?>> operations() {
        return Stream.concat(Services.operations().stream(), CloudWatch.MODEL.operations().stream());
    }

    @ParameterizedTest
    @MethodSource("operations")
    void inputsComeBackAsTheyWere(Operation<?, ?> operation) {
        Shape input = operation.readInput(new TreeReader(Samples.structure(operation.inputSchema())));
        assertThat(CborReader.read(written(input), operation::readInput)).isEqualTo(input);
    }

    @ParameterizedTest
    @MethodSource("operations")
    void outputsComeBackAsTheyWere(Operation<?, ?> operation) {
        Shape output = operation.readOutput(new TreeReader(Samples.structure(operation.outputSchema())));
        assertThat(CborReader.read(written(output), operation::readOutput)).isEqualTo(output);
    }

    private static byte[] written(Shape shape) {
        GrowableBytes bytes = new GrowableBytes(256);
        new CborWriter(bytes).structure(shape);
        return bytes.toByteArray();
    }
}
