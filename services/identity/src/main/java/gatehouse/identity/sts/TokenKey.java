package gatehouse.identity.sts;

import java.time.Instant;

/// The key that the session tokens of one day are sealed with. `day` counts days since 1970-01-01 in UTC; the key is
/// sealed for `sts.token-key/` and the day.
public record TokenKey(int day, Instant createDate, byte[] sealedKey) {
    @Override
    public String toString() {
        return "TokenKey[" + day + "]";
    }
}
