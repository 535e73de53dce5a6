package gatehouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.conformance.SignedClient.Answer;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What an operator meets: the first start, the second, and what goes wrong between them.
final class FirstStartTest {
    @TempDir
    Path folder;

    @Test
    void whatIsPrivateIsTheOwnersAlone() throws IOException {
        try (ServerProcess _ = start()) {
            assertThat(mode(data())).isEqualTo("rwx------");
            assertThat(mode(data().resolve("credentials"))).isEqualTo("rw-------");
            assertThat(mode(data().resolve("root.key"))).isEqualTo("rw-------");
        }
    }

    @Test
    void aSecondServerOnTheSameFolderSaysWhyItCannotStart() throws IOException, InterruptedException {
        try (ServerProcess first = start()) {
            Run second = gatehouse("--data", data().toString(), "--port", "0");
            assertThat(second.refusal()).contains(data().toString()).contains("another");
            assertThat(callerIdentity(first).succeeded()).isTrue();
        }
    }

    @Test
    void aTakenPortIsNamed() throws IOException, InterruptedException {
        try (ServerProcess first = start()) {
            String port = Integer.toString(first.endpoint().getPort());
            Run second = gatehouse("--data", folder.resolve("other").toString(), "--port", port);
            assertThat(second.refusal()).contains(port);
        }
    }

    @Test
    void dataWithoutTheirRootKeyAreNotOpenedUnderANewOne() throws IOException, InterruptedException {
        Path key = data().resolve("root.key");
        startAndStop();
        byte[] right = Files.readAllBytes(key);

        Files.delete(key);
        assertThat(gatehouse("--data", data().toString(), "--port", "0").refusal())
                .contains(key.toString());
        assertThat(key).doesNotExist();

        Path other = folder.resolve("other");
        try (ServerProcess _ = ServerProcess.start(other, List.of())) {
            Files.copy(other.resolve("root.key"), key);
        }
        byte[] wrong = Files.readAllBytes(key);
        assertThat(gatehouse("--data", data().toString(), "--port", "0").refusal())
                .contains(key.toString());
        assertThat(key).hasBinaryContent(wrong);

        Files.write(key, right);
        startAndStop();
    }

    @Test
    void aRestartKeepsUsersKeysAndTheRootCredentials() throws IOException, InterruptedException {
        String ciphertext;
        String credentials;
        String accessKeyId;
        String secret;
        try (ServerProcess server = start();
                SignedClient root = SignedClient.root(server.endpoint())) {
            root.iam("Action=CreateUser&UserName=alice");
            Answer accessKey = root.iam("Action=CreateAccessKey&UserName=alice");
            accessKeyId = accessKey.text("AccessKeyId");
            secret = accessKey.text("SecretAccessKey");
            String keyId = root.kms("CreateKey", "{}").text("KeyId");
            ciphertext = root.kms("Encrypt", "{\"KeyId\":\"" + keyId + "\",\"Plaintext\":\"aGVsbG8=\"}")
                    .text("CiphertextBlob");
            credentials = Files.readString(data().resolve("credentials"));
            assertThat(server.stop()).isZero();
        }
        try (ServerProcess server = start();
                SignedClient root = SignedClient.root(server.endpoint());
                SignedClient alice = new SignedClient(server.endpoint(), accessKeyId, secret)) {
            assertThat(root.kms("Decrypt", "{\"CiphertextBlob\":\"" + ciphertext + "\"}")
                            .text("Plaintext"))
                    .isEqualTo("aGVsbG8=");
            assertThat(alice.callerIdentity().text("Arn"))
                    .isEqualTo("arn:aws:iam::" + TestServer.ACCOUNT + ":user/alice");
            assertThat(data().resolve("credentials")).hasContent(credentials.strip());
        }
    }

    @Test
    void credentialsThatTheServerMadeOutliveARestart() throws IOException, InterruptedException {
        String[] serve = {"--data", data().toString(), "--port", "0"};
        Map<String, String> first;
        try (Running server = Running.start(serve)) {
            first = server.environment(data());
            assertThat(identity(first).text("Account")).isEqualTo("000000000000");
        }
        try (Running server = Running.start(serve)) {
            Map<String, String> second = server.environment(data());
            assertThat(second.get("AWS_ACCESS_KEY_ID")).isEqualTo(first.get("AWS_ACCESS_KEY_ID"));
            assertThat(identity(second).succeeded()).isTrue();
        }
    }

