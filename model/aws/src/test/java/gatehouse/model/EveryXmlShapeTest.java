package gatehouse.model;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.model.ec2.Ec2;
import gatehouse.model.iam.Iam;
import gatehouse.model.route53.Route53;
import gatehouse.model.sns.Sns;
import gatehouse.model.sts.Sts;
import gatehouse.wire.buffer.GrowableBytes;
import gatehouse.wire.shape.Operation;
import gatehouse.wire.shape.ServiceModel;
import gatehouse.wire.shape.Shape;
import gatehouse.wire.xml.XmlBuffer;
import gatehouse.wire.xml.XmlReader;
import gatehouse.wire.xml.XmlWriter;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every input and output of the services that speak XML comes back from it as it was.
final class EveryXmlShapeTest {
    static Stream<Operation<?, ?>> operations() {
        return Stream.of(Ec2.MODEL, Iam.MODEL, Route53.MODEL, Sns.MODEL, Sts.MODEL)
                .map(ServiceModel::operations)
                .flatMap(List::stream);
    }

    @ParameterizedTest
    @MethodSource("operations")
    void inputsAndOutputsComeBackAsTheyWere(Operation<?, ?> operation) {
        Shape input = operation.readInput(new TreeReader(Samples.structure(operation.inputSchema())));
        assertThat(operation.readInput(XmlReader.of(written(input), "Root"))).isEqualTo(input);
        Shape output = operation.readOutput(new TreeReader(Samples.structure(operation.outputSchema())));
        assertThat(operation.readOutput(XmlReader.of(written(output), "Root"))).isEqualTo(output);
    }

    private static byte[] written(Shape shape) {
        GrowableBytes out = new GrowableBytes(1024);
        XmlWriter.ofRoot(new XmlBuffer(out), "").root("Root", shape);
        return out.toByteArray();
    }
}
