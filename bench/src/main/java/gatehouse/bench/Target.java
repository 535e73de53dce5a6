package gatehouse.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A server under load, in a process of its own.
final class Target implements AutoCloseable {
    private static final long TICKS_PER_SECOND = 100;

    private final Process process;
    private final URI endpoint;

    private Target(Process process, URI endpoint) {
        this.process = process;
        this.endpoint = endpoint;
    }

    /// A JVM with our own class path and the launcher's options, ready when it has printed its endpoint.
    static Target java(String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmOptions());
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(arguments));
        return start(new ProcessBuilder(command));
    }

    private static List<String> jvmOptions() {
        List<String> options = new ArrayList<>();
        for (String file : System.getProperty("gatehouse.jvm.options", "").split(":", -1)) {
            if (!file.isEmpty()) {
                options.add("@" + file);
            }
        }
        return options;
    }

    static Target start(ProcessBuilder builder) throws IOException {
        Process process = builder.redirectError(Redirect.INHERIT).start();
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        Optional<String> line =
                out.lines().filter(each -> each.strip().startsWith("endpoint")).findFirst();
        URI endpoint = URI.create(line.orElseThrow(() -> new IOException("the server did not start"))
                .replaceFirst(".*http", "http")
                .strip());
        Thread.ofVirtual().name("what the server prints").start(() -> drain(out));
        return new Target(process, endpoint);
    }

    private static void drain(BufferedReader out) {
        try {
            out.transferTo(Writer.nullWriter());
        } catch (IOException _) {
            // The server has stopped.
        }
    }

    URI endpoint() {
        return endpoint;
    }

    /// CPU time of the process so far.
    Duration cpu() throws IOException {
        String stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        long ticks = Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
        return Duration.ofMillis(ticks * 1000 / TICKS_PER_SECOND);
    }

    /// Resident memory in MiB.
    long residentMebibytes() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
            if (line.startsWith("VmRSS:")) {
                return Long.parseLong(line.replaceAll("[^0-9]", "")) >> 10;
            }
        }
        throw new IOException("no VmRSS for " + process.pid());
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
