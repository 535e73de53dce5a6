package gatehouse.keys.kms;

import java.time.Instant;

/// Another name for a key of the same account and region. `name` starts with `alias/`.
public record Alias(
        String account, String region, String name, String targetKeyId, Instant createDate, Instant updateDate) {
    static String arn(String region, String account, String name) {
        return "arn:aws:kms:" + region + ":" + account + ":" + name;
    }

    public String arn() {
        return arn(region, account, name);
    }
}
