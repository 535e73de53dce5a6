package gatehouse.policy;

/// A policy and where it is attached: an ARN, or an inline policy's name. Explanations name it, with the version
/// that was in force where it has versions, otherwise an empty one.
public record AttachedPolicy(String name, String version, Policy policy) {
    /// A policy without versions.
    public AttachedPolicy(String name, Policy policy) {
        this(name, "", policy);
    }
}
