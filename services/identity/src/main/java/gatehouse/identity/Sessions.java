package gatehouse.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import gatehouse.gateway.Caller;
import gatehouse.gateway.Identities.Credential;
import gatehouse.identity.iam.Account;
import gatehouse.identity.iam.IamTables;
import gatehouse.identity.iam.Role;
import gatehouse.identity.iam.User;
import gatehouse.identity.sts.SessionFacts;
import gatehouse.identity.sts.SessionTokens;
import gatehouse.identity.sts.SessionTokens.OpenedToken;
import gatehouse.identity.sts.StsLimits;
import gatehouse.policy.Arn;
import gatehouse.policy.Principal;
import gatehouse.store.View;
import gatehouse.wire.sigv4.AuthenticationFailure;
import gatehouse.wire.sigv4.AuthenticationFailure.Reason;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Authenticates by temporary credentials. The token says whose session it is; whether that user or role is still
/// there, and is the same one, is read at each use.
public final class Sessions {
    private final SessionTokens tokens;
    private final Cache<OpenedToken, Known> known = Caffeine.newBuilder()
            .maximumSize(StsLimits.CALLERS_MAX)
            .weakKeys()
            .executor(Runnable::run)
            .build();

    public Sessions(SessionTokens tokens) {
        this.tokens = tokens;
    }

    /// A credential that was made of exactly this principal's record.
    private record Known(Record principal, Credential credential) {
        @Override
        public String toString() {
            return "Known[" + credential + "]";
        }
    }

    Credential credential(View view, String accessKeyId, @Nullable String sessionToken, Instant now)
            throws AuthenticationFailure {
        if (sessionToken == null) {
            throw new AuthenticationFailure(Reason.UNKNOWN_KEY, "");
        }
        OpenedToken token = tokens.open(view, accessKeyId, sessionToken);
        if (token == null) {
            throw new AuthenticationFailure(Reason.INVALID_TOKEN, "");
        }
        if (!now.isBefore(token.facts().session().expiresAt())) {
            throw new AuthenticationFailure(Reason.EXPIRED_TOKEN, "");
        }
        Record principal = principal(view, token.facts());
        if (principal == null) {
            throw new AuthenticationFailure(Reason.INVALID_TOKEN, "");
        }
        return of(token, principal);
    }

    private Credential of(OpenedToken token, Record principal) {
        Known before = known.getIfPresent(token);
        if (before != null && before.principal().equals(principal)) {
            return before.credential();
        }
        Credential credential = new Credential(caller(token, principal), token.secretAccessKey());
        known.put(token, new Known(principal, credential));
        return credential;
    }

    /// The record of whoever the session is of; null where it is gone, or its account is.
    private static @Nullable Record principal(View view, SessionFacts facts) {
        Account account = view.get(IamTables.ACCOUNTS, IamTables.account(facts.account()));
        if (account == null) {
            return null;
        }
        return switch (facts.kind()) {
            case ROOT -> account;
            case USER -> user(view, facts);
            case ROLE -> role(view, facts);
        };
    }

    private static @Nullable User user(View view, SessionFacts facts) {
        User named = view.get(IamTables.USERS, IamTables.named(facts.account(), facts.principalName()));
        if (named != null && named.userId().equals(facts.principalId())) {
            return named;
        }
        // A user keeps its sessions when it is renamed.
        List<User> found = view.scan(
                        IamTables.USERS, IamTables.USERS_BY_ID, IamTables.uniqueId(facts.principalId()), null, 1)
                .items();
        return found.isEmpty() ? null : found.getFirst();
    }

    private static @Nullable Role role(View view, SessionFacts facts) {
        Role role = view.get(IamTables.ROLES, IamTables.named(facts.account(), facts.principalName()));
        return role != null && role.roleId().equals(facts.principalId()) ? role : null;
    }

    private static Caller caller(OpenedToken token, Record principal) {
        Caller.Session session = token.facts().session();
        return switch (principal) {
            case User user ->
                new Caller(
                        new Principal.User(user.account(), user.arn(), user.userId()),
                        token.accessKeyId(),
                        user.userId(),
                        user.name(),
                        tags(user.tags(), session.tags()),
                        session);
            case Role role -> ofRole(token, role);
            case Account account ->
                new Caller(
                        new Principal.Root(account.id()),
                        token.accessKeyId(),
                        account.id(),
                        "",
                        session.tags(),
                        session);
            default -> throw new IllegalStateException("no caller is a " + principal.getClass());
        };
    }

    private static Caller ofRole(OpenedToken token, Role role) {
        String sessionName = token.facts().sessionName();
        String arn = Arn.of("sts", "", role.account(), "assumed-role/" + role.name() + "/" + sessionName)
                .toString();
        Caller.Session session = token.facts().session();
        return new Caller(
                new Principal.Session(role.account(), arn, role.arn(), role.roleId()),
                token.accessKeyId(),
                role.roleId() + ":" + sessionName,
                role.name(),
                tags(role.tags(), session.tags()),
                session);
    }

    /// A session's tags take the place of its principal's, whatever the case of their keys.
    private static Map<String, String> tags(Map<String, String> own, Map<String, String> session) {
        if (session.isEmpty()) {
            return own;
        }
        Map<String, String> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        all.putAll(session);
        own.forEach(all::putIfAbsent);
        return all;
    }
}
