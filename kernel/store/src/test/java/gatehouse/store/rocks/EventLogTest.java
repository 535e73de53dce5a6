package gatehouse.store.rocks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gatehouse.store.Store;
import gatehouse.store.StoreContract;
import gatehouse.store.StoreException;
import gatehouse.store.StoreSettings;
import gatehouse.store.log.EventLog.Found;
import gatehouse.store.log.EventLog.Query;
import gatehouse.store.log.LogEntry;
import gatehouse.store.log.LogEntry.Attribute;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The log against a list of all entries: unsealed, sealed and opened again.
final class EventLogTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final int SEGMENT = 200;

    @TempDir
    private Path folder;

    private RocksStore open() {
        return Stores.open(folder, StoreSettings.lasting().withSegmentEntries(SEGMENT));
    }

    private static LogEntry generated(Random random, int number) {
        List<Attribute> attributes = new ArrayList<>();
        attributes.add(new Attribute("EventId", "id-" + number));
        attributes.add(new Attribute("EventName", "Event" + random.nextInt(3)));
        for (int i = random.nextInt(4); i > 0; i--) {
            attributes.add(new Attribute("ResourceName", "resource-" + random.nextInt(40)));
        }
        Instant time = START.plusMillis(number * 1000L + random.nextInt(5000)).plusNanos(random.nextInt(1000));
        byte[] body = new byte[random.nextInt(300)];
        random.nextBytes(body);
        return new LogEntry(
                "account" + random.nextInt(2),
                random.nextInt(8) == 0 ? "eu-west-1" : "us-east-1",
                time,
                attributes,
                body);
    }

    private static Query query(Random random, int entries, @Nullable Long before) {
        Attribute attribute = switch (random.nextInt(5)) {
            case 0 -> null;
            case 1 -> new Attribute("EventId", "id-" + random.nextInt(entries + 10));
            case 2 -> new Attribute("EventName", "Event" + random.nextInt(4));
            default -> new Attribute("ResourceName", "resource-" + random.nextInt(42));
        };
        Instant from = random.nextInt(3) == 0 ? START.plusSeconds(random.nextInt(entries)) : null;
        Instant to = random.nextInt(3) == 0 ? START.plusSeconds(random.nextInt(entries)) : null;
        return new Query(
                "account" + random.nextInt(3), "us-east-1", attribute, from, to, before, 1 + random.nextInt(60));
    }

    /// The answer, the obvious way.
    private static List<Integer> expected(List<LogEntry> all, Query query) {
        List<Integer> found = new ArrayList<>();
        for (int i = all.size() - 1; i >= 0; i--) {
            LogEntry entry = all.get(i);
            if ((query.before() == null || i < query.before())
                    && entry.account().equals(query.account())
                    && entry.region().equals(query.region())
                    && (query.attribute() == null || entry.attributes().contains(query.attribute()))
                    && (query.from() == null || entry.time().compareTo(query.from()) >= 0)
                    && (query.to() == null || entry.time().compareTo(query.to()) <= 0)) {
                found.add(i);
            }
        }
        return found;
    }

    private static void check(Store store, List<LogEntry> all, long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 150; i++) {
            Query query = query(random, all.size(), random.nextBoolean() ? null : (long) random.nextInt(all.size()));
            List<Integer> expected = expected(all, query);
            Found found = store.log().find(query);
            int count = Math.min(query.limit(), expected.size());
            assertThat(found.entries()).as("seed %d, %s", seed, query).hasSize(count);
            for (int at = 0; at < count; at++) {
                assertSame(found.entries().get(at), all.get(expected.get(at)));
            }
            assertThat(found.next()).isEqualTo(expected.size() > count ? Long.valueOf(expected.get(count - 1)) : null);
        }
        long next = store.log()
                .read(0, Integer.MAX_VALUE, (sequence, entry) -> assertSame(entry, all.get(Math.toIntExact(sequence))));
        assertThat(next).isEqualTo(all.size());
    }

    private static void assertSame(LogEntry found, LogEntry expected) {
        assertThat(found.body()).isEqualTo(expected.body());
        assertThat(found.attributes()).isEqualTo(expected.attributes());
        assertThat(found.time()).isEqualTo(expected.time());
        assertThat(found.account()).isEqualTo(expected.account());
    }

    private long segments() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("log"))) {
            return files.filter(file -> file.toString().endsWith(".segment")).count();
        }
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited too long").isLessThan(end);
            Thread.onSpinWait();
        }
    }

    private void awaitSegments(long count) {
        await(() -> {
            try {
                return segments() >= count;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    @Test
    void answersAreTheSameBeforeSealingAfterItAndAfterReopening() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        List<LogEntry> all = new ArrayList<>();
        for (int round = 0; round < 4; round++) {
            try (RocksStore store = open()) {
                if (round > 0) {
                    check(store, all, seed + round);
                }
                int end = all.size() + 350;
                while (all.size() < end) {
                    List<LogEntry> batch = new ArrayList<>();
                    for (int i = 1 + random.nextInt(40); i > 0; i--) {
                        batch.add(generated(random, all.size()));
                        all.add(batch.getLast());
                    }
                    store.append(batch);
                }
                check(store, all, seed - round);
                awaitSegments(1 + round);
                check(store, all, seed);
            }
        }
    }

    /// More than a block, a buffer or a chunk of anything holds.
    @Test
    void entriesOfAllSizesAreFoundBeforeSealingAfterItAndAfterReopening() {
        int segment = 2500;
        StoreSettings settings = StoreSettings.lasting().withSegmentEntries(segment);
        Random random = new Random(11);
        List<LogEntry> all = new ArrayList<>();
        for (int i = 0; i < segment; i++) {
            LogEntry entry = generated(random, i);
            List<Attribute> attributes = new ArrayList<>(entry.attributes());
            for (int extra = random.nextInt(20); extra > 0; extra--) {
                attributes.add(new Attribute("ResourceName", "resource-" + random.nextInt(40)));
            }
            byte[] body = new byte[random.nextInt(i % 50 == 0 ? 300_000 : 3_000)];
            random.nextBytes(body);
            all.add(new LogEntry(entry.account(), entry.region(), entry.time(), attributes, body));
        }
        try (RocksStore store = Stores.open(folder, settings)) {
            for (int at = 0; at < segment; at += 100) {
                store.append(all.subList(at, at + 100));
            }
            check(store, all, 1);
        }
        try (RocksStore store = Stores.open(folder, settings)) {
            check(store, all, 2);
            all.add(generated(random, segment));
            store.append(List.of(all.getLast()));
            awaitSegments(1);
            check(store, all, 3);
        }
    }

    @Test
    void retentionDropsWholeOldSegmentsOnly() throws IOException {
        try (RocksStore store = open()) {
            for (int i = 0; i < 5 * SEGMENT; i++) {
                store.append(List.of(new LogEntry("1", "us-east-1", START.plusSeconds(i), List.of(), new byte[] {1})));
            }
            awaitSegments(4);
            store.log().retain(START.plusSeconds(2 * SEGMENT + 1));
            assertThat(segments()).isEqualTo(2);
            List<Long> sequences = new ArrayList<>();
            store.log().read(0, 1, (sequence, entry) -> sequences.add(sequence));
            assertThat(sequences).containsExactly(2L * SEGMENT);
            Found found = store.log().find(new Query("1", "us-east-1", null, null, null, null, 10 * SEGMENT));
            assertThat(found.entries()).hasSize(3 * SEGMENT);
        }
        try (RocksStore store = open()) {
            assertThat(segments()).isEqualTo(2);
            assertThat(store.log().nextSequence()).isEqualTo(5 * SEGMENT);
        }
    }

    @Test
    void everyDamagedByteOfASegmentIsNoticedOrHarmless() throws IOException {
        List<LogEntry> all = new ArrayList<>();
        Random random = new Random(7);
        try (RocksStore store = open()) {
            for (int i = 0; i <= SEGMENT; i++) {
                all.add(generated(random, i));
                store.append(List.of(all.getLast()));
            }
            awaitSegments(1);
        }
        Path segment = folder.resolve("log").resolve("00000000000000000000.segment");
        byte[] good = Files.readAllBytes(segment);
        for (int i = 0; i < 40; i++) {
            byte[] bad = good.clone();
            int at = i == 0 ? 0 : random.nextInt(bad.length);
            bad[at] ^= (byte) (1 << random.nextInt(8));
            Files.write(segment, bad);
            try (RocksStore store = open()) {
                assertRightOrRefused(store, all, at);
            }
        }
        Files.write(segment, Arrays.copyOf(good, good.length - 1));
        assertThatThrownBy(this::open).isInstanceOf(StoreException.class).hasMessageContaining("is damaged");
        Files.delete(segment);
        assertThatThrownBy(this::open).isInstanceOf(StoreException.class).hasMessageContaining("is missing");
    }

    private static void assertRightOrRefused(Store store, List<LogEntry> all, int at) {
        boolean right;
        try {
            check(store, all, at);
            right = true;
        } catch (StoreException e) {
            assertThat(e).hasMessageContaining("is damaged");
            right = false;
        }
        // The first byte is always read; of the others, some are padding.
        assertThat(right && at == 0).as("the damage at %d", at).isFalse();
    }

    @Test
    void aFileThatASealingLeftBehindIsRemoved() throws IOException {
        open().close();
        Path stray = folder.resolve("log").resolve("sealing.tmp");
        Files.write(stray, new byte[10]);
        try (RocksStore store = open()) {
            assertThat(stray).doesNotExist();
            store.append(List.of(StoreContract.entry("1", "a")));
        }
    }
}
