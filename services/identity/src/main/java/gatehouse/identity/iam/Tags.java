package gatehouse.identity.iam;

import gatehouse.model.iam.Tag;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Tags: sorted by key; keys are the same whatever their case, and keep the case that they were set with last.
final class Tags {
    private Tags() {}

    /// The tags that `more` makes of `tags`.
    static Map<String, String> plus(Map<String, String> tags, List<Tag> more) {
        TreeSet<String> keys = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        Map<String, String> all = sorted(tags);
        for (Tag tag : more) {
            String key = Objects.requireNonNull(tag.key());
            if (!keys.add(key)) {
                throw IamErrors.duplicateTagKeys();
            }
            if (key.toLowerCase(Locale.ROOT).startsWith("aws:")) {
                throw IamErrors.reservedTagKey();
            }
            all.remove(key); // A sorted map would keep the old key's case.
            all.put(key, Objects.requireNonNull(tag.value()));
        }
        return Collections.unmodifiableMap(all);
    }

    static Map<String, String> minus(Map<String, String> tags, List<String> keys) {
        Map<String, String> rest = sorted(tags);
        keys.forEach(rest::remove);
        return Collections.unmodifiableMap(rest);
    }

    /// Null where there are none, as answers have it.
    static @Nullable List<Tag> shape(Map<String, String> tags) {
        return tags.isEmpty() ? null : tags.entrySet().stream().map(Tags::shape).toList();
    }

    static Tag shape(Map.Entry<String, String> tag) {
        return Tag.builder().key(tag.getKey()).value(tag.getValue()).build();
    }

    private static Map<String, String> sorted(Map<String, String> tags) {
        TreeMap<String, String> sorted = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        sorted.putAll(tags);
        return sorted;
    }
}
