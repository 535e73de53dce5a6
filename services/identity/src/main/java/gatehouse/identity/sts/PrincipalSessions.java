package gatehouse.identity.sts;

import gatehouse.gateway.Call;
import gatehouse.gateway.Caller;
import gatehouse.gateway.Plan;
import gatehouse.model.sts.Credentials;
import gatehouse.model.sts.GetSessionTokenRequest;
import gatehouse.model.sts.GetSessionTokenResponse;
import gatehouse.policy.Principal;
import gatehouse.store.Transaction;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Sessions of users and roots with their own permissions.
final class PrincipalSessions {
    private final SessionTokens tokens;

    PrincipalSessions(SessionTokens tokens) {
        this.tokens = tokens;
    }

    Plan<GetSessionTokenResponse> getSessionToken(Call call, GetSessionTokenRequest in) {
        Caller caller = call.caller();
        if (caller.session() != null) {
            throw StsErrors.notWithSession(call.operation().name());
        }
        Mfa.check(in.serialNumber(), in.tokenCode());
        return Plan.open().commit(tx -> issue(tx, caller, in.durationSeconds(), call.now()));
    }

    private GetSessionTokenResponse issue(
            Transaction tx, Caller caller, @Nullable Integer requestedSeconds, Instant now) {
        boolean root = caller.principal() instanceof Principal.Root;
        int seconds = requestedSeconds == null ? StsLimits.SESSION_SECONDS_DEFAULT : requestedSeconds;
        if (root) {
            seconds = Math.min(seconds, StsLimits.ROOT_SESSION_SECONDS_MAX);
        }
        Instant from = now.truncatedTo(ChronoUnit.SECONDS);
        Caller.Session session =
                new Caller.Session(from, from.plusSeconds(seconds), null, null, List.of(), null, Map.of(), List.of());
        SessionFacts.Kind kind = root ? SessionFacts.Kind.ROOT : SessionFacts.Kind.USER;
        SessionTokens.Issued issued =
                tokens.issue(tx, new SessionFacts(kind, caller.account(), caller.userId(), caller.name(), "", session));
        return GetSessionTokenResponse.builder()
                .credentials(credentials(issued, session.expiresAt()))
                .build();
    }

    static Credentials credentials(SessionTokens.Issued issued, Instant expiration) {
        return Credentials.builder()
                .accessKeyId(issued.accessKeyId())
                .secretAccessKey(issued.secretAccessKey())
                .sessionToken(issued.sessionToken())
                .expiration(expiration)
                .build();
    }
}
