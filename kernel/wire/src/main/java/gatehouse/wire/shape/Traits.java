package gatehouse.wire.shape;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a model says of a shape or member beside its type: flags, and traits that carry a word.
public final class Traits {
    public static final Traits NONE = new Traits(Set.of(), Map.of());

    private final Set<Flag> flags;
    private final Map<Word, String> words;

    private Traits(Set<Flag> flags, Map<Word, String> words) {
        this.flags = flags.isEmpty() ? Set.of() : EnumSet.copyOf(flags);
        this.words = Map.copyOf(words);
    }

    public static Traits of(Set<Flag> flags, Map<Word, String> words) {
        return flags.isEmpty() && words.isEmpty() ? NONE : new Traits(flags, words);
    }

    public boolean has(Flag flag) {
        return flags.contains(flag);
    }

    /// The word of that trait, or null.
    public @Nullable String word(Word word) {
        return words.get(word);
    }

    /// Traits that are there or not.
    public enum Flag {
        REQUIRED,
        SENSITIVE,
        IDEMPOTENCY_TOKEN,
        FLATTENED,
        XML_ATTRIBUTE,
        PAYLOAD,
        STREAMING,
        REQUIRES_LENGTH,
        EVENT_STREAM,
        EVENT,
        EVENT_PAYLOAD,
        EVENT_HEADER,
        HOST_LABEL,
        JSON_VALUE,
        SPARSE,
        /// Of a list: no two elements are equal.
        UNIQUE_ITEMS,
        WRAPPER,
        DEPRECATED
    }

    /// Traits that carry a word.
    public enum Word {
        /// Name on the wire where it is not the member's.
        LOCATION_NAME,
        /// `header`, `headers`, `uri`, `querystring` or `statusCode`.
        LOCATION,
        /// Name in the EC2 query protocol.
        QUERY_NAME,
        /// `iso8601`, `rfc822` or `unixTimestamp`.
        TIMESTAMP_FORMAT,
        XML_NAMESPACE,
        XML_PREFIX,
        /// What a payload is, or text in a header.
        MEDIA_TYPE
    }
}
