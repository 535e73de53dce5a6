package gatehouse.identity.sts;

import gatehouse.gateway.Caller;
import gatehouse.gateway.Service;
import gatehouse.model.iam.Iam;
import gatehouse.model.sts.Sts;
import gatehouse.policy.Principal;
import gatehouse.wire.shape.Operation;
import java.util.Set;

/// What a session of GetSessionToken may not call, whatever its user or root may do: IAM, unless a second factor was
/// given, and of STS all but two operations. Sessions of roles may call anything.
///
/// Source: https://docs.aws.amazon.com/STS/latest/APIReference/API_GetSessionToken.html
public final class PrincipalSessionCalls {
    private static final Set<String> OF_STS = Set.of(Sts.ASSUME_ROLE.name(), Sts.GET_CALLER_IDENTITY.name());

    private PrincipalSessionCalls() {}

    /// @throws gatehouse.wire.shape.ServiceException where the caller's credentials are such a session's, and may not
    public static void admit(Caller caller, Service service, Operation<?, ?> operation) {
        Caller.Session session = caller.session();
        if (session == null || caller.principal() instanceof Principal.Session) {
            return;
        }
        if (service.model() == Iam.MODEL && session.mfaAt() == null) {
            throw StsErrors.notWithoutMfa();
        }
        if (service.model() == Sts.MODEL && !OF_STS.contains(operation.name())) {
            throw StsErrors.notWithSession(operation.name());
        }
    }
}
