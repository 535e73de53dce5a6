package gatehouse.bench;

import gatehouse.server.OwnClient;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;

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
        long start = System.nanoTime();
        Process process = new ProcessBuilder(
                        "./gatehouse",
                        "--data",
                        data.toString(),
                        "--port",
                        "0",
                        "--root-credentials",
                        Subject.ROOT.accessKeyId() + ":" + Subject.ROOT.secretAccessKey())
                .redirectError(Redirect.INHERIT)
                .start();
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            String line = out.readLine();
            while (line != null && !line.strip().startsWith("endpoint")) {
                line = out.readLine();
            }
            if (line == null) {
                throw new IOException("the server did not start");
            }
            OwnClient.Answer answer = new OwnClient(
                            line.replaceFirst(".*http", "http").strip(), Subject.ROOT, InstantSource.system())
                    .post(
                            "sts",
                            "/",
                            Map.of("content-type", "application/x-www-form-urlencoded"),
                            "Action=GetCallerIdentity&Version=2011-06-15");
            double took = (System.nanoTime() - start) / 1e9;
            if (answer.status() != 200) {
                throw new IOException("the server answered " + answer.status());
            }
            if (last) {
                Thread.sleep(10_000);
                System.out.println("idle memory: " + resident(process.pid()) + " (wanted: at most 200 MiB)");
            }
            return took;
        } finally {
            process.destroy();
            process.waitFor();
        }
    }

    private static String resident(long pid) throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
                .filter(line -> line.startsWith("VmRSS"))
                .findFirst()
                .orElse("unknown");
    }
}
