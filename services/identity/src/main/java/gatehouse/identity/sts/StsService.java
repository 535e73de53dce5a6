package gatehouse.identity.sts;

import gatehouse.gateway.Service;
import gatehouse.gateway.Trail;
import gatehouse.gateway.Trail.Response;
import gatehouse.identity.iam.EffectivePolicies;
import gatehouse.identity.iam.MfaCodes;
import gatehouse.identity.iam.PolicyCatalogue;
import gatehouse.model.sts.Sts;
import gatehouse.wire.constraint.ConstraintProfile;
import java.time.Duration;

/// STS's operations.
public final class StsService {
    private static final Duration SKEW_MAX = Duration.ofMinutes(15);

    /// CloudTrail calls these read-only, and records what they issued; what opens a session is left out.
    private static final Trail ISSUED = Trail.READ
            .answering(Response.RECORDED)
            .omitting("credentials.secretAccessKey", "credentials.sessionToken", "tokenCode");

    private final CallerIdentity callerIdentity = new CallerIdentity();
    private final PrincipalSessions principalSessions;
    private final RoleSessions roleSessions;

    public StsService(SessionTokens tokens, EffectivePolicies policies, PolicyCatalogue catalogue, MfaCodes codes) {
        Mfa mfa = new Mfa(codes);
        this.principalSessions = new PrincipalSessions(tokens, mfa);
        this.roleSessions = new RoleSessions(policies, new SessionRestriction(catalogue), tokens, mfa);
    }

    public Service service() {
        return Service.of(Sts.MODEL, "sts", ConstraintProfile.QUERY)
                .skewMax(SKEW_MAX)
                .on(Sts.ASSUME_ROLE, roleSessions::assumeRole, ISSUED)
                .on(Sts.GET_ACCESS_KEY_INFO, callerIdentity::getAccessKeyInfo)
                .on(Sts.GET_CALLER_IDENTITY, callerIdentity::getCallerIdentity)
                .on(Sts.GET_SESSION_TOKEN, principalSessions::getSessionToken, ISSUED)
                .build();
    }
}
