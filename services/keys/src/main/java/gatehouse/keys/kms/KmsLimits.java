package gatehouse.keys.kms;

/// The service's quotas, with AWS's defaults where AWS has them.
///
/// - `aliasesPerKeyMax`, `policyBytesMax`, `tagsPerKeyMax`: AWS's quotas of those names.
/// - `encryptionContextBytesMax`: keys and values of one encryption context together, in UTF-8.
/// - `openedSecretsMax`: opened key material that is kept in memory.
/// - `compiledPoliciesMax`: key policies that are kept in their compiled form.
/// - `knownKeysMax`: keys of which is kept what follows from their records.
/// - `grantsPerKeyMax`: AWS's quota of that name.
/// - `grantPoliciesMax`: grants that are kept in their compiled form.
///
/// Source: https://docs.aws.amazon.com/kms/latest/developerguide/resource-limits.html
public record KmsLimits(
        int aliasesPerKeyMax,
        int policyBytesMax,
        int tagsPerKeyMax,
        int encryptionContextBytesMax,
        int openedSecretsMax,
        int compiledPoliciesMax,
        int knownKeysMax,
        int grantsPerKeyMax,
        int grantPoliciesMax) {
    public static final KmsLimits DEFAULTS =
            new KmsLimits(50, 32_768, 50, 8_192, 10_000, 10_000, 10_000, 50_000, 10_000);

    /// What one grant constraint may have of an encryption context: pairs, and characters of all of them
    /// together.
    static final int CONSTRAINT_PAIRS_MAX = 8;

    static final int CONSTRAINT_CHARS_MAX = 384;

    /// How often a key can be rotated on demand.
    static final int ON_DEMAND_ROTATIONS_MAX = 25;

    /// ScheduleKeyDeletion's waiting period, in days.
    static final int DELETION_WINDOW_DAYS_MIN = 7;

    static final int DELETION_WINDOW_DAYS_MAX = 30;
}
