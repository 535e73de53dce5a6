package gatehouse.gateway;

import gatehouse.policy.AccessRequest;
import gatehouse.policy.AttachedGrant;
import gatehouse.policy.ConditionKeys;
import java.util.List;

/// What a caller must be allowed: an action on a resource, with the condition keys of this request (the
/// global ones are added by the gateway). `grants` is asked only where the policies do not allow, and none
/// of them denies.
public record Requirement(String action, Resource resource, ConditionKeys keys, Grants grants) {
    /// Finds the grants on the resource that bear on a request: those of its caller, for its action, whose
    /// constraints hold.
    @FunctionalInterface
    public interface Grants {
        Grants NONE = request -> List.of();

        List<AttachedGrant> on(AccessRequest request);
    }

    public static Requirement of(String action, Resource resource) {
        return new Requirement(action, resource, ConditionKeys.NONE, Grants.NONE);
    }

    /// This requirement with condition keys, which come before those it has.
    public Requirement with(ConditionKeys more) {
        return new Requirement(action, resource, keys == ConditionKeys.NONE ? more : more.or(keys), grants);
    }

    /// This requirement of a resource that may have grants, in the place of those it has.
    public Requirement grantedBy(Grants some) {
        return new Requirement(action, resource, keys, some);
    }
}
