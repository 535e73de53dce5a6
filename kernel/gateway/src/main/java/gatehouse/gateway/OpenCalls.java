package gatehouse.gateway;

import gatehouse.wire.shape.Operation;
import java.util.Map;

/// The calls that AWS lets any authenticated caller make, whatever its policies say. This is the whole list; a plan
/// that requires nothing runs for no other operation.
public final class OpenCalls {
    /// Operation (`prefix:Name`) and AWS's source for it.
    public static final Map<String, String> SOURCES = Map.of(
            "sts:GetCallerIdentity",
            "https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html (no permissions are"
                    + " required, and a Deny has no effect)",
            "sts:GetSessionToken",
            "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_control-access_getsessiontoken.html");

    private OpenCalls() {}

    static boolean contains(String actionPrefix, Operation<?, ?> operation) {
        return SOURCES.containsKey(actionPrefix + ":" + operation.name());
    }
}
