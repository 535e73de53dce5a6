package gatehouse.identity.iam;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An account's credential report: asked for, and from `generated` on there to be read, in a row of its own
/// ([CredentialReportContent]).
public record CredentialReport(String account, @Nullable Instant generated) {
    /// How long a report is shown, and no other is made.
    ///
    /// Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_getting-report.html
    static final Duration VALID = Duration.ofHours(4);

    boolean isExpiredAt(Instant now) {
        return generated != null && generated.plus(VALID).isBefore(now);
    }
}
