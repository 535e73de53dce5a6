package gatehouse.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.json.JsonMapper;

/// moto, the peer that everybody has, with the same requests of as many clients. It checks nothing and keeps nothing.
///
/// It closes the connection after each answer, whatever the client asks for: each request has one of its own. Only
/// those that it serves count.
final class Moto implements AutoCloseable {
    private static final int PORT = 45_993;
    private static final int SECONDS = 20;
    private static final int CLIENTS = 64;
    private static final String SERVED = "HTTP/1.1 2";

    private final SignedCalls requests;
    private final AtomicLong next = new AtomicLong();
    private final AtomicLong served = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private final List<Thread> clients = new ArrayList<>();
    private volatile boolean stopping;
    private volatile String lastFailure = "";

    private Moto(SignedCalls requests) {
        this.requests = requests;
        for (int i = 0; i < CLIENTS; i++) {
            clients.add(Thread.ofPlatform().name("moto-" + i).start(this::run));
        }
    }

    static void compare(double ours) throws IOException, InterruptedException {
        Process process;
        try {
            process = new ProcessBuilder("moto_server", "-p", Integer.toString(PORT))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException _) {
            System.out.println("moto: moto_server is not installed here");
            return;
        }
        try {
            awaitPort();
            URI endpoint = URI.create("http://127.0.0.1:" + PORT);
            measure(ours, endpoint, createKey(endpoint));
        } finally {
            process.destroy();
            process.waitFor();
        }
    }

    private static void measure(double ours, URI endpoint, String keyId) throws InterruptedException {
        SignedCalls requests = SignedCalls.unsigned(endpoint, KmsCall.encrypt(keyId), SECONDS * 10_000);
        try (Moto load = new Moto(requests)) {
            Thread.sleep(Duration.ofSeconds(SECONDS / 4));
            long before = load.served.get();
            long start = System.nanoTime();
            Thread.sleep(Duration.ofSeconds(SECONDS * 3 / 4));
            double perSecond = (load.served.get() - before) * 1e9 / (System.nanoTime() - start);
            System.out.printf(Locale.ROOT, "moto: %,.0f requests/s (%.0f times slower)%n", perSecond, ours / perSecond);
            if (load.failed.get() > 0) {
                System.out.println("  " + load.failed + " were not served, the last: " + load.lastFailure);
            }
        }
    }

    private void run() {
        while (!stopping) {
            String answer = exchange(requests.bytes(next.getAndIncrement()));
            if (answer.startsWith(SERVED)) {
                served.incrementAndGet();
            } else {
                failed.incrementAndGet();
                lastFailure = answer;
            }
        }
    }

    /// The whole answer, or what kept it from coming.
    private static String exchange(byte[] request) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), PORT)) {
            socket.setTcpNoDelay(true);
            socket.getOutputStream().write(request);
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return e.toString();
        }
    }

    @Override
    public void close() {
        stopping = true;
        for (Thread client : clients) {
            try {
                client.join();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static String createKey(URI endpoint) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            String answer = client.send(
                            HttpRequest.newBuilder(endpoint)
                                    .header("x-amz-target", "TrentService.CreateKey")
                                    .header("content-type", "application/x-amz-json-1.1")
                                    .header(
                                            "authorization",
                                            "AWS4-HMAC-SHA256 Credential=AKIAAAAAAAAAAAAAAAAA/20260101/us-east-1/kms/"
                                                    + "aws4_request, SignedHeaders=host, Signature=0")
                                    .POST(HttpRequest.BodyPublishers.ofString("{}"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
            return new JsonMapper()
                    .readTree(answer)
                    .path("KeyMetadata")
                    .path("KeyId")
                    .asString();
        }
    }

    private static void awaitPort() throws InterruptedException, IOException {
        for (int i = 0; i < 300; i++) {
            try (Socket _ = new Socket(InetAddress.getLoopbackAddress(), PORT)) {
                return;
            } catch (IOException _) {
                Thread.sleep(100);
            }
        }
        throw new IOException("moto_server did not start");
    }
}
