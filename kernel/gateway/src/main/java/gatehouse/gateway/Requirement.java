package gatehouse.gateway;

import gatehouse.policy.ConditionKeys;

/// What a caller must be allowed: an action on a resource, with the condition keys of this request (the global
/// ones are added by the gateway).
public record Requirement(String action, Resource resource, ConditionKeys keys) {
    public static Requirement of(String action, Resource resource) {
        return new Requirement(action, resource, ConditionKeys.NONE);
    }

    /// This requirement with condition keys, which come before those it has.
    public Requirement with(ConditionKeys more) {
        return new Requirement(action, resource, keys == ConditionKeys.NONE ? more : more.or(keys));
    }
}
