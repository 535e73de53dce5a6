package gatehouse.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import gatehouse.crypto.Sealer;
import gatehouse.gateway.Caller;
import gatehouse.gateway.Identities.Credential;
import gatehouse.identity.iam.AccessKey;
import gatehouse.identity.iam.IamTables;
import gatehouse.identity.iam.User;
import gatehouse.policy.Principal;
import gatehouse.store.View;
import gatehouse.wire.sigv4.AuthenticationFailure;
import gatehouse.wire.sigv4.AuthenticationFailure.Reason;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Authenticates by long-term access keys: of users, and of accounts' roots.
///
/// A secret is opened once for each stored record of a key: the cache knows the record itself, not the key's id, so
/// that a key which was changed, deactivated or deleted is seen as such by the next call.
public final class LongTermKeys {
    static final int OPENED_MAX = 10_000;

    private final Sealer sealer;
    private final Cache<AccessKey, Known> opened =
            Caffeine.newBuilder().maximumSize(OPENED_MAX).weakKeys().build();

    public LongTermKeys(Sealer sealer) {
        this.sealer = sealer;
    }

    /// A credential that was made of exactly this user's record (null for a root).
    private record Known(@Nullable User user, Credential credential) {
        @Override
        public String toString() {
            return "Known[" + credential + "]";
        }
    }

    Credential credential(View view, String accessKeyId, @Nullable String sessionToken) throws AuthenticationFailure {
        AccessKey key = view.get(IamTables.ACCESS_KEYS, IamTables.accessKey(accessKeyId));
        if (key == null || !key.active() || view.get(IamTables.ACCOUNTS, IamTables.account(key.account())) == null) {
            throw unknown();
        }
        if (sessionToken != null) {
            throw new AuthenticationFailure(Reason.INVALID_TOKEN, "");
        }
        String userName = key.userName();
        if (userName == null) {
            return of(key, null);
        }
        User user = view.get(IamTables.USERS, IamTables.named(key.account(), userName));
        if (user == null) {
            throw unknown();
        }
        return of(key, user);
    }

    private Credential of(AccessKey key, @Nullable User user) {
        Known known = opened.getIfPresent(key);
        if (known != null && Objects.equals(known.user(), user)) {
            return known.credential();
        }
        String secret = known == null
                ? AccessKeySecrets.open(sealer, key)
                : known.credential().secretAccessKey();
        Credential credential = new Credential(user == null ? root(key) : user(key, user), secret);
        opened.put(key, new Known(user, credential));
        return credential;
    }

    private static Caller root(AccessKey key) {
        return new Caller(new Principal.Root(key.account()), key.accessKeyId(), key.account(), "", Map.of(), null);
    }

    private static Caller user(AccessKey key, User user) {
        return new Caller(
                new Principal.User(user.account(), user.arn(), user.userId()),
                key.accessKeyId(),
                user.userId(),
                user.name(),
                user.tags(),
                null);
    }

    private static AuthenticationFailure unknown() {
        return new AuthenticationFailure(Reason.UNKNOWN_KEY, "");
    }
}
