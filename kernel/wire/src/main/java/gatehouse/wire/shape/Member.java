package gatehouse.wire.shape;

import gatehouse.wire.shape.Traits.Word;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A member of a structure, or a list's element, or a map's key or value: a name, a target and its traits.
public final class Member {
    private final int index;
    private final String name;
    private final String wireName;
    private final Traits traits;
    private final @Nullable Supplier<Schema> deferred;
    private @Nullable Schema target;

    private Member(
            int index, String name, Traits traits, @Nullable Schema target, @Nullable Supplier<Schema> deferred) {
        this.index = index;
        this.name = name;
        String locationName = traits.word(Word.LOCATION_NAME);
        this.wireName = locationName == null ? name : locationName;
        this.traits = traits;
        this.target = target;
        this.deferred = deferred;
    }

    /// A member at position `index` of its structure (0 for elements and keys, 1 for a map's values).
    public static Member of(int index, String name, Schema target, Traits traits) {
        return new Member(index, name, traits, target, null);
    }

    /// A member whose target's class may not be initialised yet, as in recursive shapes.
    public static Member deferred(int index, String name, Supplier<Schema> target, Traits traits) {
        return new Member(index, name, traits, null, target);
    }

    public int index() {
        return index;
    }

    /// The name in the model, such as `KeyId`.
    public String name() {
        return name;
    }

    /// The name in JSON: the model's, unless the member has another there.
    public String wireName() {
        return wireName;
    }

    public Traits traits() {
        return traits;
    }

    public Schema target() {
        Schema known = target;
        if (known == null && deferred != null) {
            known = deferred.get();
            target = known;
        }
        if (known == null) {
            throw new IllegalStateException("member " + name + " has no target");
        }
        return known;
    }

    @Override
    public String toString() {
        return name;
    }
}
