package gatehouse.wire.shape;

import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/// Which members of one structure have come: nothing is set aside for the usual structure of at most 64 members.
public final class SeenMembers {
    private long first;
    private @Nullable BitSet others;

    /// Notes the member, and tells whether it had not come before.
    public boolean add(Member member) {
        int index = member.index();
        if (index < Long.SIZE) {
            long before = first;
            first |= 1L << index;
            return first != before;
        }
        BitSet known = others;
        if (known == null) {
            known = new BitSet();
            others = known;
        }
        boolean isNew = !known.get(index);
        known.set(index);
        return isNew;
    }
}
