package gatehouse.keys.cloudhsm;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import gatehouse.gateway.Call;
import gatehouse.gateway.Plan;
import gatehouse.gateway.Requirement;
import gatehouse.model.cloudhsmv2.ListTagsRequest;
import gatehouse.model.cloudhsmv2.ListTagsResponse;
import gatehouse.model.cloudhsmv2.Tag;
import gatehouse.model.cloudhsmv2.TagResourceRequest;
import gatehouse.model.cloudhsmv2.TagResourceResponse;
import gatehouse.model.cloudhsmv2.UntagResourceRequest;
import gatehouse.model.cloudhsmv2.UntagResourceResponse;
import gatehouse.store.Transaction;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// TagResource, UntagResource and ListTags, of clusters and of backups.
final class ResourceTags {
    private static final int PAGE_MAX = 100;

    private final CloudHsmLimits limits;

    ResourceTags(CloudHsmLimits limits) {
        this.limits = limits;
    }

    Plan<TagResourceResponse> tagResource(Call call, TagResourceRequest in) {
        List<Tag> tags = requireNonNull(in.tagList());
        Tagged tagged = find(call, requireNonNull(in.resourceId()));
        return Plan.require(tagged.requirement("cloudhsm:TagResource").with(CloudHsmActions.tags(tags)))
                .commit(tx -> {
                    tagged.change(tx, before -> {
                        Map<String, String> after = new HashMap<>(before);
                        after.putAll(map(tags, limits.tagsPerResourceMax()));
                        if (after.size() > limits.tagsPerResourceMax()) {
                            throw CloudHsmErrors.tooManyTags(limits.tagsPerResourceMax());
                        }
                        return after;
                    });
                    return new TagResourceResponse();
                });
    }

    Plan<UntagResourceResponse> untagResource(Call call, UntagResourceRequest in) {
        List<String> keys = requireNonNull(in.tagKeyList());
        Tagged tagged = find(call, requireNonNull(in.resourceId()));
        return Plan.require(tagged.requirement("cloudhsm:UntagResource").with(CloudHsmActions.tagKeysOnly(keys)))
                .commit(tx -> {
                    tagged.change(tx, before -> {
                        Map<String, String> after = new HashMap<>(before);
                        keys.forEach(after::remove);
                        return after;
                    });
                    return new UntagResourceResponse();
                });
    }

    Plan<ListTagsResponse> listTags(Call call, ListTagsRequest in) {
        Tagged tagged = find(call, requireNonNull(in.resourceId()));
        return Plan.require(tagged.requirement("cloudhsm:ListTags")).reply(() -> {
            Pages<Tag> page = Pages.of(
                    Answers.tags(tagged.tags()),
                    tag -> requireNonNull(tag.key()),
                    in.nextToken(),
                    requireNonNullElse(in.maxResults(), PAGE_MAX));
            return ListTagsResponse.builder()
                    .tagList(page.items())
                    .nextToken(page.nextToken())
                    .build();
        });
    }

    /// The tags of a request.
    static Map<String, String> map(@Nullable List<Tag> tags, int max) {
        Map<String, String> map = new HashMap<>();
        for (Tag tag : tags == null ? List.<Tag>of() : tags) {
            String key = requireNonNull(tag.key());
            if (key.toLowerCase(Locale.ROOT).startsWith("aws:")) {
                throw CloudHsmErrors.tags("Tag keys that begin with aws: are reserved.");
            }
            if (map.put(key, requireNonNull(tag.value())) != null) {
                throw CloudHsmErrors.tags("The tag key " + key + " is there twice.");
            }
        }
        if (map.size() > max) {
            throw CloudHsmErrors.tags("A resource can have at most " + max + " tags.");
        }
        return map;
    }

    private static Tagged find(Call call, String id) {
        if (id.startsWith("backup-")) {
            BackupName name = new BackupName(call.account(), call.region().value(), id);
            return new Tagged(call, id, null, name.find(call, call.view()));
        }
        return new Tagged(call, id, Clusters.find(call, call.view(), id), null);
    }

    /// What has tags: a cluster or a backup, or neither where there is none of that id.
    private record Tagged(
            Call call,
            String id,
            @Nullable HsmCluster cluster,
            @Nullable ClusterBackup backup) {
        Requirement requirement(String action) {
            return id.startsWith("backup-")
                    ? CloudHsmActions.onBackup(
                            action, new BackupName(call.account(), call.region().value(), id), backup)
                    : CloudHsmActions.onCluster(call, action, id, cluster);
        }

        Map<String, String> tags() {
            if (cluster != null) {
                return cluster.tags();
            }
            if (backup != null) {
                return backup.tags();
            }
            throw CloudHsmErrors.notFound(id);
        }

        void change(Transaction tx, UnaryOperator<Map<String, String>> change) {
            Map<String, String> after = change.apply(tags());
            if (cluster != null) {
                tx.put(CloudHsmTables.CLUSTERS, cluster.tagged(after));
            } else if (backup != null) {
                tx.put(CloudHsmTables.BACKUPS, backup.tagged(after));
            }
        }
    }
}