    @Test
    void accountsAreApart() throws IOException, InterruptedException {
        try (ServerProcess server = start();
                SignedClient root = SignedClient.root(server.endpoint())) {
            Run create = gatehouse("account", "create", "222222222222", "--data", data().toString());
            assertThat(create.exitCode).as(create.err).isZero();
            assertThat(create.out).contains("222222222222").doesNotContain("secret");
            assertThat(mode(data().resolve("credentials"))).isEqualTo("rw-------");

            Map<String, String> exports =
                    Running.exports(gatehouse("env", "--account", "222222222222", "--data", data().toString()));
            assertThat(identity(exports).text("Account")).isEqualTo("222222222222");
            root.iam("Action=CreateUser&UserName=alice");
            try (SignedClient other = client(exports)) {
                assertThat(other.iam("Action=GetUser&UserName=alice").body()).contains("NoSuchEntity");
                assertThat(other.iam("Action=CreateUser&UserName=alice").text("Arn"))
                        .isEqualTo("arn:aws:iam::222222222222:user/alice");
            }
            Run again = gatehouse("account", "create", "222222222222", "--data", data().toString());
            assertThat(again.refusal()).contains("222222222222");
            assertThat(gatehouse("account", "create", "12", "--data", data().toString())
                            .refusal())
                    .isNotBlank();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "1; --account; --account 12",
                "1; --account; --account 12345678901x",
                "1; --port; --port 70000",
                "1; --root-credentials; --root-credentials short:short",
                "1; --port; --port http",
                "1; UsersPerAccount; --quotas Nonsense=3",
                "1; --quotas; --quotas UsersPerAccount=many",
                "1; --quotas; --quotas UsersPerAccount",
                "2; --nonsense; --nonsense",
                "2; nonsense; nonsense",
                "1; No server runs; env",
                "1; No server runs; account create 222222222222",
                "1; account create; account",
                "2; ID; account create",
            })
    void whatIsWrongOnTheCommandLineIsNamed(int exitCode, String named, String arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(Arrays.asList(arguments.split(" ")));
        if (!arguments.equals("account")) {
            command.addAll(List.of("--data", data().toString()));
        }
        Run run = gatehouse(command.toArray(String[]::new));
        assertThat(run.exitCode).as(run.err).isEqualTo(exitCode);
        assertThat(run.err).contains(named).doesNotContain("\tat ");
        assertThat(data()).doesNotExist();
    }

    @Test
    void aQuotaOfTheOperatorsChoiceHolds() throws IOException, InterruptedException {
        try (ServerProcess server =
                        ServerProcess.startWith(data(), "--quotas", "GroupsPerAccount=1,UsersPerAccount=9");
                SignedClient root = SignedClient.root(server.endpoint())) {
            assertThat(root.iam("Action=CreateGroup&GroupName=one").status()).isEqualTo(200);
            Answer second = root.iam("Action=CreateGroup&GroupName=two");
            assertThat(second.status()).isEqualTo(409);
            assertThat(second.body()).contains("LimitExceeded", "Cannot exceed quota for GroupsPerAccount: 1");
        }
    }

    @Test
    void theHelpNamesEveryOption() throws IOException, InterruptedException {
        Run help = gatehouse("--help");
        assertThat(help.exitCode).isZero();
        assertThat(help.out)
                .contains("--data", "--host", "--port", "--account", "--root-credentials", "--root-key", "--quotas")
                .contains("--ephemeral", "--help", "--version", "env", "account", "ca", "GATEHOUSE_")
                .contains("--tls", "--tls-names", "--tls-certificate", "--tls-key");
        assertThat(gatehouse("env", "--help").out).contains("--data", "--account");
        assertThat(gatehouse("account", "create", "--help").out).contains("--data", "ID");
    }

    @Test
    void aServerWithTlsIsReachedWithItsOwnAuthority() throws IOException, InterruptedException {
        Path data = data();
        assertThat(gatehouse("ca", "--data", data.toString()).refusal()).contains("--tls");
        Map<String, String> exports;
        String authority;
        try (Running running = Running.start("--data", data.toString(), "--port", "0", "--tls")) {
            exports = running.environment(data);
            authority = gatehouse("ca", "--data", data.toString()).out;
            assertThat(gatehouse("account", "create", "222222222222", "--data", data.toString()).exitCode)
                    .isZero();
        }
        assertThat(exports.get("AWS_ENDPOINT_URL")).startsWith("https://127.0.0.1:");
        assertThat(exports.get("AWS_CA_BUNDLE"))
                .isEqualTo(data.resolve("ca.pem").toString());
        assertThat(authority)
                .startsWith("-----BEGIN CERTIFICATE-----\n")
                .isEqualTo(Files.readString(data.resolve("ca.pem")));
        assertThat(gatehouse("ca", "--data", data.toString()).out).isEqualTo(authority);
        try (Running again = Running.start("--data", data.toString(), "--port", "0", "--tls")) {
            assertThat(again.environment(data).get("AWS_ENDPOINT_URL")).startsWith("https://");
            assertThat(gatehouse("ca", "--data", data.toString()).out).isEqualTo(authority);
        }
    }

