package gatehouse.gateway;

import gatehouse.policy.ConditionKeys;
import gatehouse.policy.Region;
import gatehouse.store.View;
import gatehouse.wire.http.HttpRequest;
import gatehouse.wire.shape.Operation;
import java.time.Instant;

/// The context of one request, handed to whatever works on it.
///
/// `account` is the caller's; `region` is the one that the call was signed for (us-east-1 for global services);
/// `now` is the service's clock; `view` reads the transaction's records; `notes` takes what the audit record shall
/// hold beyond the request and its answer.
public record Call(
        Caller caller,
        Operation<?, ?> operation,
        Region region,
        String requestId,
        Instant now,
        View view,
        AuditNotes notes,
        HttpRequest request) {

    public String account() {
        return caller.account();
    }

    /// The condition keys that AWS supplies with every request on `resource`: for services that ask the evaluator
    /// beyond their requirements.
    public ConditionKeys globalKeys(Resource resource) {
        return new GlobalKeys(this, resource);
    }
}
