package gatehouse.policy;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The request context: condition keys and their values. Looked up lazily, as most keys are never asked for.
@FunctionalInterface
public interface ConditionKeys {
    ConditionKeys NONE = key -> null;

    /// The values of a key (in lower case, such as `aws:sourceip` or `kms:encryptioncontext:purpose`), null where
    /// the request has none. An empty list is a key that is present with an empty set.
    @Nullable
    List<String> values(String key);

    /// These keys, and those of `others` where these have none.
    default ConditionKeys or(ConditionKeys others) {
        return key -> {
            List<String> own = values(key);
            return own != null ? own : others.values(key);
        };
    }
}
