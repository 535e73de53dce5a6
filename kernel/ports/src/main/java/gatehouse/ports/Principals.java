package gatehouse.ports;

import gatehouse.store.View;

/// Tells services that store resource policies whether the principals in them exist. It reveals nothing to a caller
/// that AWS does not: a policy that names a principal which does not exist is refused there too.
public interface Principals {
    /// Whether `principal`, an element of a policy's `AWS` principals (an account's number, the ARN of a root user,
    /// user, role or session, or a unique id), exists.
    boolean exists(View view, String principal);
}
