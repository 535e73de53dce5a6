package gatehouse.identity.iam;

import gatehouse.model.iam.Tag;
import gatehouse.policy.ConditionKeys;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The condition keys that IAM's own operations supply.
///
/// Source:
/// https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsidentityandaccessmanagementiam.html
final class IamKeys {
    private static final String REQUEST_TAG = "aws:requesttag/";
    private static final String RESOURCE_TAG = "iam:resourcetag/";
    private static final String TAG_KEYS = "aws:tagkeys";

    /// The operations whose condition keys include the boundary that the user or role has.
    private static final Set<String> BOUNDED = Set.of(
            "AttachRolePolicy",
            "AttachUserPolicy",
            "DeleteRole",
            "DeleteRolePermissionsBoundary",
            "DeleteRolePolicy",
            "DeleteUserPermissionsBoundary",
            "DeleteUserPolicy",
            "DetachRolePolicy",
            "DetachUserPolicy",
            "GetRole",
            "PutRolePolicy",
            "PutUserPolicy",
            "UpdateAssumeRolePolicy",
            "UpdateRole",
            "UpdateRoleDescription");

    private IamKeys() {}

    /// `iam:PolicyARN`: the managed policy that is attached or detached.
    static ConditionKeys policyArn(String arn) {
        return single("iam:policyarn", arn);
    }

    /// `iam:PermissionsBoundary`: the boundary of the entity, or the one that the request sets.
    static ConditionKeys permissionsBoundary(@Nullable String arn) {
        return arn == null ? ConditionKeys.NONE : single("iam:permissionsboundary", arn);
    }

    /// `iam:ServiceSpecificCredentialServiceName`: what the credential is for.
    static ConditionKeys credentialService(String serviceName) {
        return single("iam:servicespecificcredentialservicename", serviceName);
    }

    /// `iam:ServiceSpecificCredentialAgeDays`: how long it is to live, where that is said.
    static ConditionKeys credentialAge(@Nullable Integer days) {
        return days == null ? ConditionKeys.NONE : single("iam:servicespecificcredentialagedays", days.toString());
    }

    /// `iam:AWSServiceName`: the service that a role is linked to.
    static ConditionKeys awsServiceName(String principal) {
        return single("iam:awsservicename", principal);
    }

    /// `iam:PassedToService` and `iam:AssociatedResourceArn`: to whom a role is passed, and for what.
    static ConditionKeys passedTo(String service, String resourceArn) {
        return single("iam:passedtoservice", service).or(single("iam:associatedresourcearn", resourceArn));
    }

    /// What is known of a user, group or role that an operation is on: its tags, and its permissions boundary where the
    /// operation is one that can be limited by it.
    static ConditionKeys ofEntity(String operation, PolicyHolder<?> entity) {
        ConditionKeys tags = resourceTags(entity.tags());
        String boundary = entity.permissionsBoundary();
        return boundary == null || !BOUNDED.contains(operation) ? tags : tags.or(permissionsBoundary(boundary));
    }

    /// `iam:ResourceTag/…`: the tags that the user or role has.
    static ConditionKeys resourceTags(Map<String, String> tags) {
        return tags.isEmpty() ? ConditionKeys.NONE : key -> tag(key, RESOURCE_TAG, tags);
    }

    /// `aws:RequestTag/…` and `aws:TagKeys`: the tags that the request sets.
    static ConditionKeys requestTags(@Nullable List<Tag> tags) {
        if (tags == null || tags.isEmpty()) {
            return ConditionKeys.NONE;
        }
        return key -> key.equals(TAG_KEYS)
                ? tags.stream().map(tag -> Objects.requireNonNull(tag.key())).toList()
                : requestTag(key, tags);
    }

    /// `aws:TagKeys`: the keys of the tags that the request removes.
    static ConditionKeys tagKeys(List<String> keys) {
        return key -> key.equals(TAG_KEYS) ? keys : null;
    }

    /// `iam:TemplateArn`, `iam:NotificationChannel` and `iam:DelegationDuration`: what a delegation request asks for.
    static ConditionKeys delegation(@Nullable String templateArn, String channel, int sessionSeconds) {
        ConditionKeys keys = single("iam:notificationchannel", channel)
                .or(single("iam:delegationduration", Integer.toString(sessionSeconds)));
        return templateArn == null
                ? keys
                : single("iam:templatearn", templateArn).or(keys);
    }

    /// `iam:OrganizationsPolicyId`: the policy of an organization that a report is about, where it is about one.
    static ConditionKeys organizationsPolicy(@Nullable String policyId) {
        return policyId == null ? ConditionKeys.NONE : single("iam:organizationspolicyid", policyId);
    }

    /// `iam:DelegationRequestOwner`: the owner of a delegation request, or whose requests are listed.
    static ConditionKeys delegationRequestOwner(@Nullable String arn) {
        return arn == null ? ConditionKeys.NONE : single("iam:delegationrequestowner", arn);
    }

    private static ConditionKeys single(String name, String value) {
        return key -> key.equals(name) ? List.of(value) : null;
    }

    private static @Nullable List<String> requestTag(String key, List<Tag> tags) {
        if (key.startsWith(REQUEST_TAG)) {
            for (Tag tag : tags) {
                if (isKey(key, REQUEST_TAG, tag.key())) {
                    return List.of(Objects.requireNonNull(tag.value()));
                }
            }
        }
        return null;
    }

    private static @Nullable List<String> tag(String key, String prefix, Map<String, String> tags) {
        if (key.startsWith(prefix)) {
            for (Map.Entry<String, String> tag : tags.entrySet()) {
                if (isKey(key, prefix, tag.getKey())) {
                    return List.of(tag.getValue());
                }
            }
        }
        return null;
    }

    /// Tag keys in condition keys match whatever their case.
    private static boolean isKey(String key, String prefix, @Nullable String tagKey) {
        return tagKey != null && tagKey.toLowerCase(Locale.ROOT).equals(key.substring(prefix.length()));
    }
}
