package gatehouse.identity.iam;

import java.time.Instant;

/// An account that this server holds. Others are refused.
public record Account(String id, Instant createDate) {}
