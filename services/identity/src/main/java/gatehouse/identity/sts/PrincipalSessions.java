package gatehouse.identity.sts;

import gatehouse.gateway.Call;
import gatehouse.gateway.Caller;
import gatehouse.gateway.Plan;
import gatehouse.identity.iam.IamTables;
import gatehouse.identity.iam.MfaDevice;
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
    private final Mfa mfa;

    PrincipalSessions(SessionTokens tokens, Mfa mfa) {
        this.tokens = tokens;
        this.mfa = mfa;
    }

    Plan<GetSessionTokenResponse> getSessionToken(Call call, GetSessionTokenRequest in) {
        Caller caller = call.caller();
        if (caller.session() != null) {
            throw StsErrors.notWithSession(call.operation().name());
        }
        MfaDevice used = mfa.check(call, in.serialNumber(), in.tokenCode());
        Instant from = call.now().truncatedTo(ChronoUnit.SECONDS);
        return Plan.open().commit(tx -> {
            if (used != null) {
                tx.put(IamTables.MFA_DEVICES, used);
            }
            Instant expiresAt = from.plusSeconds(seconds(caller, in.durationSeconds()));
            return issue(tx, caller, session(from, expiresAt, used == null ? null : from));
        });
    }

    private static int seconds(Caller caller, @Nullable Integer requested) {
        int seconds = requested == null ? StsLimits.SESSION_SECONDS_DEFAULT : requested;
        return caller.principal() instanceof Principal.Root
                ? Math.min(seconds, StsLimits.ROOT_SESSION_SECONDS_MAX)
                : seconds;
    }

    private static Caller.Session session(Instant from, Instant expiresAt, @Nullable Instant mfaAt) {
        return new Caller.Session(from, expiresAt, mfaAt, null, List.of(), null, Map.of(), List.of());
    }

    private GetSessionTokenResponse issue(Transaction tx, Caller caller, Caller.Session session) {
        SessionFacts.Kind kind =
                caller.principal() instanceof Principal.Root ? SessionFacts.Kind.ROOT : SessionFacts.Kind.USER;
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
