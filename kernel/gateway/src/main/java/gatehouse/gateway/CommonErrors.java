package gatehouse.gateway;

import gatehouse.wire.shape.CommonException;
import gatehouse.wire.shape.ErrorInfo;
import gatehouse.wire.shape.ErrorInfo.Fault;
import java.util.List;
import java.util.stream.Collectors;

/// The errors that every AWS service may answer with, each in one place.
///
/// Source: https://docs.aws.amazon.com/STS/latest/APIReference/CommonErrors.html
public final class CommonErrors {
    private static final ErrorInfo ACCESS_DENIED =
            new ErrorInfo("AccessDeniedException", "AccessDenied", 403, Fault.SENDER);
    private static final ErrorInfo SERVICE_UNAVAILABLE =
            new ErrorInfo("ServiceUnavailable", "ServiceUnavailable", 503, Fault.RECEIVER);
    private static final ErrorInfo NOT_BUILT =
            new ErrorInfo("NotImplementedException", "NotImplemented", 501, Fault.RECEIVER);
    private static final ErrorInfo UNKNOWN_OPERATION =
            new ErrorInfo("UnknownOperationException", "InvalidAction", 400, Fault.SENDER);

    private CommonErrors() {}

    /// A caller that is not allowed; the message says why.
    public static CommonException accessDenied(String message) {
        return new CommonException(ACCESS_DENIED, message);
    }

    /// A bug of ours, without any detail.
    public static CommonException internalFailure() {
        return CommonException.internalFailure();
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

    /// What a call did that another forwarded, where that other failed: for the record, nobody is answered
    /// so.
    static CommonException undone() {
        return CommonException.sender(
                "TransactionCanceledException",
                400,
                "The call that this one was a part of has failed. What this one changed was not kept.");
    }

    static CommonException notServed(String service) {
        return new CommonException(
                NOT_BUILT,
                service.isEmpty()
                        ? "The request is for no service that Gatehouse serves."
                        : "Gatehouse does not serve '" + service + "' yet.");
    }

    static CommonException wrongProtocol(List<Service> candidates) {
        String who = candidates.size() == 1 ? candidates.getFirst().metadata().serviceId() : "No service here";
        return new CommonException(UNKNOWN_OPERATION, who + " does not speak the protocol of this request.");
    }

    /// A request that names its operation in two ways.
    static CommonException twoDialects() {
        return new CommonException(
                UNKNOWN_OPERATION,
                "The request speaks two protocols at once: keep to one way of naming its operation.");
    }

    /// A request that several services would take for their own.
    static CommonException ambiguous(List<Service> services) {
        String names =
                services.stream().map(service -> service.metadata().serviceId()).collect(Collectors.joining(", "));
        return new CommonException(
                UNKNOWN_OPERATION,
                "The request could be for several services (" + names + "): send it to the host of one of them.");
    }
}
