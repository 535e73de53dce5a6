package gatehouse.keys.cloudhsm;

import java.time.Duration;

/// The service's quotas, with AWS's defaults.
///
/// Source: https://docs.aws.amazon.com/cloudhsm/latest/userguide/limits.html
public record CloudHsmLimits(int clustersPerRegionMax, int hsmsPerRegionMax, int tagsPerResourceMax) {
    public static final CloudHsmLimits DEFAULTS = new CloudHsmLimits(4, 6, 50);

    /// BackupRetentionPolicy's value, in days.
    static final int RETENTION_DAYS_MIN = 7;

    static final int RETENTION_DAYS_MAX = 379;
    static final int RETENTION_DAYS_DEFAULT = 90;

    /// How long a deleted backup can be restored.
    static final Duration DELETED_BACKUP_KEPT = Duration.ofDays(7);

    /// Of a certificate in PEM.
    static final int CERTIFICATE_CHARACTERS_MAX = 5_000;
}
