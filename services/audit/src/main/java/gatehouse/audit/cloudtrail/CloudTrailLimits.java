package gatehouse.audit.cloudtrail;

import java.time.Duration;

/// Limits of the event history.
///
/// Source: https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_LookupEvents.html
public final class CloudTrailLimits {
    /// How long events are kept, and how far back LookupEvents looks.
    public static final Duration RETENTION = Duration.ofDays(90);

    static final int RESULTS_MAX = 50;

    static final int LOOKUP_ATTRIBUTES_MAX = 1;

    private CloudTrailLimits() {}
}
