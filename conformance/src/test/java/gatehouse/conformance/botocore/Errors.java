package gatehouse.conformance.botocore;

import gatehouse.wire.shape.ErrorInfo;
import gatehouse.wire.shape.Operation;
import gatehouse.wire.shape.Schema;
import gatehouse.wire.shape.ServiceException;
import gatehouse.wire.shape.ServiceModel;
import gatehouse.wire.shape.ShapeReader;
import java.lang.reflect.InvocationTargetException;
import java.util.List;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/// A modelled error of a service, found by its name: models list their errors by names only.
record Errors(String name, ErrorInfo info, Schema schema, Function<ShapeReader, ServiceException> reader) {
    /// The errors of the operation.
    static List<Errors> of(Operation<?, ?> operation) {
        return operation.errors().stream()
                .map(name -> of(operation.service(), name))
                .toList();
    }

    static boolean isError(ServiceModel service, String shapeName) {
        try {
            return ServiceException.class.isAssignableFrom(type(service, shapeName));
        } catch (ClassNotFoundException _) {
            return false;
        }
    }

    static Errors of(ServiceModel service, String name) {
        try {
            Class<?> type = type(service, name);
            var read = type.getMethod("read", ShapeReader.class);
            return new Errors(
                    name,
                    (ErrorInfo) type.getField("ERROR").get(null),
                    (Schema) type.getField("SCHEMA").get(null),
                    in -> {
                        try {
                            return (ServiceException) read.invoke(null, in);
                        } catch (IllegalAccessException | InvocationTargetException e) {
                            throw new LinkageError(name, e);
                        }
                    });
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(name, e);
        }
    }

    /// The class of a shape, which has a suffix where the name is taken.
    private static Class<?> type(ServiceModel service, String name) throws ClassNotFoundException {
        String full = service.getClass().getPackageName() + "." + name;
        return Class.forName(name.equals(ServiceException.class.getSimpleName()) ? full + "Value" : full);
    }

    ServiceException with(JsonNode members) {
        return reader.apply(new TreeReader(members));
    }
}
