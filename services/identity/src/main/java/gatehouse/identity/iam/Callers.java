package gatehouse.identity.iam;

import gatehouse.gateway.Call;
import gatehouse.policy.Principal;
import org.jspecify.annotations.Nullable;

/// Whom a call means that names no user: its caller.
final class Callers {
    private Callers() {}

    /// The given name, or the caller's own.
    ///
    /// @throws gatehouse.wire.shape.CommonException where none is given and the caller is no user
    static String userName(Call call, @Nullable String given) {
        if (given != null) {
            return given;
        }
        if (call.caller().principal() instanceof Principal.User) {
            return call.caller().name();
        }
        throw IamErrors.validation("Must specify userName when calling with non-User credentials");
    }
}
