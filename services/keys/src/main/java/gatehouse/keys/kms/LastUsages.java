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
import gatehouse.policy.ConditionKeys;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// GetKeyLastUsage, and the condition key of the days since: what the audit trail tells of a key's last
/// cryptographic operation, so that no use writes anything of its own.
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

    private static final String TRAILING_DAYS = "kms:trailingdayswithoutkeyusage";

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
            Success last = last(key);
            return GetKeyLastUsageResponse.builder()
                    .keyId(key.arn())
                    .keyLastUsage(usage(last))
                    .trackingStartDate(trackingStart(key))
                    .keyCreationDate(key.createDate())
                    .build();
        });
    }

    /// `kms:TrailingDaysWithoutKeyUsage`: the whole days since the key was last used, or else since the trail tells of
    /// its uses. Looked up where a policy asks for it.
    ///
    /// Source: https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html
    ConditionKeys trailingDays(Call call, NamedKey named) {
        return switch (named) {
            case NamedKey.Existing existing ->
                name -> name.equals(TRAILING_DAYS)
                        ? List.of(Long.toString(daysUnused(existing.key(), call.now())))
                        : null;
            case NamedKey.Missing _, NamedKey.Awaited _ -> ConditionKeys.NONE;
        };
    }

    private long daysUnused(KmsKey key, Instant now) {
        Success last = last(key);
        return Duration.between(last == null ? trackingStart(key) : last.time(), now)
                .toDays();
    }

    private @Nullable Success last(KmsKey key) {
        return calls.lastSuccess(key.account(), key.region(), key.arn(), OPERATIONS);
    }

    /// From when on every use of the key is in the trail.
    private Instant trackingStart(KmsKey key) {
        Instant beginning = calls.beginning();
        return beginning == null || beginning.isBefore(key.createDate()) ? key.createDate() : beginning;
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
