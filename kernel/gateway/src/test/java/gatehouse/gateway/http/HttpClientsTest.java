package gatehouse.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What real clients get: the JDK's and curl, with each version of HTTP over plain connections.
final class HttpClientsTest {
    private final HttpServer server = new HttpServer("127.0.0.1", 0, HttpLimits.DEFAULT, new EchoHandler(), null);

    @TempDir
    Path folder;

    @BeforeEach
    void start() {
        server.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aBodyComesBackOverHttp1() throws IOException, InterruptedException {
        try (HttpClient client =
                HttpClient.newBuilder().version(Version.HTTP_1_1).build()) {
            byte[] body = bytes(300_000);
            assertThat(post(client, "/echo", body).body()).isEqualTo(body);
            HttpResponse<byte[]> chunked = client.send(
                    HttpRequest.newBuilder(uri("/echo"))
                            .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)))
                            .build(),
                    BodyHandlers.ofByteArray());
            assertThat(chunked.body()).isEqualTo(body);
            assertThat(get(client, "/make/100000").body()).hasSize(100_000);
            assertThat(get(client, "/make-long/100000").body()).hasSize(100_000);
            assertThat(get(client, "/make/0").body()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"--http1.1", "--http2-prior-knowledge", "--http2"})
    void curlGetsTheSameWithEachVersion(String version) throws IOException, InterruptedException {
        Path body = folder.resolve("body");
        Files.write(body, bytes(900_000));
        assertThat(curl(version, "--data-binary", "@" + body, uri("/echo").toString()))
                .isEqualTo(Files.readAllBytes(body));
        assertThat(curl(version, uri("/make/1000000").toString())).hasSize(1_000_000);
        assertThat(curl(version, uri("/make-long/1000000").toString())).hasSize(1_000_000);
        assertThat(text(version, "-T", body.toString(), uri("/stream").toString()))
                .isEqualTo("900000");
        assertThat(text(version, "-I", uri("/make-long/5").toString()))
                .contains("200")
                .containsIgnoringCase("content-length: 5\r\n");
        assertThat(text(version, uri("/head?a=%2f&b=/+c").toString()))
                .contains("GET /head a=%2f&b=/+c\n")
                .contains("\nhost: 127.0.0.1:" + server.port() + "\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--http1.1", "--http2-prior-knowledge"})
    void whoSendsTooMuchStillHearsWhy(String version) throws IOException, InterruptedException {
        Path body = folder.resolve("body");
        Files.write(body, bytes(3 << 20));
        String[] options = {version, "-H", "Expect:", "-w", "%{http_code}", "-o", "/dev/null"};
        List<String> arguments = new ArrayList<>(List.of(options));
        arguments.addAll(List.of("--data-binary", "@" + body, uri("/echo").toString()));
        assertThat(text(arguments.toArray(String[]::new))).isEqualTo("413");
    }

    @ParameterizedTest
    @EnumSource(Version.class)
    void anAnswerArrivesAlthoughTheRequestIsNotRead(Version version) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newBuilder().version(version).build()) {
            get(client, "/make/1");
            assertThat(post(client, "/unread", bytes(3 << 20)).statusCode()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"--http1.1", "--http2-prior-knowledge"})
    void aStreamedAnswerThatFailsIsNotTakenForTheWhole(String version) throws IOException, InterruptedException {
        Process curl = start(version, uri("/break/100000").toString());
        curl.getInputStream().readAllBytes();
        assertThat(curl.waitFor()).isNotZero();
    }

    @Test
    void aStreamedAnswerThatFailsBreaksTheJdksClient() {
        try (HttpClient client =
                HttpClient.newBuilder().version(Version.HTTP_1_1).build()) {
            assertThatThrownBy(() -> get(client, "/break/100000")).isInstanceOf(IOException.class);
        }
    }

    @ParameterizedTest
    @EnumSource(Version.class)
    void manyRequestsAtOnceAreAnswered(Version version) {
        try (HttpClient client = HttpClient.newBuilder().version(version).build()) {
            byte[] body = bytes(20_000);
            List<CompletableFuture<HttpResponse<byte[]>>> answers = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                answers.add(client.sendAsync(
                        HttpRequest.newBuilder(uri("/echo"))
                                .POST(BodyPublishers.ofByteArray(body))
                                .build(),
                        BodyHandlers.ofByteArray()));
            }
            for (CompletableFuture<HttpResponse<byte[]>> each : answers) {
                assertThat(each.orTimeout(60, TimeUnit.SECONDS).join().body()).isEqualTo(body);
            }
        }
    }

    private HttpResponse<byte[]> get(HttpClient client, String path) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofByteArray());
    }

    private HttpResponse<byte[]> post(HttpClient client, String path, byte[] body)
            throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(uri(path))
                        .POST(BodyPublishers.ofByteArray(body))
                        .build(),
                BodyHandlers.ofByteArray());
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.port() + path);
    }

    private static byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        new Random(7).nextBytes(bytes);
        return bytes;
    }

    private static String text(String... arguments) throws IOException, InterruptedException {
        return new String(curl(arguments), StandardCharsets.UTF_8);
    }

    private static byte[] curl(String... arguments) throws IOException, InterruptedException {
        Process process = start(arguments);
        try (InputStream out = process.getInputStream()) {
            byte[] answer = out.readAllBytes();
            assertThat(process.waitFor()).as(String.join(" ", arguments)).isZero();
            return answer;
        }
    }

    private static Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("curl", "-sS", "--max-time", "30"));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}