    @Test
    void optionsOfTlsThatDoNotFitTogetherAreRefused() throws IOException, InterruptedException {
        assertThat(gatehouse("--tls-certificate", "a.pem").refusal()).contains("--tls-key");
        assertThat(gatehouse("--tls-names", "a.example.com").refusal()).contains("--tls");
        assertThat(gatehouse("--data", data().toString(), "--tls-certificate", "a.pem", "--tls-key", "a.key")
                        .refusal())
                .contains("a.pem");
    }

    private Path data() {
        return folder.resolve("data");
    }

    private ServerProcess start() throws IOException {
        return ServerProcess.start(data(), List.of());
    }

    private void startAndStop() throws IOException, InterruptedException {
        try (ServerProcess server = start()) {
            assertThat(server.stop()).isZero();
        }
    }

    private static Answer callerIdentity(ServerProcess server) throws IOException, InterruptedException {
        try (SignedClient root = SignedClient.root(server.endpoint())) {
            return root.callerIdentity();
        }
    }

    private static Answer identity(Map<String, String> exports) throws IOException, InterruptedException {
        try (SignedClient client = client(exports)) {
            return client.callerIdentity();
        }
    }

    private static SignedClient client(Map<String, String> exports) {
        return new SignedClient(
                URI.create(exports.getOrDefault("AWS_ENDPOINT_URL", "")),
                exports.getOrDefault("AWS_ACCESS_KEY_ID", ""),
                exports.getOrDefault("AWS_SECRET_ACCESS_KEY", ""));
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private static Run gatehouse(String... arguments) throws IOException, InterruptedException {
        Path out = Files.createTempFile("gatehouse-", ".out");
        Path err = Files.createTempFile("gatehouse-", ".err");
        try {
            Process process = command(arguments)
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
            boolean ended = process.waitFor(60, TimeUnit.SECONDS);
            process.destroyForcibly();
            assertThat(ended).as("it ends by itself").isTrue();
            return new Run(process.exitValue(), Files.readString(out), Files.readString(err));
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }

    private static ProcessBuilder command(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "gatehouse.server.Main"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(name -> name.startsWith("GATEHOUSE_"));
        return builder;
    }

    /// A command that ended.
    private record Run(int exitCode, String out, String err) {
        /// The one line that says why it could not be done.
        String refusal() {
            assertThat(exitCode).as(err).isEqualTo(1);
            List<String> lines =
                    err.lines().filter(line -> line.startsWith("gatehouse: ")).toList();
            assertThat(lines).as(err).hasSize(1);
            assertThat(err).doesNotContain("\tat ").doesNotContain("Exception");
            return lines.getFirst();
        }
    }

    /// A server as an operator starts it, with no credentials of his own.
    private record Running(Process process) implements AutoCloseable {
        static Running start(String... arguments) throws IOException {
            Process process = command(arguments).redirectErrorStream(true).start();
            BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                if (line.contains("get-caller-identity")) {
                    return new Running(process);
                }
            }
            throw new IllegalStateException("the server did not start");
        }

        /// What `env` tells a shell to set, as a shell sets it.
        Map<String, String> environment(Path data) throws IOException, InterruptedException {
            return exports(gatehouse("env", "--data", data.toString()));
        }

        static Map<String, String> exports(Run env) throws IOException, InterruptedException {
            assertThat(env.exitCode).as(env.err).isZero();
            Process shell = new ProcessBuilder("sh", "-euc", env.out + "\nenv").start();
            Map<String, String> set = new HashMap<>();
            for (String line : shell.inputReader(StandardCharsets.UTF_8).lines().toList()) {
                String[] parts = line.split("=", 2);
                if (parts.length == 2 && parts[0].startsWith("AWS_")) {
                    set.put(parts[0], parts[1]);
                }
            }
            assertThat(shell.waitFor()).isZero();
            return set;
        }

        @Override
        public void close() {
            process.destroy();
            assertThat(process.onExit()
                            .completeOnTimeout(process, 60, TimeUnit.SECONDS)
                            .join()
                            .isAlive())
                    .isFalse();
            assertThat(process.exitValue()).isZero();
        }
    }
}
