package gatehouse.policy;

/// What a policy is attached to decides its grammar: identity policies have no Principal, resource policies must.
public enum PolicyKind {
    IDENTITY,
    BOUNDARY,
    SESSION,
    RESOURCE,
    /// A role's trust policy: a resource policy without Resource.
    TRUST,
    SERVICE_CONTROL,
    RESOURCE_CONTROL,
    ENDPOINT
}
