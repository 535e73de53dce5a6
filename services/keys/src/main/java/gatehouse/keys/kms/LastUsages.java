package gatehouse.keys.kms;

import static java.util.Objects.requireNonNull;

import gatehouse.gateway.Call;
import gatehouse.gateway.PastCalls;
import gatehouse.gateway.PastCalls.Success;
import gatehouse.gateway.Plan;
import gatehouse.model.kms.GetKeyLastUsageRequest;
import gatehouse.model.kms.GetKeyLastUsageResponse;
import gatehouse.model.kms.KeyLastUsageData;
import gatehouse.model.kms.KeyLastUsageTrackingOperation;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// GetKeyLastUsage: what the audit trail tells of a key's last cryptographic operation, so that no use writes anything
/// of its own.
final class LastUsages {
    private static final Set<String> OPERATIONS = Set.of(
            "Decrypt",
            "DeriveSharedSecret",
            "Encrypt",
            "GenerateDataKey",
            "GenerateDataKeyPair",
            "GenerateDataKeyPairWithoutPlaintext",
            "GenerateDataKeyWithoutPlaintext",
            "GenerateMac",
            "ReEncrypt",
            "Sign",
            "Verify",
            "VerifyMac");

    private final KmsActions actions;
    private final PastCalls calls;

    LastUsages(KmsActions actions, PastCalls calls) {
        this.actions = actions;
        this.calls = calls;
    }

    Plan<GetKeyLastUsageResponse> getKeyLastUsage(Call call, GetKeyLastUsageRequest in) {
        NamedKey named = KeyNames.own(call, requireNonNull(in.keyId()));
        return Plan.require(actions.onKey(call, "kms:GetKeyLastUsage", named)).reply(() -> {
            KmsKey key = named.orThrow();
            Success last = calls.lastSuccess(key.account(), key.region(), key.arn(), OPERATIONS);
            return GetKeyLastUsageResponse.builder()
                    .keyId(key.arn())
                    .keyLastUsage(usage(last))
                    .trackingStartDate(key.createDate())
                    .keyCreationDate(key.createDate())
                    .build();
        });
    }

    private static @Nullable KeyLastUsageData usage(@Nullable Success last) {
        return last == null
                ? null
                : KeyLastUsageData.builder()
                        .operation(new KeyLastUsageTrackingOperation(last.eventName()))
                        .timestamp(last.time())
                        .cloudTrailEventId(last.eventId())
                        .kmsRequestId(last.requestId())
                        .build();
    }
}
