package gatehouse.identity.sts;

import static java.nio.charset.StandardCharsets.UTF_8;

import gatehouse.gateway.Caller;
import gatehouse.model.sts.AssumeRoleRequest;
import gatehouse.model.sts.Tag;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The tags of a session about to be made: those of the request, and those that the calling session hands on.
///
/// Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html
record SessionTags(List<Tag> requested, List<String> requestedTransitive, Map<String, String> inherited) {
    private static final String RESERVED = "aws:";

    static SessionTags of(AssumeRoleRequest in, Caller.@Nullable Session calling) {
        List<Tag> tags = in.tags();
        List<String> transitive = in.transitiveTagKeys();
        return new SessionTags(
                tags == null ? List.of() : tags, transitive == null ? List.of() : transitive, handedOn(calling));
    }

    boolean isEmpty() {
        return requested.isEmpty() && inherited.isEmpty();
    }

    /// All keys: what `aws:TagKeys` holds.
    List<String> keys() {
        return List.copyOf(all().keySet());
    }

    /// The keys of what the new session hands on in its turn.
    List<String> transitiveKeys() {
        List<String> keys = new ArrayList<>(inherited.keySet());
        for (Tag tag : requested) {
            String key = key(tag);
            if (requestedTransitive.stream().anyMatch(key::equalsIgnoreCase)) {
                keys.add(key);
            }
        }
        return keys;
    }

    Map<String, String> all() {
        Map<String, String> all = new LinkedHashMap<>(inherited);
        requested.forEach(tag -> all.put(key(tag), value(tag)));
        return all;
    }

    /// The value of a tag, whatever the case of its key; null where there is none.
    @Nullable
    String get(String key) {
        for (Map.Entry<String, String> tag : all().entrySet()) {
            if (tag.getKey().equalsIgnoreCase(key)) {
                return tag.getValue();
            }
        }
        return null;
    }

    /// @throws gatehouse.wire.shape.ServiceException InvalidParameterValue or PackedPolicyTooLarge
    void check() {
        Map<String, Tag> seen = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (Tag tag : requested) {
            if (key(tag).toLowerCase(Locale.ROOT).startsWith(RESERVED)) {
                throw StsErrors.invalidParameter("Tag keys must not begin with " + RESERVED + ", which is reserved.");
            }
            if (seen.put(key(tag), tag) != null) {
                throw StsErrors.invalidParameter(
                        "Duplicate tag keys found. Please note that Tag keys are case insensitive.");
            }
        }
        if (!seen.keySet().containsAll(requestedTransitive)) {
            throw StsErrors.invalidParameter(
                    "The specified transitive tag key must be included in the requested tags.");
        }
        if (inherited.keySet().stream().anyMatch(seen::containsKey)) {
            throw StsErrors.invalidParameter("One of the specified transitive tag keys can't be set because it"
                    + " conflicts with a transitive tag key from the calling session.");
        }
        if (packedPercent() > 100) {
            throw StsErrors.tagsTooLarge(packedPercent());
        }
    }

    /// How much of the room for tags these take.
    int packedPercent() {
        int bytes = 0;
        for (Map.Entry<String, String> tag : all().entrySet()) {
            bytes += tag.getKey().getBytes(UTF_8).length + tag.getValue().getBytes(UTF_8).length;
        }
        return Math.ceilDiv(100 * bytes, StsLimits.PACKED_TAGS_BYTES_MAX);
    }

    private static Map<String, String> handedOn(Caller.@Nullable Session calling) {
        Map<String, String> tags = new LinkedHashMap<>();
        if (calling != null) {
            for (String key : calling.transitiveTagKeys()) {
                String value = calling.tags().get(key);
                if (value != null) {
                    tags.put(key, value);
                }
            }
        }
        return tags;
    }

    private static String key(Tag tag) {
        return Objects.requireNonNull(tag.key());
    }

    private static String value(Tag tag) {
        return Objects.requireNonNull(tag.value());
    }
}
