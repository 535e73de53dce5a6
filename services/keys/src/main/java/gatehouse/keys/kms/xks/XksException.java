package gatehouse.keys.kms.xks;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// A proxy did not do what it was asked for.
public final class XksException extends Exception {
    private static final long serialVersionUID = 1L;

    private final XksFailure failure;

    XksException(XksFailure failure) {
        this(failure, null);
    }

    XksException(XksFailure failure, @Nullable IOException cause) {
        super(failure.words(), cause);
        this.failure = failure;
    }

    public XksFailure failure() {
        return failure;
    }
}
