package gatehouse.policy.compiled;

/// How closely a Principal element names a caller, from not at all to by itself. What a resource's policy grants
/// depends on it.
public enum Reach {
    NONE,
    /// The caller's account: it may delegate.
    ACCOUNT,
    /// The role of the caller's session, or the user who federated it: boundaries and session policies still limit.
    ROLE,
    /// The caller itself, or everyone.
    DIRECT
}
