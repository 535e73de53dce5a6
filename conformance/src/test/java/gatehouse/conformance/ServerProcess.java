package gatehouse.conformance;

import gatehouse.server.ServerSettings.ChosenCredentials;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
        List<String> command = new ArrayList<>(prefix);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED"));
        command.addAll(List.of(jvmOptions));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "gatehouse.server.Main"));
        command.addAll(List.of("--data", data.toString(), "--port", "0", "--account", TestServer.ACCOUNT));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("GATEHOUSE_ROOT_CREDENTIALS", ROOT.accessKeyId() + ":" + ROOT.secretAccessKey());
        builder.redirectError(
                Files.createDirectories(data).resolve("server.log").toFile());
        Process process = builder.start();
        return new ServerProcess(process, ready(process, data));
    }

    URI endpoint() {
        return endpoint;
    }

    long pid() {
        return process.pid();
    }

    /// kill -9: nothing is flushed, nobody is told.
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /// SIGTERM; returns the exit code.
    int stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the server did not stop within 60 s");
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    /// Reads the greeting up to the endpoint, and drains the rest in the background.
    private static URI ready(Process process, Path data) throws IOException {
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.strip().startsWith("endpoint")) {
                Thread.ofVirtual().start(() -> out.lines().forEach(_ -> {}));
                return URI.create(line.substring(line.indexOf("http")).strip());
            }
        }
        throw new IllegalStateException("the server did not start:\n" + Files.readString(data.resolve("server.log")));
    }
}
