package gatehouse.keys.kms;

import gatehouse.gateway.Call;
import gatehouse.gateway.Requirement;
import gatehouse.gateway.Resource;
import gatehouse.model.kms.Tag;
import gatehouse.policy.ConditionKeys;
import gatehouse.policy.PolicySet.ResourcePolicyRole;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What KMS operations require, as the Service Authorization Reference has it.
///
/// Source:
/// https://docs.aws.amazon.com/service-authorization/latest/reference/list_awskeymanagementservice.html
final class KmsActions {
    /// CloudTrail's type of keys, and of aliases too.
    static final String KEY_TYPE = "AWS::KMS::Key";

    private final KnownKeys keys;
    private final GrantedAccess grants;
    private final int aliasesPerKeyMax;

    KmsActions(KnownKeys keys, GrantedAccess grants, KmsLimits limits) {
        this.keys = keys;
        this.grants = grants;
        this.aliasesPerKeyMax = limits.aliasesPerKeyMax();
    }

    /// An action on a key. Where there is none, identity policies decide whether the caller learns that,
    /// and another account's key is denied.
    Requirement onKey(Call call, String action, NamedKey named) {
        return switch (named) {
            case NamedKey.Existing existing ->
                orUnknown(call, existing, onKey(call, action, existing.key(), existing.alias()));
            case NamedKey.Awaited awaited -> onAwaited(call, action, awaited);
            case NamedKey.Missing missing -> Requirement.of(action, missing(call, missing));
        };
    }

    /// An action on a key that is made for it: its policy decides already, and its ARN is nobody's to see
    /// yet.
    private Requirement onAwaited(Call call, String action, NamedKey.Awaited awaited) {
        KmsKey key = awaited.key();
        return Requirement.of(action, keys.of(key).resource().recordedAs(null).shownAs(awaited.arn()))
                .with(new KeyConditions(call, key, awaited.alias(), aliasesPerKeyMax));
    }

    /// An action on a key that is not named by an alias.
    Requirement onKey(Call call, String action, KmsKey key) {
        return onKey(call, action, key, null);
    }

    private Requirement onKey(Call call, String action, KmsKey key, @Nullable String alias) {
        return Requirement.of(action, keys.of(key).resource())
                .with(new KeyConditions(call, key, alias, aliasesPerKeyMax))
                .grantedBy(grants.on(call, key));
    }

    /// To make a grant on a key: by the policies, or by a grant that allows as much.
    Requirement toCreateGrant(Call call, NamedKey named, GrantRequest asked) {
        Requirement requirement = onKey(call, "kms:CreateGrant", named);
        return switch (named) {
            case NamedKey.Existing existing ->
                requirement.grantedBy(grants.toCreate(call, existing.key(), asked.operations(), asked.constraint()));
            case NamedKey.Missing _, NamedKey.Awaited _ -> requirement;
        };
    }

    /// To retire a grant: the grant says who may, and the key's policy says nothing.
    Requirement toRetireGrant(Call call, NamedKey named, @Nullable Grant grant) {
        return switch (named) {
            case NamedKey.Existing existing -> {
                KmsKey key = existing.key();
                Requirement requirement = Requirement.of(
                                "kms:RetireGrant", keys.of(key).resource().withoutPolicy())
                        .with(new KeyConditions(call, key, null, aliasesPerKeyMax))
                        .grantedBy(GrantedAccess.toRetire(key, grant));
                Requirement known = grant == null
                        ? requirement
                        : requirement.with(GrantConditions.ofConstraint(grant.constraint()));
                yield orUnknown(call, existing, known);
            }
            case NamedKey.Missing _, NamedKey.Awaited _ -> Requirement.of("kms:RetireGrant", missing(call, named));
        };
    }

    private static Requirement orUnknown(Call call, NamedKey.Existing existing, Requirement requirement) {
        NamedKey.Missing unknown = existing.unknown();
        return unknown == null
                ? requirement
                : requirement.orAs(new Requirement.Unknown(
                        Requirement.of(requirement.action(), missing(call, unknown)), unknown.answer()));
    }

    private static Resource missing(Call call, NamedKey missing) {
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

    /// To create a key, in its region, with those tags. It has no policy yet that could be asked: identity
    /// policies decide.
    List<Requirement> toCreateKey(Call call, KmsKey made, @Nullable Boolean bypass, @Nullable List<Tag> tags) {
        ConditionKeys keys = new KeyConditions(call, made, null, aliasesPerKeyMax)
                .or(KmsConditions.only("aws:requestedregion", made.region()))
                .or(KmsConditions.tags(tags));
        List<Requirement> requirements = new ArrayList<>(2);
        requirements.add(
                onAny(call, "kms:CreateKey").with(keys.or(KmsConditions.only(KeyPolicyCheck.BYPASS, isSet(bypass)))));
        if (tags != null && !tags.isEmpty()) {
            requirements.add(Requirement.of("kms:TagResource", Resource.of(made.arn(), made.account()))
                    .with(keys));
        }
        return requirements;
    }

    /// A flag of a request, as a condition key has it.
    static String isSet(@Nullable Boolean flag) {
        return Boolean.toString(Boolean.TRUE.equals(flag));
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
