package gatehouse.bench;

import gatehouse.server.OwnClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Encrypt of 64 bytes, signed, authorized, audited and durable, beside an echo on the same HTTP server, and an echo
/// that waits for an event of the same size to be durable.
final class EncryptBench {
    private static final int CONNECTIONS = 64;
    private static final int SIGNED_PER_SECOND_MAX = 40_000;
    private static final int ECHOED_PER_SECOND_MAX = 120_000;
    private static final int ANSWER_BYTES = 330;
    private static final JsonMapper JSON = new JsonMapper();

    private EncryptBench() {}

    static void run(List<String> options) throws IOException, InterruptedException {
        int seconds = Options.number(options, "--seconds", 300);
        Path data = Options.dataFolder();
        System.out.println("data on " + Files.getFileStore(data) + " ("
                + Files.getFileStore(data).type() + ")");
        Measured encrypt;
        try (Target server = server(data)) {
            Subject subject = Subject.make(server.endpoint());
            encrypt = measure("encrypt", server, subject, seconds);
        }
        double echo = echo("echo", seconds).perSecond();
        double durable =
                echo("durable echo", seconds, Options.dataFolder().toString()).perSecond();
        System.out.printf(
                Locale.ROOT,
                "encrypt is %.0f %% of the echo's throughput (wanted: at least 50 %%), and %.0f %% of the durable"
                        + " echo's, which is itself %.0f %% of the echo's%n",
                100 * encrypt.perSecond() / echo,
                100 * encrypt.perSecond() / durable,
                100 * durable / echo);
        Moto.compare(encrypt.perSecond());
    }

    static Measured echo(String name, int seconds, String... folder) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of("gatehouse.bench.Bench", "echo-server", Integer.toString(ANSWER_BYTES)));
        command.addAll(List.of(folder));
        try (Target server = Target.java(command.toArray(String[]::new))) {
            return measure(name, server, null, seconds);
        }
    }

    static Target server(Path data) throws IOException {
        return Target.start(new ProcessBuilder(
                "./gatehouse",
                "--data",
                data.toString(),
                "--quotas",
                "UsersPerAccount=1000000,RolesPerAccount=1000000",
                "--port",
                "0",
                "--root-credentials",
                Subject.ROOT.accessKeyId() + ":" + Subject.ROOT.secretAccessKey()));
    }

    record Measured(double perSecond, double cpuMicros) {}

    /// Warms up for two fifths of the time and measures over the rest. Without a subject the requests are the same,
    /// but nobody reads them.
    static Measured measure(String name, Target server, @org.jspecify.annotations.Nullable Subject subject, int seconds)
            throws IOException, InterruptedException {
        SignedCalls requests = requests(name, server, subject, seconds);
        try (Load load = new Load(server.endpoint(), requests, CONNECTIONS)) {
            Thread.sleep(Duration.ofSeconds(seconds).multipliedBy(2).dividedBy(5));
            JsonNode before = subject != null ? metrics(server) : null;
            Duration cpu = server.cpu();
            long answered = load.answered();
            double perSecond =
                    load.throughput(Duration.ofSeconds(seconds).multipliedBy(3).dividedBy(5));
            double micros = (server.cpu().minus(cpu).toNanos() / 1e3) / (load.answered() - answered);
            System.out.printf(
                    Locale.ROOT,
                    "%s: %,.0f requests/s, %.1f us of server CPU each, %d MiB resident%n",
                    name,
                    perSecond,
                    micros,
                    server.residentMebibytes());
            if (before != null) {
                printBatches(before, metrics(server));
            }
            if (!load.refusals().isEmpty()) {
                throw new IOException(load.refusals());
            }
            return new Measured(perSecond, micros);
        }
    }

    private static SignedCalls requests(
            String name, Target server, @org.jspecify.annotations.Nullable Subject subject, int seconds) {
        if (subject == null) {
            return SignedCalls.unsigned(
                    server.endpoint(),
                    KmsCall.encrypt("00000000-0000-4000-8000-000000000000"),
                    seconds * ECHOED_PER_SECOND_MAX);
        }
        int count = seconds * SIGNED_PER_SECOND_MAX;
        System.out.println(name + ": signing " + count + " requests ...");
        return SignedCalls.signed(server, subject, Instant.now().plusSeconds(seconds / 2 + 30), count);
    }

    private static void printBatches(JsonNode before, JsonNode after) {
        long batches = after.path("durableBatches").asLong()
                - before.path("durableBatches").asLong();
        long events = after.path("durableEvents").asLong()
                - before.path("durableEvents").asLong();
        System.out.printf(Locale.ROOT, "  %,d syncs, %.1f events each%n", batches, (double) events / batches);
    }

    private static JsonNode metrics(Target server) throws IOException {
        return JSON.readTree(new OwnClient(server.endpoint().toString(), Subject.ROOT, InstantSource.system())
                .get("/_gatehouse/metrics")
                .body());
    }
}
