package gatehouse.gateway;

import gatehouse.policy.ConditionKeys;
import gatehouse.policy.Region;
import gatehouse.store.View;
import gatehouse.wire.http.HttpRequest;
import gatehouse.wire.shape.Operation;
import gatehouse.wire.shape.Shape;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The context of one request, handed to whatever works on it.
///
/// `account` is the caller's; `region` is the one that the call was signed for (us-east-1 for global
/// services); `now` is the service's clock; `view` reads the transaction's records; `notes` takes what the
/// audit record shall hold beyond the request and its answer; `forwarding` tells through which services the
/// call came, and leads to others.
public record Call(
        Caller caller,
        Operation<?, ?> operation,
        Region region,
        String requestId,
        Instant now,
        View view,
        AuditNotes notes,
        HttpRequest request,
        Forwarding forwarding) {
    private static final String DOMAIN = ".amazonaws.com";

    public String account() {
        return caller.account();
    }

    /// The condition keys that AWS supplies with every request on `resource`: for services that ask the evaluator
    /// beyond their requirements.
    public ConditionKeys globalKeys(Resource resource) {
        return new GlobalKeys(this, resource);
    }

    /// The service principals (`secretsmanager.amazonaws.com`) of the services through which the call came,
    /// the one that made it last; empty where the caller made it.
    public List<String> via() {
        return forwarding.via();
    }

    /// The endpoint in the call's region of the service that made the call for its caller
    /// (`secretsmanager.us-east-1.amazonaws.com`); null where the caller made it.
    public @Nullable String viaEndpoint() {
        if (via().isEmpty()) {
            return null;
        }
        String principal = via().getLast();
        return principal.substring(0, principal.length() - DOMAIN.length()) + "." + region.value() + DOMAIN;
    }

    /// Calls another service's operation on behalf of this call's caller, as a part of this call: from a
    /// plan's work, which runs once this call is allowed, and nowhere else.
    ///
    /// It is a request of its own. Its input is checked; what it requires the caller must be allowed, by
    /// policies that see through which service it comes; it has its own audit record, whether it succeeds
    /// or fails. What it changes is committed with this call, or not at all: where it fails nothing of it
    /// stays, also if this call goes on.
    ///
    /// @throws gatehouse.wire.shape.ServiceException the other service's error
    public <I extends Shape, O extends Shape> O forward(Operation<I, O> operation, I input) {
        return forwarding.forward(operation, input);
    }
}
