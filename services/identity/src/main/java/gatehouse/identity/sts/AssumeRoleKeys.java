package gatehouse.identity.sts;

import gatehouse.gateway.Caller;
import gatehouse.identity.iam.Role;
import gatehouse.model.sts.AssumeRoleRequest;
import gatehouse.policy.ConditionKeys;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The condition keys of AssumeRole, beside the global ones.
///
/// Source: https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssecuritytokenservice.html
record AssumeRoleKeys(
        AssumeRoleRequest in,
        SessionTags tags,
        @Nullable Role role,
        @Nullable String sourceIdentity) implements ConditionKeys {
    /// What a second factor in the request adds.
    static final ConditionKeys MFA_NOW = key -> switch (key) {
        case "aws:multifactorauthpresent" -> List.of("true");
        case "aws:multifactorauthage" -> List.of("0");
        default -> null;
    };

    private static final String REQUEST_TAG = "aws:requesttag/";
    private static final String ROLE_TAG = "iam:resourcetag/";

    /// The source identity that the session will have: the calling session's cannot be shaken off.
    static @Nullable String sourceIdentity(AssumeRoleRequest in, Caller.@Nullable Session calling) {
        String inherited = calling == null ? null : calling.sourceIdentity();
        return inherited == null ? in.sourceIdentity() : inherited;
    }

    @Override
    public @Nullable List<String> values(String key) {
        if (key.startsWith(REQUEST_TAG)) {
            return single(tags.get(key.substring(REQUEST_TAG.length())));
        }
        if (key.startsWith(ROLE_TAG)) {
            return role == null ? null : single(tag(role.tags(), key.substring(ROLE_TAG.length())));
        }
        return switch (key) {
            case "sts:externalid" -> single(in.externalId());
            case "sts:rolesessionname" -> single(in.roleSessionName());
            case "sts:sourceidentity" -> single(sourceIdentity);
            case "aws:tagkeys" -> tags.isEmpty() ? null : tags.keys();
            case "sts:transitivetagkeys" -> several(tags.transitiveKeys());
            default -> null;
        };
    }

    private static @Nullable List<String> single(@Nullable String value) {
        return value == null ? null : List.of(value);
    }

    private static @Nullable List<String> several(List<String> values) {
        return values.isEmpty() ? null : values;
    }

    private static @Nullable String tag(Map<String, String> tags, String lowerCaseKey) {
        for (Map.Entry<String, String> tag : tags.entrySet()) {
            if (tag.getKey().toLowerCase(Locale.ROOT).equals(lowerCaseKey)) {
                return tag.getValue();
            }
        }
        return null;
    }
}
