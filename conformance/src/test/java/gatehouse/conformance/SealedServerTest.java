package gatehouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gatehouse.conformance.Commands.Ran;
import gatehouse.conformance.SignedClient.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.IamException;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KmsException;

/// A server that starts sealed serves nothing until it is unsealed, and one that is sealed forgets its secrets.
final class SealedServerTest {
    private static final String PASSPHRASE = "correct horse battery staple";
    private static final int CHUNK_BYTES = 1 << 20;

    @TempDir
    Path folder;

    @Test
    void nothingIsServedUntilTheServerIsUnsealed() throws IOException, InterruptedException {
        String ciphertext = makeData();
        try (ServerProcess server = ServerProcess.startWith(data(), "--sealed")) {
            URI endpoint = server.endpoint();
            HttpResponse<String> health = get(endpoint, "/_gatehouse/health");
            assertThat(health.statusCode()).isEqualTo(503);
            assertThat(health.body()).isEqualTo("{\"status\":\"sealed\"}\n");
            everyProtocolIsToldThatTheServiceIsUnavailable(endpoint);
            assertThat(command("", "root-key", "status").printed()).contains("The server is sealed");

            Ran wrong = command("another passphrase\n", "unseal", "--passphrase-file", "-");
            assertThat(wrong.exitCode()).isEqualTo(1);
            assertThat(wrong.printed()).contains("gatehouse: The passphrase is wrong.");
            Ran right = command(PASSPHRASE + "\n", "unseal", "--passphrase-file", "-");
            assertThat(right.printed()).contains("The server is unsealed: it serves at " + endpoint);
            assertThat(command("", "unseal").printed()).contains("The server is not sealed");
            assertThat(get(endpoint, "/_gatehouse/health").statusCode()).isEqualTo(200);
            opens(endpoint, ciphertext);

            assertThat(command("", "seal").printed()).contains("The server is sealed.");
            assertThat(post(endpoint, "/", "Action=GetCallerIdentity").statusCode())
                    .isEqualTo(503);
            assertThat(command(PASSPHRASE + "\n", "unseal", "--passphrase-file", "-")
                            .succeeded())
                    .isTrue();
            opens(endpoint, ciphertext);
            assertThat(server.stop()).isZero();
        }
        assertThat(Files.readString(ServerProcess.log(data())))
                .contains("unseal refused as wrong 127.0.0.1", "unseal done 127.0.0.1")
                .doesNotContain(PASSPHRASE, "another passphrase");
    }

    @Test
    void attemptsToUnsealAreBounded() throws IOException, InterruptedException {
        makeData();
        try (ServerProcess server = ServerProcess.startWith(data(), "--sealed")) {
            for (int i = 0; i < 5; i++) {
                assertThat(post(server.endpoint(), "/_gatehouse/unseal", "wrong " + i)
                                .statusCode())
                        .isEqualTo(400);
            }
            HttpResponse<String> refused = post(server.endpoint(), "/_gatehouse/unseal", PASSPHRASE);
            assertThat(refused.statusCode()).isEqualTo(400);
            assertThat(refused.body()).contains("TooManyAttemptsException", "Try again in a minute");
        }
    }

    @Test
    void aSealedServerHasNoSecretInItsMemory() throws IOException, InterruptedException {
        makeData();
        String[] alice;
        try (ServerProcess server = ServerProcess.startWith(data(), "--passphrase-file", passphrase());
                SignedClient root = SignedClient.root(server.endpoint())) {
            root.iam("Action=CreateUser&UserName=alice");
            Answer key = root.iam("Action=CreateAccessKey&UserName=alice");
            alice = new String[] {key.text("AccessKeyId"), key.text("SecretAccessKey")};
            assertThat(server.stop()).isZero();
        }
        SecretScan secrets = new SecretScan();
        secrets.add("alice's secret", alice[1]);
        SecretScan known = new SecretScan();
        known.add("the passphrase", PASSPHRASE);
        try (ServerProcess server = ServerProcess.startWith(data(), "--sealed")) {
            post(server.endpoint(), "/_gatehouse/unseal", PASSPHRASE);
            try (SignedClient client = new SignedClient(server.endpoint(), alice[0], alice[1])) {
                assertThat(client.callerIdentity().succeeded()).isTrue();
            }
            assertThat(inHeap(server, secrets))
                    .as("the scan finds what is there")
                    .isTrue();
            assertThat(inHeap(server, known)).isFalse();
            assertThat(command("", "seal").succeeded()).isTrue();
            assertThat(inHeap(server, secrets)).isFalse();
            assertThat(inHeap(server, known)).isFalse();
        }
    }

    @Test
    void aSealedServerSpeaksTlsAndIsUnsealedOverIt() throws IOException, InterruptedException {
        makeData("--tls");
        String authority = Files.readString(data().resolve("ca.pem"));
        try (ServerProcess _ = ServerProcess.startWith(data(), "--sealed", "--tls")) {
            assertThat(command("", "root-key", "status").printed()).contains("The server is sealed");
            assertThat(command(PASSPHRASE + "\n", "unseal", "--passphrase-file", "-")
                            .printed())
                    .contains("The server is unsealed");
            assertThat(data().resolve("ca.pem")).hasContent(authority.strip());
            assertThat(command("", "root-key", "status").printed()).contains("passphrase");
            assertThat(command("", "seal").printed()).contains("The server is sealed.");
            assertThat(command(PASSPHRASE + "\n", "unseal", "--passphrase-file", "-")
                            .printed())
                    .contains("The server is unsealed");
        }
    }

