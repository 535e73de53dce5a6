package gatehouse.keys.kms;

/// How many grants a key has, so that the quota is checked without counting them.
public record GrantCount(String region, String keyId, int grants) {}
