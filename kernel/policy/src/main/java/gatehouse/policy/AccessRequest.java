package gatehouse.policy;

/// One question to the evaluator: may `principal` do `action` (`kms:Encrypt`) on `resource` (an ARN, or `*` for
/// actions without a resource) that belongs to `resourceAccount`?
public record AccessRequest(
        Principal principal, String action, String resource, String resourceAccount, ConditionKeys keys) {}