    @Test
    void aFolderWithoutDataIsNotStartedSealed() throws IOException, InterruptedException {
        Ran refused = command("", "--sealed", "--port", "0");
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.printed()).contains("There is nothing to unseal yet", "--passphrase-file");
    }

    private static void everyProtocolIsToldThatTheServiceIsUnavailable(URI endpoint)
            throws IOException, InterruptedException {
        AwsBasicCredentials root = AwsBasicCredentials.create(TestServer.ROOT_KEY_ID, TestServer.ROOT_SECRET);
        try (KmsClient kms = TestServer.client(endpoint, KmsClient.builder(), root, Region.US_EAST_1);
                IamClient iam = TestServer.client(endpoint, IamClient.builder(), root, Region.US_EAST_1)) {
            assertThatThrownBy(kms::listKeys).isInstanceOfSatisfying(KmsException.class, e -> {
                assertThat(e.statusCode()).isEqualTo(503);
                assertThat(e.awsErrorDetails().errorMessage()).contains("The server is sealed");
            });
            assertThatThrownBy(iam::listUsers).isInstanceOfSatisfying(IamException.class, e -> {
                assertThat(e.statusCode()).isEqualTo(503);
                assertThat(e.awsErrorDetails().errorCode()).isEqualTo("ServiceUnavailable");
            });
        }
        for (String path : List.of("/", "/bucket/key", "/2015-03-31/functions/", "/_gatehouse/metrics", "/?Action=X")) {
            HttpResponse<String> answer = get(endpoint, path);
            assertThat(answer.statusCode()).as(path).isEqualTo(503);
            assertThat(answer.body()).as(path).contains("ServiceUnavailable", "The server is sealed");
        }
    }

    /// Makes data that are sealed under the passphrase; returns a ciphertext.
    private String makeData(String... options) throws IOException, InterruptedException {
        String[] all = Arrays.copyOf(options, options.length + 2);
        all[options.length] = "--passphrase-file";
        all[options.length + 1] = passphrase();
        try (ServerProcess server = ServerProcess.startWith(data(), all)) {
            if (options.length > 0) {
                assertThat(server.stop()).isZero();
                return "";
            }
            try (SignedClient root = SignedClient.root(server.endpoint())) {
                String keyId = root.kms("CreateKey", "{}").text("KeyId");
                String ciphertext = root.kms("Encrypt", "{\"KeyId\":\"" + keyId + "\",\"Plaintext\":\"aGVsbG8=\"}")
                        .text("CiphertextBlob");
                assertThat(server.stop()).isZero();
                return ciphertext;
            }
        }
    }

    private static void opens(URI endpoint, String ciphertext) throws IOException, InterruptedException {
        try (SignedClient root = SignedClient.root(endpoint)) {
            Answer answer = root.kms("Decrypt", "{\"CiphertextBlob\":\"" + ciphertext + "\"}");
            assertThat(answer.body()).contains("aGVsbG8=");
        }
    }

    /// Whether one of the secrets is in an object that is still in use.
    private boolean inHeap(ServerProcess server, SecretScan secrets) throws IOException, InterruptedException {
        Path dump = folder.resolve("heap.hprof");
        Files.deleteIfExists(dump);
        Process jcmd = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        Long.toString(server.pid()),
                        "GC.heap_dump",
                        dump.toString())
                .redirectErrorStream(true)
                .start();
        String printed = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(jcmd.waitFor()).as(printed).isZero();
        boolean found = false;
        try (InputStream in = Files.newInputStream(dump)) {
            byte[] before = new byte[0];
            for (byte[] next = in.readNBytes(CHUNK_BYTES); next.length > 0; next = in.readNBytes(CHUNK_BYTES)) {
                byte[] both = Arrays.copyOf(before, before.length + next.length);
                System.arraycopy(next, 0, both, before.length, next.length);
                found |= !secrets.find("the heap", both).isEmpty();
                before = Arrays.copyOfRange(both, Math.max(0, both.length - 256), both.length);
            }
        }
        return found;
    }

    private static HttpResponse<String> get(URI endpoint, String path) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(endpoint.resolve(path)).build(), BodyHandlers.ofString());
        }
    }

    private static HttpResponse<String> post(URI endpoint, String path, String body)
            throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(endpoint.resolve(path))
                            .POST(BodyPublishers.ofString(body))
                            .build(),
                    BodyHandlers.ofString());
        }
    }

    private Ran command(String input, String... arguments) throws IOException, InterruptedException {
        String[] all = Arrays.copyOf(arguments, arguments.length + 2);
        all[arguments.length] = "--data";
        all[arguments.length + 1] = data().toString();
        return Commands.run(folder, input, all);
    }

    private String passphrase() throws IOException {
        Path file = folder.resolve("passphrase");
        Files.writeString(file, PASSPHRASE + "\n");
        return file.toString();
    }

    private Path data() {
        return folder.resolve("data");
    }
}
