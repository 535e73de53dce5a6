package gatehouse.store.rocks;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.store.Key;
import gatehouse.store.Person;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/// What was read before a change is not kept behind it, even where it was still being read when the change was shown.
final class CachesTest {
    private static final TableSpaces SPACES = new TableSpaces(Person.TABLE);
    private static final RowKey PREFIX = new RowKey(SPACES.index("group"), Key.of("g"));
    private static final RowKey ROW = new RowKey(SPACES.rows, Key.of("a", "b"));

    private final Caches caches = new Caches(100);
    private final CountDownLatch loading = new CountDownLatch(1);

    /// Shows the change, which begins when a load is in flight.
    private Thread changing(Map<RowKey, Cell> changes, Set<RowKey> touched) {
        return Thread.ofPlatform().unstarted(() -> {
            awaitLoad();
            caches.apply(changes, touched);
        });
    }

    private void awaitLoad() {
        try {
            loading.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Reads on until the change waits for it, or has not waited.
    private <T> T loaded(T found, Thread changing) {
        loading.countDown();
        while (changing.isAlive() && changing.getState() != Thread.State.BLOCKED) {
            Thread.onSpinWait();
        }
        return found;
    }

    @Test
    void aListingThatWasBeingReadIsNotKept() throws InterruptedException {
        Thread changing = changing(Map.of(), Set.of(PREFIX));
        changing.start();
        Listing read = caches.listings.get(PREFIX, key -> loaded(new Listing(List.of()), changing));
        changing.join();
        assertThat(read.rows).isEmpty();
        assertThat(caches.listings.getIfPresent(PREFIX)).isNull();
    }

    @Test
    void theMarkOfALongListingThatWasBeingReadIsAnother() throws InterruptedException {
        Thread changing = changing(Map.of(), Set.of(PREFIX));
        changing.start();
        Listing read = caches.listings.get(PREFIX, key -> loaded(new Listing(null), changing));
        changing.join();
        Listing kept = Objects.requireNonNull(caches.listings.getIfPresent(PREFIX));
        assertThat(kept).isNotSameAs(read);
        assertThat(kept.rows).isNull();
    }

    @Test
    void aRowThatWasBeingReadIsReplaced() throws InterruptedException {
        Cell changed = new Cell(2, Person.of("a", "b"));
        Thread changing = changing(Map.of(ROW, changed), Set.of());
        changing.start();
        Cell read = caches.cells.get(ROW, key -> loaded(Cell.ABSENT, changing));
        changing.join();
        assertThat(read).isSameAs(Cell.ABSENT);
        assertThat(caches.cells.getIfPresent(ROW)).isSameAs(changed);
    }
}
