package gatehouse.identity.sts;

/// STS's limits.
///
/// Sources: https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html,
/// https://docs.aws.amazon.com/STS/latest/APIReference/API_GetSessionToken.html,
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
public final class StsLimits {
    /// How long a role's session lasts where the request does not say.
    public static final int ROLE_SESSION_SECONDS_DEFAULT = 3600;

    /// The longest session of a role that was assumed with another role's session.
    public static final int CHAINED_SESSION_SECONDS_MAX = 3600;

    /// How long GetSessionToken's sessions last where the request does not say.
    public static final int SESSION_SECONDS_DEFAULT = 43_200;

    /// The longest session of GetSessionToken, and of any.
    public static final int SESSION_SECONDS_MAX = 129_600;

    /// The longest session of an account's root: what is asked beyond is cut to it.
    public static final int ROOT_SESSION_SECONDS_MAX = 3600;

    /// Managed policies that one session may be restricted by.
    public static final int SESSION_POLICY_ARNS_MAX = 10;

    /// The characters of a session's inline policy and its managed policies' ARNs together.
    public static final int SESSION_POLICY_CHARS_MAX = 2048;

    /// Bytes of session policies as [SessionPolicies] packs them: AWS's way of packing is not public.
    public static final int PACKED_POLICIES_BYTES_MAX = 1024;

    /// Bytes of session tags, keys and values: what AWS's percentages amount to, as its users report them.
    public static final int PACKED_TAGS_BYTES_MAX = 456;

    /// The longest token that is looked at. Ours are shorter; AWS's are below it too.
    public static final int TOKEN_CHARS_MAX = 4096;

    /// The characters of all opened tokens that are kept; a token without policies and tags has some 200.
    public static final long OPENED_TOKENS_CHARS_MAX = 8L << 20;

    /// Sessions whose callers are kept made up.
    public static final int CALLERS_MAX = 10_000;

    /// How long a token key is kept after its day, so that an old token is told from a forged one.
    public static final int TOKEN_KEY_DAYS_KEPT = 30;

    private StsLimits() {}
}
