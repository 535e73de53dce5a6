package gatehouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.conformance.Commands.Ran;
import gatehouse.conformance.SignedClient.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The root key of a server that runs: it is changed and rotated, and what was sealed before opens after each restart.
final class RootKeyChangeTest {
    private static final String PASSPHRASE = "correct horse battery staple";
    private static final String PIN = "a-pin-of-1234";
    private static final String TOKEN = "gatehouse tests";

    /// Of the data in `data-before-keyrings.zip`, which the last version without keyrings made.
    private static final String OLD_KEY_ID = "AKIAO7UAGKDVXAZXOSBC";

    private static final String OLD_SECRET = "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";
    private static final String OLD_CIPHERTEXT = "AQCbx4tIz0ZGmJFL6vOzPJ1zPYDnR576SB2FkOSATFIw7VNt7dmIn8kksnOFVN6z"
            + "Q7QfTUZ3u+L7JDNmhYhouMZd0rhpoIcntTkyWyZKkKMKzkagnuS85b1CU46F8BMo7nW1jCOYRdzdPDL2k1iX2GDRbOq7GkyvpxwzrYU=";

    @TempDir
    Path folder;

    @Test
    void theRootKeyGoesFromAFileToAPassphraseToATokenAndBack() throws IOException, InterruptedException {
        Map<String, String> environment = Commands.softToken(folder, TOKEN, PIN);
        Path pin = secret("pin", PIN);
        Path passphrase = secret("passphrase", PASSPHRASE);
        String[] library = {"--token-library", Commands.softLibrary(), "--token-pin-file", pin.toString()};
        String ciphertext;
        try (ServerProcess server = ServerProcess.startWith(environment, data(), library)) {
            ciphertext = encrypt(server);
            assertThat(command("", "root-key", "status").printed()).contains("source       file");
            Ran changed = command(PASSPHRASE + "\n", "root-key", "change", "passphrase", "--passphrase-file", "-");
            assertThat(changed.printed()).contains("source       passphrase").doesNotContain(PASSPHRASE);
            opens(server, ciphertext);
            assertThat(server.stop()).isZero();
        }
        Files.delete(data().resolve("root.key"));
        Ran without = command("", "--port", "0");
        assertThat(without.printed()).contains("The passphrase is needed", "--passphrase-file");
        Ran wrong = command(
                "",
                "--port",
                "0",
                "--passphrase-file",
                secret("wrong", "another passphrase").toString());
        assertThat(wrong.exitCode()).isEqualTo(1);
        assertThat(wrong.printed()).contains("gatehouse: The passphrase is wrong.");

        try (ServerProcess server = ServerProcess.startWith(
                environment,
                data(),
                "--passphrase-file",
                passphrase.toString(),
                "--token-library",
                Commands.softLibrary())) {
            opens(server, ciphertext);
            Ran changed = command(
                    "",
                    "root-key",
                    "change",
                    "token",
                    "--token",
                    TOKEN,
                    "--token-key",
                    "root",
                    "--token-pin-file",
                    pin.toString());
            assertThat(changed.printed()).contains("source       key root of the PKCS#11 token " + TOKEN);
            opens(server, ciphertext);
            server.kill();
        }
        assertThat(command("", "--port", "0").printed()).contains("Name the token's library: --token-library.");
        try (ServerProcess server = ServerProcess.startWith(environment, data(), library)) {
            opens(server, ciphertext);
            assertThat(command("", "root-key", "change", "file").printed()).contains("source       file");
            server.kill();
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data().resolve("root.key"))))
                .isEqualTo("rw-------");
        try (ServerProcess server = ServerProcess.startWith(data())) {
            opens(server, ciphertext);
        }
    }

    @Test
    void newDataAreSealedUnderThePassphraseThatIsGiven() throws IOException, InterruptedException {
        Path passphrase = secret("passphrase", PASSPHRASE);
        String ciphertext;
        try (ServerProcess server = ServerProcess.startWith(data(), "--passphrase-file", passphrase.toString())) {
            ciphertext = encrypt(server);
            assertThat(data().resolve("root.key")).doesNotExist();
            server.kill();
        }
        try (ServerProcess server = ServerProcess.startWith(Map.of("GATEHOUSE_PASSPHRASE", PASSPHRASE), data())) {
            opens(server, ciphertext);
        }
        Ran weak = command(
                "", "--port", "0", "--passphrase-file", secret("weak", "short").toString());
        assertThat(weak.printed()).contains("The passphrase is wrong.");
    }

    @Test
    void whoGivesAPassphraseForDataUnderAFileIsTold() throws IOException, InterruptedException {
        try (ServerProcess server = ServerProcess.startWith(data())) {
            assertThat(command("", "root-key", "change", "file").printed()).contains("Move it away");
            assertThat(command("short\n", "root-key", "change", "passphrase", "--passphrase-file", "-")
                            .printed())
                    .contains("at least 15 characters");
            assertThat(command(
                                    "",
                                    "root-key",
                                    "change",
                                    "token",
                                    "--token",
                                    "x",
                                    "--token-key",
                                    "y",
                                    "--token-pin-file",
                                    secret("pin", PIN).toString())
                            .printed())
                    .contains("start it with --token-library");
            assertThat(command("", "root-key", "change", "nonsense").exitCode()).isEqualTo(1);
            assertThat(command("", "seal").printed()).contains("to seal the server would protect nothing");
            assertThat(server.stop()).isZero();
        }
        Ran given = command(
                "",
                "--port",
                "0",
                "--passphrase-file",
                secret("given", PASSPHRASE).toString());
        assertThat(given.exitCode()).isEqualTo(1);
        assertThat(given.printed()).contains("not under a passphrase");
        assertThat(command("", "--port", "0", "--sealed").printed()).contains("would protect nothing");
    }

    @Test
    void dataOfTheTimeBeforeKeyringsOpenAndAreRotated() throws IOException, InterruptedException {
        unpack();
        try (ServerProcess server = ServerProcess.startWith(data(), "--account", TestServer.ACCOUNT, "--tls")) {
            server.kill();
        }
        for (int round = 0; round < 2; round++) {
            try (ServerProcess server = ServerProcess.startWith(data(), "--account", TestServer.ACCOUNT)) {
                opens(server, OLD_CIPHERTEXT);
                assertThat(rotate()).contains("generation   " + (round + 2));
                opens(server, OLD_CIPHERTEXT);
                try (SignedClient alice = new SignedClient(server.endpoint(), OLD_KEY_ID, OLD_SECRET)) {
                    assertThat(alice.callerIdentity().text("Arn")).endsWith(":user/alice");
                }
                server.kill();
            }
        }
        // The authority that was sealed under the first generation opens under the third.
        String authority = Files.readString(data().resolve("ca.pem"));
        try (ServerProcess server = ServerProcess.startWith(data(), "--account", TestServer.ACCOUNT, "--tls")) {
            assertThat(server.endpoint().getScheme()).isEqualTo("https");
            assertThat(data().resolve("ca.pem")).hasContent(authority.strip());
        }
    }

    @Test
    void changesOfTheRootKeyAreTheOperatorsAloneAndOnRecordWithoutTheirSecrets()
            throws IOException, InterruptedException {
        try (ServerProcess server = ServerProcess.startWith(data());
                SignedClient root = SignedClient.root(server.endpoint())) {
            command(PASSPHRASE + "\n", "root-key", "change", "passphrase", "--passphrase-file", "-");
            assertThat(rotate()).contains("generation   2");
            for (String name : new String[] {"ChangeRootKey", "RotateRootKey", "RetireRootKeyGeneration"}) {
                Answer events = root.lookupEvents("{\"LookupAttributes\":[{\"AttributeKey\":\"EventName\","
                        + "\"AttributeValue\":\"" + name + "\"}]}");
                assertThat(events.body()).as(name).contains("\"EventName\":\"" + name + "\"");
                assertThat(events.body()).doesNotContain(PASSPHRASE);
            }
        }
        assertThat(Files.readString(ServerProcess.log(data()))).doesNotContain(PASSPHRASE);
        SecretScan scan = new SecretScan();
        scan.add("the passphrase", PASSPHRASE);
        assertThat(scan.findInFolder(data(), Set.of())).isEmpty();
    }

    private String rotate() throws IOException, InterruptedException {
        Ran rotated = command("", "root-key", "rotate");
        assertThat(rotated.succeeded()).as(rotated.printed()).isTrue();
        String last = rotated.printed().lines().toList().getLast();
        assertThat(last).doesNotContain("sealing anew");
        return last;
    }

    private Ran command(String input, String... arguments) throws IOException, InterruptedException {
        String[] all = Arrays.copyOf(arguments, arguments.length + 2);
        all[arguments.length] = "--data";
        all[arguments.length + 1] = data().toString();
        return Commands.run(folder, input, all);
    }

    private static String encrypt(ServerProcess server) throws IOException, InterruptedException {
        try (SignedClient root = SignedClient.root(server.endpoint())) {
            String keyId = root.kms("CreateKey", "{}").text("KeyId");
            return root.kms("Encrypt", "{\"KeyId\":\"" + keyId + "\",\"Plaintext\":\"aGVsbG8=\"}")
                    .text("CiphertextBlob");
        }
    }

    private static void opens(ServerProcess server, String ciphertext) throws IOException, InterruptedException {
        try (SignedClient root = SignedClient.root(server.endpoint())) {
            Answer answer = root.kms("Decrypt", "{\"CiphertextBlob\":\"" + ciphertext + "\"}");
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        }
    }

    private Path secret(String name, String content) throws IOException {
        Path file = folder.resolve(name);
        Files.writeString(file, content + "\n", StandardCharsets.UTF_8);
        return file;
    }

    private Path data() {
        return folder.resolve("data");
    }

    private void unpack() throws IOException {
        try (InputStream packed = Objects.requireNonNull(
                        RootKeyChangeTest.class.getResourceAsStream("/data-before-keyrings.zip"));
                ZipInputStream zip = new ZipInputStream(packed)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Path target = data().resolve(entry.getName());
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                } else {
                    Files.createDirectories(Objects.requireNonNull(target.getParent()));
                    Files.write(target, zip.readAllBytes());
                    Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rw-------"));
                }
            }
        }
        Files.createDirectories(data().resolve("store/log"));
    }
}
