package gatehouse.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import gatehouse.crypto.Sealer;
import gatehouse.gateway.Caller;
import gatehouse.gateway.Identities.Credential;
import gatehouse.identity.Recollection.Reading;
import gatehouse.identity.iam.AccessKey;
import gatehouse.identity.iam.IamTables;
import gatehouse.identity.iam.User;
import gatehouse.policy.Principal;
import gatehouse.store.View;
import gatehouse.wire.sigv4.AuthenticationFailure;
import gatehouse.wire.sigv4.AuthenticationFailure.Reason;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Authenticates by long-term access keys: of users, and of accounts' roots.
///
/// A secret is opened once for each stored record of a key: the cache knows the record itself, not the key's id, so
/// that a key which was changed, deactivated or deleted is seen as such by the next call.
public final class LongTermKeys {
    static final int OPENED_MAX = 10_000;

    private final Sealer sealer;
    private final Cache<AccessKey, Recollection<Credential>> opened = Caffeine.newBuilder()
            .maximumSize(OPENED_MAX)
            .weakKeys()
            .executor(Runnable::run)
            .build();

    public LongTermKeys(Sealer sealer) {
        this.sealer = sealer;
    }

    Credential credential(View view, String accessKeyId, @Nullable String sessionToken) throws AuthenticationFailure {
        AccessKey key = view.get(IamTables.ACCESS_KEYS, IamTables.accessKey(accessKeyId));
        if (key == null || !key.active()) {
            throw unknown();
        }
        Recollection<Credential> known = opened.getIfPresent(key);
        Credential same = known == null || sessionToken != null ? null : known.in(view);
        if (same != null) {
            return same;
        }
        Reading reading = new Reading(view);
        Caller caller = caller(reading, key, sessionToken);
        String secret = known == null
                ? AccessKeySecrets.open(sealer, key)
                : known.answer().secretAccessKey();
        Credential credential = new Credential(caller, secret);
        opened.put(key, reading.recollection(credential));
        return credential;
    }

    /// Lets go of every secret that was opened.
    public void forget() {
        opened.invalidateAll();
    }

    /// Whose key it is, by the records of its account and its user.
    private static Caller caller(View view, AccessKey key, @Nullable String sessionToken) throws AuthenticationFailure {
        if (view.get(IamTables.ACCOUNTS, IamTables.account(key.account())) == null) {
            throw unknown();
        }
        if (sessionToken != null) {
            throw new AuthenticationFailure(Reason.INVALID_TOKEN, "");
        }
        String userName = key.userName();
        if (userName == null) {
            return root(key);
        }
        User user = view.get(IamTables.USERS, IamTables.named(key.account(), userName));
        if (user == null) {
            throw unknown();
        }
        return user(key, user);
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
