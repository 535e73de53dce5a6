package gatehouse.wire.shape;

import gatehouse.wire.shape.ErrorInfo.Fault;
import org.jspecify.annotations.Nullable;

/// An error that AWS's services share and their models do not list, such as `AccessDenied`.
public final class CommonException extends ServiceException {
    private static final long serialVersionUID = 1L;

    private static final Schema SCHEMA = Schema.structure("CommonException", Kind.STRUCTURE, Traits.NONE);

    private static final ErrorInfo INTERNAL_FAILURE =
            new ErrorInfo("InternalFailure", "InternalFailure", 500, Fault.RECEIVER);

    private final transient ErrorInfo error;

    public CommonException(ErrorInfo error, @Nullable String message) {
        super(message);
        this.error = error;
    }

    /// A sender's mistake whose code is the same in every protocol.
    public static CommonException sender(String code, int status, @Nullable String message) {
        return new CommonException(new ErrorInfo(code, code, status, Fault.SENDER), message);
    }

    /// A bug of ours, without any detail.
    public static CommonException internalFailure() {
        return new CommonException(INTERNAL_FAILURE, "The request processing has failed because of an unknown error.");
    }

    @Override
    public ErrorInfo error() {
        return error;
    }

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    public void writeMembers(ShapeWriter out) {
        // Nothing beside the message, which every protocol writes itself.
    }
}
