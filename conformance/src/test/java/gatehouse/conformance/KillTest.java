package gatehouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.conformance.Load.Acknowledged;
import gatehouse.conformance.Load.Setting;
import gatehouse.conformance.SignedClient.Answer;
import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The server ends under load, by kill -9 and by SIGTERM: after a restart every acknowledged change is there and every
/// acknowledged call is in the event history; what was not acknowledged is there with its event, or not at all.
final class KillTest {
    private static final int KILLS = Boolean.getBoolean("gatehouse.deep") ? 50 : 2;
    private static final Pattern SID = Pattern.compile("Count([0-9]+)");

    private final History history = new History();
    private final List<Acknowledged> acknowledged = new ArrayList<>();
    private final List<String> ciphertexts = new ArrayList<>();

    @TempDir
    Path folder;

    @Test
    void nothingAcknowledgedIsLostWhenTheServerIsKilled() throws IOException, InterruptedException {
        Instant start = now();
        Setting setting = null;
        for (int round = 1; round <= KILLS; round++) {
            Load load;
            Instant began = now();
            try (ServerProcess server = start()) {
                if (setting == null) {
                    setting = prepare(server);
                }
                load = new Load(server.endpoint(), setting, round, 100 + 83 * round % 400);
                load.start();
                load.awaitEnough();
                server.kill();
                load.join();
            }
            checkAfterRestart("kill " + round, load, round == KILLS ? start : began);
        }
    }

    @Test
    void nothingAcknowledgedIsLostWhenTheServerIsStopped() throws IOException, InterruptedException {
        Instant start = now();
        Load load;
        try (ServerProcess server = start()) {
            load = new Load(server.endpoint(), prepare(server), 1, 200);
            load.start();
            load.awaitEnough();
            assertThat(server.stop()).isZero();
            load.join();
        }
        checkAfterRestart("SIGTERM", load, start);
    }

    private ServerProcess start() throws IOException {
        return ServerProcess.start(folder.resolve("data"), List.of());
    }

    private static Setting prepare(ServerProcess server) throws IOException, InterruptedException {
        try (SignedClient root = SignedClient.root(server.endpoint())) {
            return Setting.make(root);
        }
    }

    private void checkAfterRestart(String name, Load load, Instant since) throws IOException, InterruptedException {
        assertThat(load.wrong).isEmpty();
        long restart = System.nanoTime();
        try (ServerProcess server = start();
                SignedClient root = SignedClient.root(server.endpoint())) {
            long restartMillis = Duration.ofNanos(System.nanoTime() - restart).toMillis();
            int before = history.size();
            history.read(root, since);
            acknowledged.addAll(load.acknowledged);
            ciphertexts.addAll(load.ciphertexts);
            assertThat(acknowledged).allMatch(history::holds);
            checkThatStateAndHistoryAgree(root);
            checkCounters(root, load);
            checkCiphertexts(root);
            System.out.printf(
                    "%s: %d calls acknowledged, %d cut off, %d events new in the history, restart in %d ms%n",
                    name, load.acknowledged.size(), load.cut.get(), history.size() - before, restartMillis);
        }
    }

    private void checkThatStateAndHistoryAgree(SignedClient root) throws IOException, InterruptedException {
        assertThat(users(root))
                .isEqualTo(history.values(
                        "CreateUser", event -> event.path("requestParameters").path("userName")));
        assertThat(pages(root, "ListKeys", "\"KeyId\":\"([^\"]+)\""))
                .isEqualTo(history.values(
                        "CreateKey",
                        event -> event.path("responseElements")
                                .path("keyMetadata")
                                .path("keyId")));
        assertThat(pages(root, "ListAliases", "\"AliasName\":\"(alias/a-[^\"]+)\""))
                .isEqualTo(history.values(
                        "CreateAlias", event -> event.path("requestParameters").path("aliasName")));
    }

    /// Each worker's policy is the last that the history has for it, and not older than the last acknowledged.
    private void checkCounters(SignedClient root, Load load) throws IOException, InterruptedException {
        for (int worker = 0; worker < Load.WORKERS; worker++) {
            String user = "worker-" + worker;
            int recorded = history
                    .values(
                            "PutUserPolicy",
                            event -> event.path("requestParameters")
                                            .path("userName")
                                            .asString()
                                            .equals(user)
                                    ? event.path("requestParameters").path("policyDocument")
                                    : event.path("nothing"))
                    .stream()
                    .mapToInt(KillTest::count)
                    .max()
                    .orElse(0);
            Answer policy = root.iam("Action=GetUserPolicy&PolicyName=counter&UserName=" + user);
            int stored = policy.succeeded()
                    ? count(URLDecoder.decode(policy.text("PolicyDocument"), StandardCharsets.UTF_8))
                    : 0;
            assertThat(stored).isEqualTo(recorded).isGreaterThanOrEqualTo(load.counters.getOrDefault(worker, 0));
        }
    }

    private void checkCiphertexts(SignedClient root) throws IOException, InterruptedException {
        for (String ciphertext : ciphertexts.subList(Math.max(0, ciphertexts.size() - 50), ciphertexts.size())) {
            Answer answer = root.kms("Decrypt", "{\"CiphertextBlob\":\"" + ciphertext + "\"}");
            assertThat(answer.text("Plaintext")).isEqualTo("aGVsbG8=");
        }
    }

    private static Set<String> users(SignedClient root) throws IOException, InterruptedException {
        Set<String> users = new TreeSet<>();
        Answer page = root.iam("Action=ListUsers&MaxItems=1000");
        addAll(users, page, "<UserName>([^<]+)</UserName>");
        while (page.text("IsTruncated").equals("true")) {
            page = root.iam("Action=ListUsers&MaxItems=1000&Marker="
                    + URLEncoder.encode(page.text("Marker"), StandardCharsets.UTF_8));
            addAll(users, page, "<UserName>([^<]+)</UserName>");
        }
        return users;
    }

    private static Set<String> pages(SignedClient root, String operation, String pattern)
            throws IOException, InterruptedException {
        Set<String> found = new TreeSet<>();
        Answer page = root.kms(operation, "{\"Limit\":100}");
        addAll(found, page, pattern);
        while (page.body().contains("\"Truncated\":true")) {
            page = root.kms(operation, "{\"Limit\":100,\"Marker\":\"" + page.text("NextMarker") + "\"}");
            addAll(found, page, pattern);
        }
        return found;
    }

    private static void addAll(Set<String> found, Answer page, String pattern) {
        assertThat(page.status()).as(page.body()).isEqualTo(200);
        Matcher matcher = Pattern.compile(pattern).matcher(page.body());
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
    }

    private static int count(String document) {
        Matcher matcher = SID.matcher(document);
        return matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
    }

    private static Instant now() {
        return InstantSource.system().instant();
    }
}
