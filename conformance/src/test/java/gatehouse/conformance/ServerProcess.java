package gatehouse.conformance;

import gatehouse.server.ServerSettings.ChosenCredentials;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A server in a process of its own, on a data folder that lasts: it can be killed and started again.
final class ServerProcess implements AutoCloseable {
    static final ChosenCredentials ROOT = new ChosenCredentials(TestServer.ROOT_KEY_ID, TestServer.ROOT_SECRET);

    private final Process process;
    private final URI endpoint;

    private ServerProcess(Process process, URI endpoint) {
        this.process = process;
        this.endpoint = endpoint;
    }

    /// Starts a server on `data` and returns when it is ready. `prefix` comes before the JVM's command (`strace …`).
    static ServerProcess start(Path data, List<String> prefix, String... jvmOptions) throws IOException {
        return launch(
                data,
                prefix,
                List.of(jvmOptions),
                List.of(
                        "gatehouse.server.Main",
                        "--data",
                        data.toString(),
                        "--port",
                        "0",
                        "--account",
                        TestServer.ACCOUNT),
                Map.of());
    }

    /// Starts a server on `data` with more options of its own.
    static ServerProcess startWith(Path data, String... options) throws IOException {
        return startWith(Map.of(), data, options);
    }

    /// The same with more environment variables.
    static ServerProcess startWith(Map<String, String> environment, Path data, String... options) throws IOException {
        List<String> arguments =
                new ArrayList<>(List.of("gatehouse.server.Main", "--data", data.toString(), "--port", "0"));
        arguments.addAll(List.of(options));
        return launch(data, List.of(), List.of(), arguments, environment);
    }

    /// The same with a store that does not wait for the disk.
    static ServerProcess startWithoutSync(Path data, List<String> prefix) throws IOException {
        return launch(
                data,
                prefix,
                List.of(),
                List.of("gatehouse.server.UnsafeMain", data.toString(), ROOT.accessKeyId(), ROOT.secretAccessKey()),
                Map.of());
    }

    private static ServerProcess launch(
            Path data,
            List<String> prefix,
            List<String> jvmOptions,
            List<String> mainAndArguments,
            Map<String, String> environment)
            throws IOException {
        List<String> command = new ArrayList<>(prefix);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED"));
        command.addAll(jvmOptions);
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.addAll(mainAndArguments);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("GATEHOUSE_ROOT_CREDENTIALS", ROOT.accessKeyId() + ":" + ROOT.secretAccessKey());
        builder.environment().putAll(environment);
        builder.redirectError(log(data).toFile());
        Process process = builder.start();
        return new ServerProcess(process, ready(process, data));
    }

    /// Where the server's log goes: beside its data folder, which the server makes itself.
    static Path log(Path data) {
        return data.resolveSibling(data.getFileName() + ".log");
    }

    URI endpoint() {
        return endpoint;
    }

    long pid() {
        return server().pid();
    }

    /// The JVM: the process itself, or what its prefix started.
    private ProcessHandle server() {
        return process.children().findFirst().orElse(process.toHandle());
    }

    /// kill -9: nothing is flushed, nobody is told.
    void kill() throws InterruptedException {
        server().destroyForcibly();
        process.waitFor();
    }

    /// SIGTERM; returns the exit code.
    int stop() throws InterruptedException {
        server().destroy();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the server did not stop within 60 s");
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        server().destroyForcibly();
        process.destroyForcibly();
    }

    /// Reads the greeting up to the endpoint, and drains the rest in the background.
    private static URI ready(Process process, Path data) throws IOException {
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.strip().startsWith("endpoint")) {
                Thread.ofVirtual().start(() -> drain(out));
                return URI.create(line.substring(line.indexOf("http")).strip());
            }
        }
        throw new IllegalStateException("the server did not start:\n" + Files.readString(log(data)));
    }

    private static void drain(BufferedReader out) {
        try {
            out.transferTo(Writer.nullWriter());
        } catch (IOException _) {
            // A process that is killed closes its output in the middle.
        }
    }
}
