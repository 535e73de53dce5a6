package gatehouse.keys.kms;

import gatehouse.model.kms.Tag;
import gatehouse.policy.ConditionKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Condition keys that come from the request.
///
/// Source: https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html
final class KmsConditions {
    private static final String REQUEST_TAG = "aws:requesttag/";
    private static final String TAG_KEYS = "aws:tagkeys";

    private KmsConditions() {}

    /// One key with one value; `name` in lower case.
    static ConditionKeys only(String name, String value) {
        List<String> values = List.of(value);
        return key -> key.equals(name) ? values : null;
    }

    /// `aws:RequestTag/…` and `aws:TagKeys` of tags to be set.
    static ConditionKeys tags(@Nullable List<Tag> tags) {
        if (tags == null || tags.isEmpty()) {
            return ConditionKeys.NONE;
        }
        return key -> {
            if (key.equals(TAG_KEYS)) {
                return tagKeys(tags);
            }
            return key.startsWith(REQUEST_TAG) ? tagValues(tags, key.substring(REQUEST_TAG.length())) : null;
        };
    }

    /// `aws:TagKeys` of tags to be removed.
    static ConditionKeys tagKeysOnly(List<String> tagKeys) {
        return key -> key.equals(TAG_KEYS) ? tagKeys : null;
    }

    private static List<String> tagKeys(List<Tag> tags) {
        List<String> keys = new ArrayList<>(tags.size());
        for (Tag tag : tags) {
            keys.add(Objects.requireNonNull(tag.tagKey()));
        }
        return keys;
    }

    /// The values of all tags whose keys differ in case only.
    private static @Nullable List<String> tagValues(List<Tag> tags, String lowerCaseKey) {
        List<String> values = tags.stream()
                .filter(tag -> Objects.requireNonNull(tag.tagKey())
                        .toLowerCase(Locale.ROOT)
                        .equals(lowerCaseKey))
                .map(tag -> Objects.requireNonNull(tag.tagValue()))
                .toList();
        return values.isEmpty() ? null : values;
    }
}
