package gatehouse.conformance.botocore;

import gatehouse.conformance.Root;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ObjectNode;

/// A Python process that holds botocore's clients, and does what it is told line by line (`worker.py`).
final class Botocore implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int SECONDS_PER_CALL_MAX = 120;

    private final Path log;
    private final Process process;
    private final BufferedWriter to;
    private final BufferedReader from;

    Botocore(Path folder, int port) throws IOException {
        Path script = folder.resolve("worker.py");
        try (InputStream in = Objects.requireNonNull(Botocore.class.getResourceAsStream("worker.py"))) {
            Files.copy(in, script, StandardCopyOption.REPLACE_EXISTING);
        }
        log = folder.resolve("worker.err");
        ProcessBuilder builder = new ProcessBuilder(
                        python(folder), script.toString(), Integer.toString(port), Root.KEY_ID, Root.SECRET)
                .directory(folder.toFile())
                .redirectError(log.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
        builder.environment().put("AWS_CONFIG_FILE", folder.resolve("no-config").toString());
        builder.environment()
                .put(
                        "AWS_SHARED_CREDENTIALS_FILE",
                        folder.resolve("no-credentials").toString());
        builder.environment().put("AWS_EC2_METADATA_DISABLED", "true");
        builder.environment().put("PYTHONIOENCODING", "utf-8");
        process = builder.start();
        to = process.outputWriter(StandardCharsets.UTF_8);
        from = process.inputReader(StandardCharsets.UTF_8);
    }

    /// The first interpreter that has botocore: that of the path, or the one that the AWS CLI runs on.
    private static String python(Path folder) throws IOException {
        List<String> candidates = new ArrayList<>(List.of("python3", "python"));
        for (String entry : System.getenv().getOrDefault("PATH", "").split(":", -1)) {
            Path cli = Path.of(entry, "aws");
            if (Files.isRegularFile(cli)) {
                interpreter(cli, candidates);
            }
        }
        for (String candidate : candidates) {
            if (hasBotocore(candidate, folder)) {
                return candidate;
            }
        }
        throw new IllegalStateException("no Python with botocore among " + candidates);
    }

    private static void interpreter(Path script, List<String> candidates) throws IOException {
        byte[] start;
        try (InputStream in = Files.newInputStream(script)) {
            start = in.readNBytes(256);
        }
        String line = new String(start, StandardCharsets.ISO_8859_1)
                .lines()
                .findFirst()
                .orElse("");
        if (line.startsWith("#!") && line.contains("python") && !line.contains("env ")) {
            candidates.add(line.substring(2).strip());
        }
    }

    private static boolean hasBotocore(String python, Path folder) throws IOException {
        try {
            Process process = new ProcessBuilder(python, "-c", "import botocore.session")
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("python.out").toFile())
                    .start();
            return process.waitFor() == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while looking for Python", e);
        } catch (IOException _) {
            return false; // There is no program of that name.
        }
    }

    static ObjectNode order(String what) {
        return JSON.createObjectNode().put("do", what);
    }

    /// What the worker answers to an order.
    JsonNode run(ObjectNode order) {
        return run(order, event -> {});
    }

    /// As above; `events` gets each event as soon as the worker has it.
    JsonNode run(ObjectNode order, Consumer<JsonNode> events) {
        AtomicBoolean answered = new AtomicBoolean();
        Thread watch = Thread.ofVirtual().start(() -> endUnless(answered));
        try {
            to.write(JSON.writeValueAsString(order));
            to.write('\n');
            to.flush();
            JsonNode answer = line();
            for (; answer.has("event"); answer = line()) {
                events.accept(answer.get("event"));
            }
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            answered.set(true);
            watch.interrupt();
        }
    }

    private JsonNode line() throws IOException {
        String line = from.readLine();
        if (line == null) {
            throw new AssertionError("the worker ended: " + Files.readString(log));
        }
        return JSON.readTree(line);
    }

    /// A call that hangs ends with its process.
    private void endUnless(AtomicBoolean answered) {
        try {
            if (!process.waitFor(SECONDS_PER_CALL_MAX, TimeUnit.SECONDS) && !answered.get()) {
                process.destroyForcibly();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt(); // The answer is here.
        }
    }

    @Override
    public void close() {
        try {
            to.close();
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException _) {
            process.destroyForcibly();
        } catch (InterruptedException _) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
