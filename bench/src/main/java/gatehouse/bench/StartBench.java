package gatehouse.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/// From process start to the first answered call, through the launcher as a user would, and idle memory.
final class StartBench {
    private StartBench() {}

    static void run(List<String> options) throws IOException, InterruptedException {
        int runs = Options.number(options, "--runs", 10);
        Path data = Options.dataFolder();
        List<Double> seconds = new ArrayList<>();
        for (int i = 0; i <= runs; i++) {
            double took = once(data, i == runs);
            if (i > 0) {
                seconds.add(took); // The first run makes the folder and warms the page cache.
            }
        }
        Collections.sort(seconds);
        System.out.printf(
                Locale.ROOT,
                "start to first answer: median %.2f s of %d (best %.2f, worst %.2f; wanted: at most 0.5)%n",
                seconds.get(seconds.size() / 2),
                seconds.size(),
                seconds.getFirst(),
                seconds.getLast());
    }

    private static double once(Path data, boolean last) throws IOException, InterruptedException {
        try (ServerProcess server = ServerProcess.start(List.of("./gatehouse"), data)) {
            if (last) {
                System.out.printf(Locale.ROOT, "idle memory: %.0f MiB (wanted: at most 200)%n", server.idleMebibytes());
            }
            return server.secondsToFirstAnswer();
        }
    }
}
