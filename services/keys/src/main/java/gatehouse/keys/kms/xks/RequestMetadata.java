package gatehouse.keys.kms.xks;

import static java.util.Objects.requireNonNull;

import gatehouse.gateway.Call;
import gatehouse.gateway.Resource;
import gatehouse.wire.buffer.JsonBuffer;
import org.jspecify.annotations.Nullable;

/// What a request tells its proxy about the call that it serves. `principalArn` is left out of health
/// checks, `keyArn` where there is no KMS key yet, and `viaService` (`kms:ViaService`) where the caller
/// calls KMS itself.
public record RequestMetadata(
        @Nullable String principalArn,
        @Nullable String keyArn,
        String operation,
        String requestId,
        @Nullable String viaService) {
    /// Of a call that looks at the key store itself.
    public static RequestMetadata ofStore(Call call) {
        return new RequestMetadata(null, null, call.operation().name(), call.requestId(), call.viaEndpoint());
    }

    /// Of a call with a key: `keyArn` is the KMS key's, null where it is made by the call.
    public static RequestMetadata ofKey(Call call, @Nullable String keyArn) {
        // As policies see the caller: a session by its role.
        String principal = requireNonNull(
                        call.globalKeys(Resource.any(call.account())).values("aws:principalarn"))
                .getFirst();
        return new RequestMetadata(principal, keyArn, call.operation().name(), call.requestId(), call.viaEndpoint());
    }

    void write(JsonBuffer out) {
        out.name("requestMetadata").startObject();
        if (principalArn != null) {
            out.name("awsPrincipalArn").string(principalArn);
        }
        if (keyArn != null) {
            out.name("kmsKeyArn").string(keyArn);
        }
        out.name("kmsOperation").string(operation);
        out.name("kmsRequestId").string(requestId);
        if (viaService != null) {
            out.name("kmsViaService").string(viaService);
        }
        out.endObject();
    }
}
