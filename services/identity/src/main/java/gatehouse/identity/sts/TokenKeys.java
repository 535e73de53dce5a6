package gatehouse.identity.sts;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import gatehouse.crypto.Entropy;
import gatehouse.crypto.Sealer;
import gatehouse.crypto.SecretBytes;
import gatehouse.ports.SealedTable;
import gatehouse.store.Key;
import gatehouse.store.Transaction;
import gatehouse.store.View;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The keys of session tokens: a new one for every day on which a token is issued, each kept until long after the
/// last token sealed with it has expired. They are random, and stored sealed under the root key.
public final class TokenKeys {
    private static final int KEY_BYTES = 32;
    private static final int SECONDS_PER_DAY = 86_400;
    private static final int OPENED_MAX = 64;

    /// STS's tables that hold sealed secrets.
    public static final List<SealedTable<?>> SEALED = List.of(new SealedTable<>(
            StsTables.TOKEN_KEYS,
            row -> List.of(row.sealedKey()),
            (_, row, sealer) ->
                    new TokenKey(row.day(), row.createDate(), sealer.reseal(row.sealedKey(), identity(row.day())))));

    private final Sealer sealer;
    private final Entropy entropy;

    /// By the stored record itself, so that a key which was removed or replaced is not found.
    private final Cache<TokenKey, SecretBytes> opened = Caffeine.newBuilder()
            .maximumSize(OPENED_MAX)
            .weakKeys()
            .executor(Runnable::run)
            .build();

    public TokenKeys(Sealer sealer, Entropy entropy) {
        this.sealer = sealer;
        this.entropy = entropy;
    }

    /// The day whose key seals what is issued now.
    static int day(Instant now) {
        return Math.toIntExact(Math.floorDiv(now.getEpochSecond(), SECONDS_PER_DAY));
    }

    /// The key of today, which is made where there is none yet.
    SecretBytes current(Transaction tx, Instant now) {
        int day = day(now);
        SecretBytes known = find(tx, StsTables.tokenKey(day));
        return known != null ? known : create(tx, day, now);
    }

    /// The token key with that key in the table; null where there is none.
    @Nullable
    SecretBytes find(View view, Key key) {
        TokenKey row = view.get(StsTables.TOKEN_KEYS, key);
        return row == null ? null : opened.get(row, this::open);
    }

    private SecretBytes create(Transaction tx, int day, Instant now) {
        byte[] material = entropy.bytes(KEY_BYTES);
        byte[] sealed = sealer.seal(material, identity(day));
        tx.put(StsTables.TOKEN_KEYS, new TokenKey(day, now, sealed));
        for (TokenKey row :
                tx.scan(StsTables.TOKEN_KEYS, Key.ALL, null, OPENED_MAX).items()) {
            if (row.day() < day - StsLimits.TOKEN_KEY_DAYS_KEPT) {
                tx.delete(StsTables.TOKEN_KEYS, StsTables.tokenKey(row.day()));
            }
        }
        return SecretBytes.owning(material);
    }

    /// Erases every key that was opened. Nobody uses them any more.
    public void erase() {
        opened.asMap().values().forEach(SecretBytes::erase);
        opened.invalidateAll();
    }

    private SecretBytes open(TokenKey row) {
        return SecretBytes.owning(sealer.open(row.sealedKey(), identity(row.day())));
    }

    private static String identity(int day) {
        return "sts.token-key/" + day;
    }
}
