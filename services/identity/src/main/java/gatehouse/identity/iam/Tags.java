package gatehouse.identity.iam;

import gatehouse.model.iam.InvalidInputException;
import gatehouse.model.iam.Tag;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Tags, sorted by key. The keys of users' and roles' are the same whatever their case, and keep the
/// case that they were set with last; those of everything else are told apart by it.
///
/// Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_tags.html#case-sensitivity
final class Tags {
    private Tags() {}

    /// The tags that `more` makes of `tags`, of what is neither user nor role.
    static Map<String, String> plus(Map<String, String> tags, List<Tag> more) {
        return with(new TreeMap<>(tags), new TreeSet<>(), more, IamErrors::duplicateTagKeys);
    }

    static Map<String, String> minus(Map<String, String> tags, List<String> keys) {
        return without(new TreeMap<>(tags), keys);
    }

    /// The tags that `more` makes of a user's or role's.
    static Map<String, String> plusIgnoringCase(Map<String, String> tags, List<Tag> more) {
        return with(ignoringCase(tags), new TreeSet<>(String.CASE_INSENSITIVE_ORDER), more, IamErrors::sameTagKeys);
    }

    static Map<String, String> minusIgnoringCase(Map<String, String> tags, List<String> keys) {
        return without(ignoringCase(tags), keys);
    }

    private static Map<String, String> with(
            Map<String, String> all, Set<String> keys, List<Tag> more, Supplier<InvalidInputException> duplicate) {
        for (Tag tag : more) {
            String key = Objects.requireNonNull(tag.key());
            if (!keys.add(key)) {
                throw duplicate.get();
            }
            if (key.toLowerCase(Locale.ROOT).startsWith("aws:")) {
                throw IamErrors.reservedTagKey();
            }
            all.remove(key); // A sorted map would keep the old key's case.
            all.put(key, Objects.requireNonNull(tag.value()));
        }
        return Collections.unmodifiableMap(all);
    }

    private static Map<String, String> without(Map<String, String> rest, List<String> keys) {
        keys.forEach(rest::remove);
        return Collections.unmodifiableMap(rest);
    }

    /// As the answers have it that always list tags.
    static List<Tag> list(Map<String, String> tags) {
        return tags.entrySet().stream().map(Tags::shape).toList();
    }

    /// Null where there are none, as the other answers have it.
    static @Nullable List<Tag> shape(Map<String, String> tags) {
        return tags.isEmpty() ? null : list(tags);
    }

    static Tag shape(Map.Entry<String, String> tag) {
        return Tag.builder().key(tag.getKey()).value(tag.getValue()).build();
    }

    private static Map<String, String> ignoringCase(Map<String, String> tags) {
        TreeMap<String, String> sorted = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        sorted.putAll(tags);
        return sorted;
    }
}
