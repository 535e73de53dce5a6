package gatehouse.protocoltests;

import gatehouse.model.TestedServices;
import gatehouse.smithy.SmithyConverter;
import gatehouse.smithy.Wire;
import gatehouse.wire.protocol.Protocol;
import gatehouse.wire.protocol.Protocols;
import gatehouse.wire.shape.Operation;
import gatehouse.wire.shape.ServiceException;
import gatehouse.wire.shape.ServiceModel;
import gatehouse.wire.shape.ShapeReader;
import java.lang.reflect.InvocationTargetException;
import java.util.Objects;
import java.util.stream.IntStream;
import software.amazon.smithy.model.shapes.ServiceShape;
import software.amazon.smithy.model.shapes.Shape;
import software.amazon.smithy.model.shapes.ShapeId;

/// A service of the cases, under one of its protocols: as Smithy has it, and as it was generated.
record TestedService(ServiceShape shape, ShapeId protocolTrait, ServiceModel model) {
    static TestedService of(ServiceShape shape, ShapeId protocolTrait) {
        String name = SmithyConverter.name(shape);
        int index = IntStream.range(0, TestedServices.SERVICES.size())
                .filter(i -> TestedServices.SERVICES.get(i).serviceId().equals(name))
                .findFirst()
                .orElseThrow();
        return new TestedService(shape, protocolTrait, TestedServices.model(index));
    }

    Wire wire() {
        return Wire.ofTrait(protocolTrait);
    }

    /// Our protocol.
    ///
    /// @throws IllegalArgumentException where we do not have it
    Protocol protocol() {
        return Protocols.of(wire().word());
    }

    Operation<?, ?> operation(Shape operation) {
        return Objects.requireNonNull(model.operation(operation.getId().getName()), operation.getId()::toString);
    }

    /// Reads an error of the model.
    ServiceException readError(Shape error, ShapeReader in) throws ReflectiveOperationException {
        String type = model.getClass().getPackageName() + "." + error.getId().getName(shape);
        try {
            return (ServiceException)
                    Class.forName(type).getMethod("read", ShapeReader.class).invoke(null, in);
        } catch (InvocationTargetException e) {
            throw new IllegalArgumentException("cannot make " + type, e.getCause());
        }
    }
}
