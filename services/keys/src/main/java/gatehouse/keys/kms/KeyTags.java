package gatehouse.keys.kms;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import gatehouse.gateway.Call;
import gatehouse.gateway.Plan;
import gatehouse.model.kms.ListResourceTagsRequest;
import gatehouse.model.kms.ListResourceTagsResponse;
import gatehouse.model.kms.Tag;
import gatehouse.model.kms.TagResourceRequest;
import gatehouse.model.kms.TagResourceResponse;
import gatehouse.model.kms.UntagResourceRequest;
import gatehouse.model.kms.UntagResourceResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// TagResource, UntagResource and ListResourceTags.
final class KeyTags {
    private static final int LIST_MAX = 50;

    private final KmsActions actions;
    private final int tagsPerKeyMax;

    KeyTags(KmsActions actions, KmsLimits limits) {
        this.actions = actions;
        this.tagsPerKeyMax = limits.tagsPerKeyMax();
    }

    Plan<TagResourceResponse> tagResource(Call call, TagResourceRequest in) {
        NamedKey named = KeyNames.own(call, requireNonNull(in.keyId()));
        List<Tag> tags = requireNonNull(in.tags());
        return Plan.require(actions.onKey(call, "kms:TagResource", named).with(KmsConditions.tags(tags)))
                .commit(tx -> {
                    KmsKey key = named.orThrow();
                    key.state().requireStaying(key.arn());
                    Map<String, String> all = new HashMap<>(key.tags());
                    all.putAll(map(tags));
                    check(tags, all, tagsPerKeyMax);
                    tx.put(KmsTables.KEYS, key.with(change -> change.tags(all)));
                    call.notes().answered("keyId", key.arn());
                    return new TagResourceResponse();
                });
    }

    Plan<UntagResourceResponse> untagResource(Call call, UntagResourceRequest in) {
        NamedKey named = KeyNames.own(call, requireNonNull(in.keyId()));
        List<String> tagKeys = requireNonNull(in.tagKeys());
        return Plan.require(actions.onKey(call, "kms:UntagResource", named).with(KmsConditions.tagKeysOnly(tagKeys)))
                .commit(tx -> {
                    KmsKey key = named.orThrow();
                    key.state().requireStaying(key.arn());
                    Map<String, String> left = new HashMap<>(key.tags());
                    left.keySet().removeAll(Set.copyOf(tagKeys));
                    tx.put(KmsTables.KEYS, key.with(change -> change.tags(left)));
                    call.notes().answered("keyId", key.arn());
                    return new UntagResourceResponse();
                });
    }

    Plan<ListResourceTagsResponse> listResourceTags(Call call, ListResourceTagsRequest in) {
        NamedKey named = KeyNames.own(call, requireNonNull(in.keyId()));
        int limit = requireNonNullElse(in.limit(), LIST_MAX);
        return Plan.require(actions.onKey(call, "kms:ListResourceTags", named)).reply(() -> {
            if (limit > LIST_MAX) {
                throw KmsErrors.limitAbove(limit, LIST_MAX);
            }
            return page(new TreeMap<>(named.orThrow().tags()), in.marker(), limit);
        });
    }

    private static ListResourceTagsResponse page(NavigableMap<String, String> all, @Nullable String marker, int limit) {
        List<Tag> tags = new ArrayList<>();
        String after = Markers.readWord(marker);
        String last = null;
        boolean more = false;
        for (Map.Entry<String, String> tag : (after == null ? all : all.tailMap(after, false)).entrySet()) {
            if (tags.size() == limit) {
                more = true;
                break;
            }
            last = tag.getKey();
            tags.add(Tag.builder().tagKey(last).tagValue(tag.getValue()).build());
        }
        return ListResourceTagsResponse.builder()
                .tags(tags)
                .nextMarker(more && last != null ? Markers.write(last) : null)
                .truncated(more)
                .build();
    }

    static Map<String, String> map(@Nullable List<Tag> tags) {
        Map<String, String> map = new HashMap<>();
        for (Tag tag : tags == null ? List.<Tag>of() : tags) {
            map.put(requireNonNull(tag.tagKey()), requireNonNull(tag.tagValue()));
        }
        return map;
    }

    /// Checks tags that are to be set, and what the key would then have.
    ///
    /// @throws gatehouse.wire.shape.ServiceException TagException
    static void check(@Nullable List<Tag> tags, Map<String, String> all, int tagsMax) {
        Set<String> seen = new HashSet<>();
        for (Tag tag : tags == null ? List.<Tag>of() : tags) {
            String key = requireNonNull(tag.tagKey());
            if (!seen.add(key)) {
                throw KmsErrors.tags("Duplicate tag keys");
            }
            if (key.toLowerCase(Locale.ROOT).startsWith("aws:")) {
                throw KmsErrors.tags("Tags beginning with aws: are reserved");
            }
        }
        if (all.size() > tagsMax) {
            throw KmsErrors.tags("Too many tags");
        }
    }
}
