package gatehouse.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Locale;
import tools.jackson.databind.json.JsonMapper;

/// moto, the peer that everybody has, under the same load. It checks nothing and keeps nothing.
final class Moto {
    private static final int PORT = 45_993;
    private static final int SECONDS = 20;

    private Moto() {}

    static void compare(double ours) throws IOException, InterruptedException {
        Process process;
        try {
            process = new ProcessBuilder("moto_server", "-p", Integer.toString(PORT))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            System.out.println("moto: moto_server is not installed here");
            return;
        }
        try {
            URI endpoint = URI.create("http://127.0.0.1:" + PORT);
            awaitPort();
            SignedEncrypts requests = SignedEncrypts.unsigned(endpoint, createKey(endpoint), SECONDS * 10_000);
            try (Load load = new Load(endpoint, requests, 64)) {
                Thread.sleep(Duration.ofSeconds(SECONDS / 4));
                double perSecond = load.throughput(Duration.ofSeconds(SECONDS * 3 / 4));
                System.out.printf(
                        Locale.ROOT,
                        "moto: %,.0f requests/s (%.0f times slower) %s%n",
                        perSecond,
                        ours / perSecond,
                        load.refusals());
            }
        } finally {
            process.destroy();
            process.waitFor();
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
