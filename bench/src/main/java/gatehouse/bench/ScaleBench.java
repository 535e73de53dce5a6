package gatehouse.bench;

import gatehouse.server.OwnClient;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Encrypt on an empty server and on a full one, and the first page of LookupEvents on the full one.
final class ScaleBench {
    private static final String LOOKUP = "com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101.LookupEvents";

    /// What may be sent before somebody sees that it is enough.
    private static final int SPARE = 20_000;

    private ScaleBench() {}

    static void run(List<String> options) throws Exception {
        int keys = Options.number(options, "--keys", 100_000);
        int users = Options.number(options, "--users", 10_000);
        int events = Options.number(options, "--events", 10) * 1_000_000;
        int seconds = Options.number(options, "--seconds", 60);
        double empty;
        try (Target server = EncryptBench.server(Options.dataFolder())) {
            empty = EncryptBench.measure("encrypt, empty", server, Subject.make(server.endpoint()), seconds)
                    .perSecond();
        }
        Path data = Options.dataFolder();
        try (Target server = EncryptBench.server(data)) {
            Subject subject = Subject.make(server.endpoint());
            fill(server, "users", users, (root, i) -> Subject.query(root, "CreateUser", "UserName=filler" + i));
            fill(server, "keys", keys, (root, i) -> Subject.json(root, "kms", "TrentService.CreateKey", "{}"));
            Instant early = Instant.now().plusSeconds(60);
            events(server, subject, events - users - keys);
            double full = EncryptBench.measure("encrypt, full", server, subject, seconds)
                    .perSecond();
            System.out.printf(Locale.ROOT, "full is %.0f %% of empty (wanted: at least 90 %%)%n", 100 * full / empty);
            lookups(server, early);
        }
    }

    /// One call of many.
    interface Step {
        void call(OwnClient root, int index) throws IOException;
    }

    static void fill(Target server, String what, int count, Step step) throws Exception {
        long start = System.nanoTime();
        try (ExecutorService threads = Executors.newFixedThreadPool(64)) {
            List<Future<?>> parts = new ArrayList<>();
            for (int part = 0; part < 64; part++) {
                int first = part;
                parts.add(threads.submit(() -> {
                    OwnClient root = new OwnClient(server.endpoint().toString(), Subject.ROOT, InstantSource.system());
                    for (int i = first; i < count; i += 64) {
                        step.call(root, i);
                    }
                    return null;
                }));
            }
            for (Future<?> part : parts) {
                part.get();
            }
        }
        System.out.printf(
                Locale.ROOT, "%,d %s made in %d s%n", count, what, (System.nanoTime() - start) / 1_000_000_000);
    }

    private static void events(Target server, Subject subject, int count) throws InterruptedException {
        System.out.println("making " + count + " events ...");
        for (int done = 0; done < count; ) {
            int some = Math.min(count - done, 2_000_000);
            SignedCalls requests =
                    SignedCalls.signed(server, subject, Instant.now().plusSeconds(200), some + SPARE);
            try (Load load = new Load(server.endpoint(), requests, 64)) {
                while (load.answered() < some - 64) {
                    Thread.sleep(100);
                }
            }
            done += some;
            System.out.println("  " + done);
        }
    }

    /// Asks for the newest events, and for the newest of those from before `early`, when the log was young.
    private static void lookups(Target server, Instant early) throws IOException {
        OwnClient root = new OwnClient(server.endpoint().toString(), Subject.ROOT, InstantSource.system());
        String oldest = ",\"EndTime\":" + early.getEpochSecond();
        for (String[] question : new String[][] {
            {"EventName", "Encrypt", "frequent"},
            {"Username", "bench", "frequent"},
            {"EventSource", "kms.amazonaws.com", "frequent"},
            {"ReadOnly", "false", "rare"},
            {"AccessKeyId", Subject.ROOT.accessKeyId(), "rare"},
            {"EventName", "CreatePolicy", "rare, oldest"},
            {"ResourceType", "AWS::KMS::Key", "frequent"},
            {"ResourceName", "filler77", "unique"},
            {"EventId", "00000000-0000-4000-8000-000000000000", "absent"},
            {"Username", "nobody", "absent"}
        }) {
            for (String range : new String[] {"", oldest}) {
                String body = "{\"LookupAttributes\":[{\"AttributeKey\":\"" + question[0] + "\",\"AttributeValue\":\""
                        + question[1] + "\"}]" + range + "}";
                double[] millis = new double[9];
                int size = 0;
                for (int i = 0; i < millis.length; i++) {
                    long start = System.nanoTime();
                    size = Subject.json(root, "cloudtrail", LOOKUP, body).length();
                    millis[i] = (System.nanoTime() - start) / 1e6;
                }
                Arrays.sort(millis);
                System.out.printf(
                        Locale.ROOT,
                        "lookup %s=%s (%s%s): median %.1f ms, worst %.1f ms, %d bytes (wanted: at most 20 ms)%n",
                        question[0],
                        question[1],
                        question[2],
                        range.isEmpty() ? "" : ", oldest times",
                        millis[millis.length / 2],
                        millis[millis.length - 1],
                        size);
            }
        }
    }
}
