package gatehouse.wire.protocol;

import gatehouse.wire.shape.CommonException;
import gatehouse.wire.shape.ErrorInfo;
import gatehouse.wire.shape.ErrorInfo.Fault;
import gatehouse.wire.shape.Kind;
import gatehouse.wire.shape.Member;
import gatehouse.wire.shape.SerializationException;
import gatehouse.wire.shape.ServiceException;
import gatehouse.wire.shape.ServiceModel;
import org.jspecify.annotations.Nullable;

/// The errors of the protocols themselves: what a client is told of a request that names no operation or cannot be
/// read.
public final class ProtocolErrors {
    private ProtocolErrors() {}

    /// The answer to an operation that the service's model does not have, or to a request that names none (`null`).
    public static CommonException unknownOperation(
            Protocol.Family family, ServiceModel service, @Nullable String operation) {
        return switch (family) {
            case QUERY -> unknownAction(service, operation);
            case EC2 -> unknownEc2Action(operation);
            case JSON -> sender("UnknownOperationException", 400, null);
            case CBOR, REST_JSON, REST_XML -> sender("UnknownOperationException", 404, null);
        };
    }

    /// The answer to a request that cannot be read as the operation's input.
    public static CommonException serialization(Protocol.Family family, SerializationException cause) {
        String words = cause.getMessage();
        String message = words == null || words.isEmpty() ? null : words;
        return switch (family) {
            case QUERY -> sender("MalformedInput", 400, message);
            case EC2 -> sender(message == null ? "MalformedQueryString" : "InvalidParameterValue", 400, message);
            case JSON, CBOR, REST_JSON -> sender("SerializationException", 400, message);
            case REST_XML -> sender("MalformedXML", 400, message);
        };
    }

    /// The Query protocol's answer to a version that the service does not speak.
    static CommonException unknownVersion(String operation, @Nullable String version) {
        return invalidAction(operation, version == null ? "NO_VERSION_SPECIFIED" : version);
    }

    /// EC2's answer to a version that it does not speak.
    static CommonException noSuchVersion(ServiceModel service, @Nullable String version) {
        return version == null
                ? sender("MissingParameter", 400, "The request must contain the parameter Version")
                : sender(
                        "NoSuchVersion",
                        400,
                        "The requested version (" + version + ") of service "
                                + service.metadata().serviceId() + " does not exist");
    }

    private static CommonException unknownEc2Action(@Nullable String operation) {
        return operation == null
                ? sender("MissingAction", 400, "The request is missing an action or a required parameter.")
                : sender("InvalidAction", 400, "The action " + operation + " is not valid for this web service.");
    }

    private static CommonException unknownAction(ServiceModel service, @Nullable String operation) {
        return operation == null
                ? sender("MissingAction", 400, "The request is missing an action or a required parameter.")
                : invalidAction(operation, service.metadata().apiVersion());
    }

    private static CommonException invalidAction(String operation, String version) {
        return sender("InvalidAction", 400, "Could not find operation " + operation + " for version " + version);
    }

    private static CommonException sender(String code, int status, @Nullable String message) {
        return new CommonException(new ErrorInfo(code, code, status, Fault.SENDER), message);
    }

    /// The member of a modelled error that holds its message, whatever its case, or null.
    static @Nullable Member messageMember(ServiceException error) {
        for (Member member : error.schema().members()) {
            if (member.name().equalsIgnoreCase("message") && member.target().kind() == Kind.STRING) {
                return member;
            }
        }
        return null;
    }
}
