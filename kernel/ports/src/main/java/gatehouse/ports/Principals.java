package gatehouse.ports;

import gatehouse.store.View;
import org.jspecify.annotations.Nullable;

/// Tells services that store resource policies whether the principals in them exist. It reveals nothing to a caller
/// that AWS does not: a policy that names a principal which does not exist is refused there too.
public interface Principals {
    /// Whether `principal`, an element of a policy's `AWS` principals (an account's number, the ARN of a root user,
    /// user, role or session, or a unique id), exists.
    boolean exists(View view, String principal);

    /// The one name that such a principal has as long as it is the same one, whatever it is called
    /// meanwhile and whoever gets its ARN after it: an account's number for it or its root user, the unique
    /// id of a user or role, the ARN of a session. Null where it does not exist.
    @Nullable
    String lastingName(View view, String principal);

    /// The ARN that the user or role with that unique id has; null where there is none.
    @Nullable
    String arn(View view, String uniqueId);
}
