package gatehouse.gateway;

import gatehouse.wire.protocol.Protocol;
import gatehouse.wire.shape.CommonException;
import gatehouse.wire.shape.ErrorInfo;
import gatehouse.wire.shape.ErrorInfo.Fault;
import gatehouse.wire.shape.SerializationException;
import gatehouse.wire.shape.ServiceModel;
import org.jspecify.annotations.Nullable;

/// The errors that every AWS service may answer with, each in one place.
///
/// Source: https://docs.aws.amazon.com/STS/latest/APIReference/CommonErrors.html
public final class CommonErrors {
    private static final ErrorInfo ACCESS_DENIED =
            new ErrorInfo("AccessDeniedException", "AccessDenied", 403, Fault.SENDER);
    private static final ErrorInfo INTERNAL_FAILURE =
            new ErrorInfo("InternalFailure", "InternalFailure", 500, Fault.RECEIVER);
    private static final ErrorInfo SERVICE_UNAVAILABLE =
            new ErrorInfo("ServiceUnavailable", "ServiceUnavailable", 503, Fault.RECEIVER);
    private static final ErrorInfo NOT_BUILT =
            new ErrorInfo("NotImplementedException", "NotImplemented", 501, Fault.RECEIVER);
    private static final ErrorInfo UNKNOWN_OPERATION =
            new ErrorInfo("UnknownOperationException", "InvalidAction", 400, Fault.SENDER);
    private static final ErrorInfo SERIALIZATION =
            new ErrorInfo("SerializationException", "MalformedInput", 400, Fault.SENDER);
    private static final ErrorInfo TOO_LARGE =
            new ErrorInfo("RequestEntityTooLargeException", "RequestEntityTooLarge", 413, Fault.SENDER);

    private CommonErrors() {}

    /// A caller that is not allowed; the message says why.
    public static CommonException accessDenied(String message) {
        return new CommonException(ACCESS_DENIED, message);
    }

    /// A bug of ours, without any detail.
    public static CommonException internalFailure() {
        return new CommonException(INTERNAL_FAILURE, "The request processing has failed because of an unknown error.");
    }

    /// A parameter that the model cannot judge.
    public static CommonException validation(String message) {
        return CommonException.sender("ValidationException", 400, message);
    }

    public static CommonException serviceUnavailable(String message) {
        return new CommonException(SERVICE_UNAVAILABLE, message);
    }

    /// An operation of AWS's that is not built here.
    public static CommonException notBuilt(String service, String operation) {
        return new CommonException(
                NOT_BUILT, "Gatehouse does not implement " + service + ":" + operation + " yet. Nothing was done.");
    }

    static CommonException notServed(String service) {
        return new CommonException(
                NOT_BUILT, "Gatehouse does not serve '" + service + "' (the service in the credential scope) yet.");
    }

    /// A request that names no operation of the service; `name` is null where it names none at all.
    static CommonException unknownOperation(Protocol.Family family, ServiceModel service, @Nullable String name) {
        if (family != Protocol.Family.QUERY) {
            return new CommonException(UNKNOWN_OPERATION, null);
        }
        return name == null
                ? CommonException.sender("MissingAction", 400, "The request must contain the parameter Action.")
                : new CommonException(
                        UNKNOWN_OPERATION,
                        "Could not find operation " + name + " for version "
                                + service.metadata().apiVersion());
    }

    static CommonException wrongProtocol(ServiceModel service) {
        return new CommonException(
                UNKNOWN_OPERATION, service.metadata().serviceId() + " does not speak the protocol of this request.");
    }

    static CommonException serialization(SerializationException cause) {
        return new CommonException(SERIALIZATION, cause.getMessage());
    }

    static CommonException requestTooLarge(int bytesMax) {
        return new CommonException(TOO_LARGE, "The request is larger than " + bytesMax + " bytes.");
    }
}
