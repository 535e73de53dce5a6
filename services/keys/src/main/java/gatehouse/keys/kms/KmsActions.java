package gatehouse.keys.kms;

import gatehouse.gateway.Call;
import gatehouse.gateway.Requirement;
import gatehouse.gateway.Resource;
import gatehouse.policy.PolicySet.ResourcePolicyRole;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What KMS operations require, as the Service Authorization Reference has it.
///
/// Source: https://docs.aws.amazon.com/service-authorization/latest/reference/list_awskeymanagementservice.html
final class KmsActions {
    /// CloudTrail's type of keys, and of aliases too.
    static final String KEY_TYPE = "AWS::KMS::Key";

    private final KnownKeys keys;
    private final int aliasesPerKeyMax;

    KmsActions(KnownKeys keys, KmsLimits limits) {
        this.keys = keys;
        this.aliasesPerKeyMax = limits.aliasesPerKeyMax();
    }

    /// An action on a key. Where there is none, identity policies decide whether the caller learns that, and another
    /// account's key is denied.
    Requirement onKey(Call call, String action, NamedKey named) {
        return switch (named) {
            case NamedKey.Existing existing -> onKey(call, action, existing.key(), existing.alias());
            case NamedKey.Missing missing -> Requirement.of(action, missing(call, missing));
        };
    }

    /// An action on a key that is not named by an alias.
    Requirement onKey(Call call, String action, KmsKey key) {
        return onKey(call, action, key, null);
    }

    private Requirement onKey(Call call, String action, KmsKey key, @Nullable String alias) {
        return Requirement.of(action, keys.of(key).resource())
                .with(new KeyConditions(call, key, alias, aliasesPerKeyMax));
    }

    private static Resource missing(Call call, NamedKey.Missing missing) {
        boolean own = missing.account().equals(call.account());
        return new Resource(
                missing.arn(),
                missing.account(),
                null,
                own ? ResourcePolicyRole.EITHER : ResourcePolicyRole.MUST_ALLOW,
                Map.of(),
                null,
                null);
    }

    /// An action on an alias: aliases have no policy of their own.
    Requirement onAlias(Call call, String action, String aliasName) {
        String arn = Alias.arn(call.region().value(), call.account(), aliasName);
        return Requirement.of(action, Resource.of(arn, call.account()).recordedAs(KEY_TYPE));
    }

    /// An action without a resource.
    static Requirement onAny(Call call, String action) {
        return Requirement.of(action, Resource.any(call.account()));
    }
}
