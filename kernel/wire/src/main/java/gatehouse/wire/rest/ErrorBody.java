package gatehouse.wire.rest;

import gatehouse.wire.shape.Member;
import gatehouse.wire.shape.ServiceException;
import gatehouse.wire.shape.ServiceModel;
import gatehouse.wire.shape.Shape;
import org.jspecify.annotations.Nullable;

/// An error as a body has it: `members` offers those that are not bound to headers, the message among them;
/// `message` is the member that holds [ServiceException#getMessage], null where the error has none.
public record ErrorBody(
        ServiceModel service,
        ServiceException error,
        Shape members,
        @Nullable Member message,
        String requestId) {}
