package gatehouse.conformance;

import gatehouse.gateway.Caller;
import gatehouse.gateway.Identities;
import gatehouse.gateway.Service;
import gatehouse.policy.PolicySet;
import gatehouse.policy.Principal;
import gatehouse.store.View;
import gatehouse.wire.shape.Operation;
import gatehouse.wire.sigv4.AuthenticationFailure;
import gatehouse.wire.sigv4.AuthenticationFailure.Reason;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The one caller that there is: an account's root user.
public final class Root implements Identities {
    public static final String ACCOUNT = "111122223333";
    public static final String KEY_ID = "AKIAROOTROOTROOTROOT";
    public static final String SECRET = "a-root-secret-that-only-tests-know-0123456789";

    private static final Caller CALLER = new Caller(new Principal.Root(ACCOUNT), KEY_ID, ACCOUNT, "", Map.of(), null);

    @Override
    public Credential credential(View view, String accessKeyId, @Nullable String sessionToken, Instant now)
            throws AuthenticationFailure {
        if (!accessKeyId.equals(KEY_ID)) {
            throw new AuthenticationFailure(Reason.UNKNOWN_KEY, "");
        }
        return new Credential(CALLER, SECRET);
    }

    @Override
    public void admit(Caller caller, Service service, Operation<?, ?> operation) {
        // The root user may call everything here.
    }

    @Override
    public PolicySet policies(View view, Caller caller) {
        return PolicySet.identity(List.of());
    }

    @Override
    public void used(Caller caller, String service, String region, Instant now) {
        // Nobody asks.
    }
}
