package gatehouse.identity.iam;

import gatehouse.store.View;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/// What an account demands of its users' passwords. `classes` is how many kinds of characters a password must have,
/// beyond those that are demanded by name: three where an account has set no policy, otherwise none. `ageDaysMax` and
/// `reusePrevention` are zero where passwords do not expire, and may be used again.
///
/// Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_passwords_account-policy.html
public record PasswordPolicy(
        String account,
        int lengthMin,
        boolean symbols,
        boolean numbers,
        boolean uppercase,
        boolean lowercase,
        int classes,
        boolean usersMayChange,
        int ageDaysMax,
        int reusePrevention,
        boolean hardExpiry) {
    /// The least length of a policy that names none.
    static final int LENGTH_MIN = 6;

    /// How many passwords back a policy can forbid: so many are remembered.
    static final int REMEMBERED_MAX = 24;

    private static final int DEFAULT_LENGTH_MIN = 8;
    private static final int DEFAULT_CLASSES = 3;
    private static final String SYMBOLS = "!@#$%^&*()_+-=[]{}|'";

    /// The account's policy, or AWS's default.
    static PasswordPolicy of(View view, String account) {
        PasswordPolicy own = view.get(IamTables.PASSWORD_POLICIES, IamTables.account(account));
        return own != null
                ? own
                : new PasswordPolicy(
                        account, DEFAULT_LENGTH_MIN, false, false, false, false, DEFAULT_CLASSES, false, 0, 0, false);
    }

    /// @throws gatehouse.model.iam.PasswordPolicyViolationException that names all that is wrong
    void check(String password) {
        List<String> wrong = new ArrayList<>();
        if (password.length() < lengthMin) {
            wrong.add("Password should have a minimum length of " + lengthMin);
        }
        List<String> missing = new ArrayList<>();
        demand(password, uppercase, c -> c >= 'A' && c <= 'Z', "uppercase letter", wrong, missing);
        demand(password, lowercase, c -> c >= 'a' && c <= 'z', "lowercase letter", wrong, missing);
        demand(password, symbols, c -> SYMBOLS.indexOf(c) >= 0, "symbol", wrong, missing);
        demand(password, numbers, c -> c >= '0' && c <= '9', "number", wrong, missing);
        int more = classes - (4 - missing.size());
        if (more > 0) {
            wrong.add("Password should meet " + more + " more of the following requirements: "
                    + String.join(", ", missing));
        }
        if (!wrong.isEmpty()) {
            throw IamErrors.passwordPolicy(String.join(", ", wrong));
        }
    }

    private static void demand(
            String password,
            boolean demanded,
            IntPredicate isOne,
            String what,
            List<String> wrong,
            List<String> missing) {
        if (password.chars().noneMatch(isOne)) {
            String words = "Password should have at least one " + what;
            missing.add(words);
            if (demanded) {
                wrong.add(words);
            }
        }
    }

    boolean isExpired(Instant passwordSetAt, Instant now) {
        return ageDaysMax > 0 && now.isAfter(passwordSetAt.plus(Duration.ofDays(ageDaysMax)));
    }
}
