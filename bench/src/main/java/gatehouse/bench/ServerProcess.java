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
import java.util.List;
import java.util.Map;

/// A server that has answered its first call, and how long that took from its process's start.
final class ServerProcess implements AutoCloseable {
    private final Process process;
    private final OwnClient client;
    private final double seconds;

    private ServerProcess(Process process, OwnClient client, double seconds) {
        this.process = process;
        this.client = client;
        this.seconds = seconds;
    }

    /// Starts a command that takes the server's options.
    static ServerProcess start(List<String> command, Path data) throws IOException {
        List<String> whole = new ArrayList<>(command);
        String credentials = Subject.ROOT.accessKeyId() + ":" + Subject.ROOT.secretAccessKey();
        whole.addAll(List.of("--data", data.toString(), "--port", "0", "--root-credentials", credentials));
        long start = System.nanoTime();
        Process process =
                new ProcessBuilder(whole).redirectError(Redirect.INHERIT).start();
        OwnClient client = new OwnClient(endpoint(process), Subject.ROOT, InstantSource.system());
        OwnClient.Answer answer = client.post(
                "sts",
                "/",
                Map.of("content-type", "application/x-www-form-urlencoded"),
                "Action=GetCallerIdentity&Version=2011-06-15");
        double seconds = (System.nanoTime() - start) / 1e9;
        if (answer.status() != 200) {
            process.destroy();
            throw new IOException("the server answered " + answer.status());
        }
        return new ServerProcess(process, client, seconds);
    }

    private static String endpoint(Process process) throws IOException {
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String line = out.readLine();
        while (line != null && !line.strip().startsWith("endpoint")) {
            line = out.readLine();
        }
        if (line == null) {
            throw new IOException("the server did not start");
        }
        return line.replaceFirst(".*http", "http").strip();
    }

    double secondsToFirstAnswer() {
        return seconds;
    }

    OwnClient client() {
        return client;
    }

    /// The memory it holds when it has been idle for a while.
    double idleMebibytes() throws IOException, InterruptedException {
        Thread.sleep(10_000);
        for (String line : Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
            if (line.startsWith("VmRSS:")) {
                return Integer.parseInt(line.replaceAll("\\D", "")) / 1024.0;
            }
        }
        return Double.NaN;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            process.waitFor();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
