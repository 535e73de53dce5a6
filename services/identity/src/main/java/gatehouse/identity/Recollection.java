package gatehouse.identity;

import gatehouse.store.Key;
import gatehouse.store.Page;
import gatehouse.store.Table;
import gatehouse.store.Table.Index;
import gatehouse.store.View;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An answer that was made of records alone, with every read that it took.
///
/// It is given again only where each of these reads finds the very same record again. Records are immutable: the
/// answer would be the same. The reads are repeated at each use, so that they belong to the transaction that uses the
/// answer, as if it had been made there.
final class Recollection<T> {
    private final Read<?>[] reads;
    private final T answer;

    private Recollection(List<Read<?>> reads, T answer) {
        this.reads = reads.toArray(Read<?>[]::new);
        this.answer = answer;
    }

    /// The answer as it was made, whether it still holds or not.
    T answer() {
        return answer;
    }

    /// The answer, if it holds in that view; null where it has to be made anew.
    @Nullable
    T in(View view) {
        for (Read<?> read : reads) {
            if (!read.isSameIn(view)) {
                return null;
            }
        }
        return answer;
    }

    private record Read<R extends Record>(
            Table<R> table, Key key, @Nullable R found) {
        @SuppressWarnings("ReferenceEquality") // An equal record would do, but takes longer to compare than to use.
        boolean isSameIn(View view) {
            return view.get(table, key) == found;
        }
    }

    /// A view that takes note of what is read through it. An answer is made of single records; a scan is an error.
    static final class Reading implements View {
        private final View view;
        private final List<Read<?>> reads = new ArrayList<>(8);

        Reading(View view) {
            this.view = view;
        }

        /// An answer that was made of nothing else than what was read here.
        <T> Recollection<T> recollection(T answer) {
            return new Recollection<>(reads, answer);
        }

        @Override
        public <R extends Record> @Nullable R get(Table<R> table, Key key) {
            R found = view.get(table, key);
            reads.add(new Read<>(table, key, found));
            return found;
        }

        @Override
        public <R extends Record> Page<R> scan(Table<R> table, Key prefix, @Nullable Key after, int limit) {
            throw new UnsupportedOperationException("what was scanned is not remembered");
        }

        @Override
        public <R extends Record> Page<R> scan(
                Table<R> table, Index<R> index, Key prefix, @Nullable Key after, int limit) {
            throw new UnsupportedOperationException("what was scanned is not remembered");
        }
    }
}
