package gatehouse.gateway;

import gatehouse.policy.PolicySet;
import gatehouse.store.View;
import gatehouse.wire.shape.Operation;
import gatehouse.wire.sigv4.AuthenticationFailure;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What the gateway needs of the identity service. Everything is read through the transaction's view, so that a
/// change of a key or policy takes effect at once, and a call that was decided on an old one starts again.
public interface Identities {
    /// The credential of an access key.
    ///
    /// @throws AuthenticationFailure where the key is unknown or inactive, or the token missing, foreign or expired
    Credential credential(View view, String accessKeyId, @Nullable String sessionToken, Instant now)
            throws AuthenticationFailure;

    /// Refuses an operation that AWS lets no credential of the caller's kind call, whatever its policies say.
    ///
    /// @throws gatehouse.wire.shape.ServiceException the service's words for it
    void admit(Caller caller, Service service, Operation<?, ?> operation);

    /// The policies on the caller's side: identity, boundary, session and service control policies.
    PolicySet policies(View view, Caller caller);

    /// Takes note that a key was used; written later, coalesced.
    void used(Caller caller, String service, String region, Instant now);

    /// A caller and the secret that its requests are signed with.
    record Credential(Caller caller, String secretAccessKey) {
        @Override
        public String toString() {
            return "Credential[" + caller.accessKeyId() + "]";
        }
    }
}
