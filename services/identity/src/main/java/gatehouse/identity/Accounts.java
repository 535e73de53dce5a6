package gatehouse.identity;

import static java.nio.charset.StandardCharsets.UTF_8;

import gatehouse.crypto.Entropy;
import gatehouse.crypto.Sealer;
import gatehouse.identity.iam.AccessKey;
import gatehouse.identity.iam.Account;
import gatehouse.identity.iam.IamTables;
import gatehouse.identity.iam.UniqueId;
import gatehouse.identity.sts.SessionKeyId;
import gatehouse.policy.AccountId;
import gatehouse.store.Transaction;
import gatehouse.store.View;
import gatehouse.wire.shape.CommonException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.regex.Pattern;

/// The accounts that a server holds, and the access keys of their roots. An account that was not created here does
/// not exist: its principals are refused.
public final class Accounts {
    private static final int SECRET_BYTES = 30;

    /// AWS's form of access key ids.
    private static final Pattern ACCESS_KEY_ID = Pattern.compile("[A-Za-z0-9_]{16,128}");

    private static final Pattern SECRET = Pattern.compile("[!-~]{16,128}");

    private final Sealer sealer;
    private final Entropy entropy;

    public Accounts(Sealer sealer, Entropy entropy) {
        this.sealer = sealer;
        this.entropy = entropy;
    }

    public boolean exists(View view, AccountId id) {
        return view.get(IamTables.ACCOUNTS, IamTables.account(id.value())) != null;
    }

    /// Creates an account with an access key for its root.
    ///
    /// @throws CommonException AccountAlreadyExists
    public RootCredentials create(Transaction tx, AccountId id, Instant now) {
        if (exists(tx, id)) {
            throw CommonException.sender("AccountAlreadyExists", 409, "The account " + id + " exists already.");
        }
        String accessKeyId = UniqueId.ACCESS_KEY.next(entropy);
        String secret = Base64.getEncoder().encodeToString(entropy.bytes(SECRET_BYTES));
        return put(tx, new RootCredentials(id, accessKeyId, secret), now);
    }

    /// Makes a key pair that the operator chose the access key of an account's root, and the account where there is
    /// none yet. Done again, it changes nothing; with another secret, it replaces the secret.
    ///
    /// @throws IllegalArgumentException where id or secret are not of AWS's form; the message is for the operator
    /// @throws CommonException AccessKeyAlreadyExists, where the id is another principal's
    public RootCredentials adopt(
            Transaction tx, AccountId id, String accessKeyId, String secretAccessKey, Instant now) {
        if (!ACCESS_KEY_ID.matcher(accessKeyId).matches() || SessionKeyId.isOne(accessKeyId)) {
            throw new IllegalArgumentException(
                    "An access key id has 16 to 128 letters, digits and underscores, and does not begin with "
                            + SessionKeyId.PREFIX + ".");
        }
        if (!SECRET.matcher(secretAccessKey).matches()) {
            throw new IllegalArgumentException(
                    "A secret access key has 16 to 128 characters of ASCII, without spaces.");
        }
        AccessKey known = tx.get(IamTables.ACCESS_KEYS, IamTables.accessKey(accessKeyId));
        if (known != null && (known.userName() != null || !known.account().equals(id.value()))) {
            throw CommonException.sender(
                    "AccessKeyAlreadyExists", 409, "The access key id is in use by another principal.");
        }
        RootCredentials credentials = new RootCredentials(id, accessKeyId, secretAccessKey);
        boolean same = known != null
                && known.active()
                && exists(tx, id)
                && AccessKeySecrets.open(sealer, known).equals(secretAccessKey);
        return same ? credentials : put(tx, credentials, now);
    }

    private RootCredentials put(Transaction tx, RootCredentials credentials, Instant at) {
        Instant now = at.truncatedTo(ChronoUnit.SECONDS);
        AccountId id = credentials.account();
        if (!exists(tx, id)) {
            tx.put(IamTables.ACCOUNTS, new Account(id.value(), now));
        }
        byte[] sealed = sealer.seal(
                credentials.secretAccessKey().getBytes(UTF_8), AccessKey.sealedFor(credentials.accessKeyId()));
        tx.put(IamTables.ACCESS_KEYS, new AccessKey(credentials.accessKeyId(), id.value(), null, true, now, sealed));
        return credentials;
    }
}
