package gatehouse.store.rocks;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.store.Key;
import gatehouse.store.Person;
import gatehouse.store.StoreContract;
import gatehouse.store.StoreSettings;
import gatehouse.store.log.EventLog.Query;
import gatehouse.store.log.LogEntry.Attribute;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A process killed under load has lost nothing that it acknowledged. `-Dgatehouse.deep=true` kills 50 times.
final class KillTest {
    private static final int KILLS = Boolean.getBoolean("gatehouse.deep") ? 50 : 3;
    private static final int LINES = 1500;

    @TempDir
    private Path folder;

    @Test
    @Timeout(600)
    void everyAcknowledgedCommitIsThereAfterAKill() throws Exception {
        Map<String, Long> acknowledged = new HashMap<>();
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int kill = 0; kill < KILLS; kill++) {
            writeUntilKilled(LINES / 2 + random.nextInt(LINES), acknowledged);
            check(acknowledged);
        }
    }

    private void writeUntilKilled(int lines, Map<String, Long> acknowledged) throws IOException, InterruptedException {
        Process writer = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledWriter.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        int count = 0;
        try (BufferedReader acknowledgements = writer.inputReader(StandardCharsets.UTF_8)) {
            String line = acknowledgements.readLine();
            while (line != null) {
                String[] parts = line.split(" ", -1);
                // A line that the kill cut short tells a smaller number, which is no more than was acknowledged.
                if (line.startsWith("writer-") && parts.length == 2 && !parts[1].isEmpty()) {
                    acknowledged.merge(parts[0], Long.parseLong(parts[1]), Math::max);
                }
                if (++count == lines) {
                    // Through the handle: what was printed before stays readable.
                    writer.toHandle().destroyForcibly();
                }
                line = acknowledgements.readLine();
            }
        }
        assertThat(writer.waitFor()).isNotZero();
        assertThat(count).isGreaterThanOrEqualTo(lines);
    }

    private void check(Map<String, Long> acknowledged) {
        try (RocksStore store = Stores.open(folder, StoreSettings.lasting().withSegmentEntries(KilledWriter.SEGMENT))) {
            Map<String, Long> logged = new HashMap<>();
            store.log().read(0, Integer.MAX_VALUE, (sequence, entry) -> {
                String[] parts = StoreContract.text(entry).split(" ", -1);
                assertThat(Long.parseLong(parts[1])).isEqualTo(logged.getOrDefault(parts[0], 0L) + 1);
                logged.put(parts[0], Long.parseLong(parts[1]));
            });
            acknowledged.forEach((writer, count) -> {
                Person row = Objects.requireNonNull(store.begin().get(Person.TABLE, Key.of("1", writer)));
                assertThat(row.visits()).as(writer).isGreaterThanOrEqualTo(count);
                assertThat(logged).containsEntry(writer, row.visits());
                assertThat(store.log()
                                .find(new Query("1", "us-east-1", new Attribute("Writer", writer), null, null, null, 1))
                                .entries())
                        .singleElement()
                        .satisfies(
                                entry -> assertThat(StoreContract.text(entry)).isEqualTo(writer + " " + row.visits()));
                // What is stored may be ahead of the last line that came through.
                acknowledged.put(writer, row.visits());
            });
            assertThat(store.begin()
                            .scan(Person.TABLE, Person.BY_GROUP, Key.of("1", "writers"), null, 100)
                            .items())
                    .hasSize(KilledWriter.WRITERS);
            assertThat(List.copyOf(logged.keySet())).hasSize(KilledWriter.WRITERS);
        }
    }
}
