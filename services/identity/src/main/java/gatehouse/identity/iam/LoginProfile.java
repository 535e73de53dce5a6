package gatehouse.identity.iam;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// A user's password: its hash, when it was set, and the hashes of those before it, the newest first. It belongs to the
/// user's unique id, so that a rename does not touch it.
public record LoginProfile(
        String userId,
        Instant createDate,
        PasswordHash password,
        Instant passwordSetAt,
        boolean resetRequired,
        List<PasswordHash> earlier) {
    LoginProfile withPassword(PasswordHash passwordNow, Instant now) {
        List<PasswordHash> before = new ArrayList<>(earlier.size() + 1);
        before.add(password);
        before.addAll(earlier);
        return new LoginProfile(
                userId,
                createDate,
                passwordNow,
                now,
                resetRequired,
                before.subList(0, Math.min(before.size(), PasswordPolicy.REMEMBERED_MAX - 1)));
    }

    LoginProfile withResetRequired(boolean resetRequiredNow) {
        return new LoginProfile(userId, createDate, password, passwordSetAt, resetRequiredNow, earlier);
    }

    /// Whether that password is the present one or among those before it, `back` of them in all.
    boolean hadAmongLast(int back, String given) {
        return back > 0
                && (password.matches(given) || earlier.stream().limit(back - 1L).anyMatch(hash -> hash.matches(given)));
    }

    @Override
    public String toString() {
        return "LoginProfile[" + userId + "]";
    }
}
