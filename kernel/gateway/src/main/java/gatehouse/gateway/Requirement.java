package gatehouse.gateway;

import gatehouse.policy.AccessRequest;
import gatehouse.policy.AttachedGrant;
import gatehouse.policy.ConditionKeys;
import gatehouse.wire.shape.ServiceException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a caller must be allowed: an action on a resource, with the condition keys of this request (the
/// global ones are added by the gateway). `grants` is asked only where the policies do not allow, and none
/// of them denies.
public record Requirement(
        String action,
        Resource resource,
        ConditionKeys keys,
        Grants grants,
        @Nullable Unknown unknown) {
    public Requirement(String action, Resource resource, ConditionKeys keys, Grants grants) {
        this(action, resource, keys, grants, null);
    }

    /// What is judged, recorded and explained in the place of another account's resource that gives the caller nothing:
    /// the same requirement as if the resource were not there, and what is answered should even that be allowed.
    public record Unknown(Requirement requirement, ServiceException answer) {}

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
        Unknown other = unknown == null ? null : new Unknown(unknown.requirement.with(more), unknown.answer);
        return new Requirement(action, resource, keys == ConditionKeys.NONE ? more : more.or(keys), grants, other);
    }

    /// This requirement with condition keys that tell of the resource, and so not to whom it is unknown.
    public Requirement withOfResource(ConditionKeys more) {
        return new Requirement(action, resource, more.or(keys), grants, unknown);
    }

    /// This requirement of a resource that may have grants, in the place of those it has.
    public Requirement grantedBy(Grants some) {
        return new Requirement(action, resource, keys, some, unknown);
    }

    /// This requirement of a resource that is unknown to whom its owner gives nothing.
    public Requirement orAs(Unknown other) {
        return new Requirement(action, resource, keys, grants, other);
    }
}
