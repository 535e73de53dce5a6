package gatehouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.conformance.Commands.Ran;
import gatehouse.conformance.SignedClient.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The server is killed while its keys are rotated and its root key is changed, at whatever step that is: the data open
/// with the old root key or with the new one, every secret opens, and the rotation goes on and ends.
final class RekeyingKillTest {
    private static final int KILLS = Boolean.getBoolean("gatehouse.deep") ? 40 : 4;
    private static final int KEYS = 400;
    private static final String[] PASSPHRASES = {"the first passphrase", "the second passphrase"};

    private final List<String> ciphertexts = new ArrayList<>();

    @TempDir
    Path folder;

    @Test
    void aRotationThatIsKilledAgainAndAgainLosesNothingAndEnds() throws IOException, InterruptedException {
        try (ServerProcess server = ServerProcess.startWith(data())) {
            makeKeys(server);
            assertThat(command("", "root-key", "rotate", "--no-wait").succeeded())
                    .isTrue();
            server.kill();
        }
        for (int kill = 1; kill <= KILLS; kill++) {
            try (ServerProcess server = ServerProcess.startWith(data())) {
                // A step is some milliseconds: the kills fall on all of them.
                LockSupport.parkNanos(Duration.ofMillis(900L + 37L * kill % 400).toNanos());
                server.kill();
            }
        }
        try (ServerProcess server = ServerProcess.startWith(data())) {
            everythingOpens(server);
            awaitOneGeneration();
            everythingOpens(server);
            assertThat(command("", "root-key", "rotate").printed()).endsWith("generation   3\n");
            server.kill();
        }
        try (ServerProcess server = ServerProcess.startWith(data())) {
            everythingOpens(server);
        }
    }

    @Test
    void aRootKeyThatIsChangedWhileTheServerIsKilledIsTheOldOneOrTheNewOne() throws IOException, InterruptedException {
        Path[] files = {folder.resolve("first"), folder.resolve("second")};
        for (int i = 0; i < files.length; i++) {
            Files.writeString(files[i], PASSPHRASES[i]);
        }
        int current = 0;
        try (ServerProcess server = ServerProcess.startWith(data(), "--passphrase-file", files[0].toString())) {
            ciphertexts.add(encrypt(server));
            server.kill();
        }
        for (int kill = 1; kill <= KILLS; kill++) {
            int next = 1 - current;
            boolean answered;
            try (ServerProcess server =
                    ServerProcess.startWith(data(), "--passphrase-file", files[current].toString())) {
                everythingOpens(server);
                int afterMillis = 1_500 + 377 * kill % 1_500;
                Thread killer = Thread.ofPlatform().start(() -> kill(server, afterMillis));
                answered = command("", "root-key", "change", "passphrase", "--passphrase-file", files[next].toString())
                        .succeeded();
                killer.join();
            }
            boolean changed = opensWith(files[next]);
            assertThat(changed || opensWith(files[current])).as("kill " + kill).isTrue();
            assertThat(changed).as("an answered change is there").isIn(answered, true);
            current = changed ? next : current;
        }
        try (ServerProcess server = ServerProcess.startWith(data(), "--passphrase-file", files[current].toString())) {
            everythingOpens(server);
        }
    }

    private static void kill(ServerProcess server, int afterMillis) {
        LockSupport.parkNanos(Duration.ofMillis(afterMillis).toNanos());
        try {
            server.kill();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean opensWith(Path passphrase) throws IOException {
        try (ServerProcess server = ServerProcess.startWith(data(), "--passphrase-file", passphrase.toString())) {
            return server.pid() > 0;
        } catch (IllegalStateException e) {
            assertThat(e).hasMessageContaining("The passphrase is wrong.");
            return false;
        }
    }

    private void makeKeys(ServerProcess server) throws IOException, InterruptedException {
        try (SignedClient root = SignedClient.root(server.endpoint())) {
            for (int i = 0; i < KEYS; i++) {
                String keyId = root.kms("CreateKey", "{}").text("KeyId");
                if (i % 10 == 0) {
                    ciphertexts.add(root.kms("Encrypt", "{\"KeyId\":\"" + keyId + "\",\"Plaintext\":\"aGVsbG8=\"}")
                            .text("CiphertextBlob"));
                }
            }
        }
    }

    private static String encrypt(ServerProcess server) throws IOException, InterruptedException {
        try (SignedClient root = SignedClient.root(server.endpoint())) {
            String keyId = root.kms("CreateKey", "{}").text("KeyId");
            return root.kms("Encrypt", "{\"KeyId\":\"" + keyId + "\",\"Plaintext\":\"aGVsbG8=\"}")
                    .text("CiphertextBlob");
        }
    }

    private void everythingOpens(ServerProcess server) throws IOException, InterruptedException {
        try (SignedClient root = SignedClient.root(server.endpoint())) {
            for (String ciphertext : ciphertexts) {
                Answer answer = root.kms("Decrypt", "{\"CiphertextBlob\":\"" + ciphertext + "\"}");
                assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            }
        }
    }

    private void awaitOneGeneration() throws IOException, InterruptedException {
        for (int i = 0; i < 60; i++) {
            Ran status = command("", "root-key", "status");
            if (status.printed().endsWith("generation   2\n")) {
                return;
            }
        }
        throw new AssertionError(
                "the rotation did not end: " + command("", "root-key", "status").printed());
    }

    private Ran command(String input, String... arguments) throws IOException, InterruptedException {
        String[] all = Arrays.copyOf(arguments, arguments.length + 2);
        all[arguments.length] = "--data";
        all[arguments.length + 1] = data().toString();
        return Commands.run(folder, input, all);
    }

    private Path data() {
        return folder.resolve("data");
    }
}
