package gatehouse.policy;

/// A policy and where it is attached: an ARN, or an inline policy's name. Explanations name it.
public record AttachedPolicy(String name, Policy policy) {}
