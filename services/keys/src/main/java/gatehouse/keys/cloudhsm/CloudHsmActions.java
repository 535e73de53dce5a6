package gatehouse.keys.cloudhsm;

import gatehouse.gateway.Call;
import gatehouse.gateway.Requirement;
import gatehouse.gateway.Resource;
import gatehouse.model.cloudhsmv2.Tag;
import gatehouse.policy.AttachedPolicy;
import gatehouse.policy.ConditionKeys;
import gatehouse.policy.MalformedPolicyException;
import gatehouse.policy.Policy;
import gatehouse.policy.PolicyKind;
import gatehouse.policy.PolicySet.ResourcePolicyRole;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What CloudHSM's operations require, as the Service Authorization Reference has it.
///
/// Source: https://docs.aws.amazon.com/service-authorization/latest/reference/list_awscloudhsm.html
final class CloudHsmActions {
    private static final String REQUEST_TAG = "aws:requesttag/";
    private static final String TAG_KEYS = "aws:tagkeys";

    private CloudHsmActions() {}

    /// An action on a cluster of the caller's; null for one that is not there.
    static Requirement onCluster(Call call, String action, String clusterId, @Nullable HsmCluster cluster) {
        String arn = HsmCluster.arn(call.region().value(), call.account(), clusterId);
        Resource resource = Resource.of(arn, call.account()).recordedAs("AWS::CloudHSM::Cluster");
        return Requirement.of(action, cluster == null ? resource : resource.withTags(cluster.tags()));
    }

    /// An action on a backup, which may be another account's; null for one that is not there.
    static Requirement onBackup(String action, BackupName name, @Nullable ClusterBackup backup) {
        String arn = ClusterBackup.arn(name.region(), name.account(), name.backupId());
        Resource resource = Resource.of(arn, name.account()).recordedAs("AWS::CloudHSM::Backup");
        if (backup == null) {
            return Requirement.of(action, resource);
        }
        Resource tagged = resource.withTags(backup.tags());
        String policy = backup.policy();
        Requirement known = Requirement.of(
                action, policy == null ? tagged : tagged.withPolicy(attached(policy), ResourcePolicyRole.EITHER));
        // Another account's that is not shared tells nothing of its tags.
        return known.orAs(
                new Requirement.Unknown(Requirement.of(action, resource), CloudHsmErrors.notFound(name.backupId())));
    }

    /// An action without a resource.
    static Requirement onAny(Call call, String action) {
        return Requirement.of(action, Resource.any(call.account()));
    }

    /// To tag what is made, which has no id yet.
    static Requirement toTag(Call call, String type, List<Tag> tags) {
        String arn = "arn:aws:cloudhsm:" + call.region().value() + ":" + call.account() + ":" + type + "/*";
        return Requirement.of("cloudhsm:TagResource", Resource.of(arn, call.account()))
                .with(tags(tags));
    }

    /// `aws:RequestTag/…` and `aws:TagKeys` of tags to be set.
    static ConditionKeys tags(@Nullable List<Tag> tags) {
        if (tags == null || tags.isEmpty()) {
            return ConditionKeys.NONE;
        }
        return key -> {
            if (key.equals(TAG_KEYS)) {
                return tags.stream()
                        .map(tag -> Objects.requireNonNull(tag.key()))
                        .toList();
            }
            return key.startsWith(REQUEST_TAG) ? value(tags, key.substring(REQUEST_TAG.length())) : null;
        };
    }

    /// `aws:TagKeys` of tags to be removed.
    static ConditionKeys tagKeysOnly(List<String> tagKeys) {
        return key -> key.equals(TAG_KEYS) ? tagKeys : null;
    }

    /// @throws MalformedPolicyException with AWS's message
    static AttachedPolicy compile(String document) throws MalformedPolicyException {
        return new AttachedPolicy("resource policy", Policy.parse(document, PolicyKind.RESOURCE));
    }

    private static AttachedPolicy attached(String document) {
        try {
            return compile(document);
        } catch (MalformedPolicyException e) {
            throw new IllegalStateException("a stored resource policy does not compile", e);
        }
    }

    private static @Nullable List<String> value(List<Tag> tags, String lowerCaseKey) {
        for (Tag tag : tags) {
            if (Objects.requireNonNull(tag.key()).toLowerCase(Locale.ROOT).equals(lowerCaseKey)) {
                return List.of(Objects.requireNonNull(tag.value()));
            }
        }
        return null;
    }
}
