package gatehouse.identity.iam;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What can have a permissions boundary and tags: a user or role.
public sealed interface Bounded<R> permits User, Role {
    R withPermissionsBoundary(@Nullable String permissionsBoundary);

    R withTags(Map<String, String> tags);
}
