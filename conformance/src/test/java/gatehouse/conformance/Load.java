package gatehouse.conformance;

import gatehouse.conformance.SignedClient.Answer;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// Changing, encrypting and denied calls from several clients at once, until the server is gone; it remembers what
/// was answered.
final class Load {
    static final int WORKERS = 8;

    /// A call whose whole answer arrived.
    record Acknowledged(String requestId, String eventName, boolean denied) {}

    private final URI endpoint;
    private final Setting setting;
    private final int round;
    private final CountDownLatch enough;
    private final List<Thread> threads = new ArrayList<>();

    final Queue<Acknowledged> acknowledged = new ConcurrentLinkedQueue<>();
    final Queue<String> ciphertexts = new ConcurrentLinkedQueue<>();
    /// The latest acknowledged count in each worker's policy.
    final Map<Integer, Integer> counters = new ConcurrentHashMap<>();
    /// Calls that were under way when the server went.
    final AtomicInteger cut = new AtomicInteger();
    /// What neither succeeded nor was denied where that was due.
    final Queue<String> wrong = new ConcurrentLinkedQueue<>();

    /// What the load finds there: a key to encrypt under, and a user who may do nothing.
    record Setting(String keyId, String accessKeyId, String secretAccessKey) {
        static Setting make(SignedClient root) throws IOException, InterruptedException {
            for (int worker = 0; worker < WORKERS; worker++) {
                root.iam("Action=CreateUser&UserName=worker-" + worker);
            }
            root.iam("Action=CreateUser&UserName=nobody");
            Answer accessKey = root.iam("Action=CreateAccessKey&UserName=nobody");
            return new Setting(
                    root.kms("CreateKey", "{}").text("KeyId"),
                    accessKey.text("AccessKeyId"),
                    accessKey.text("SecretAccessKey"));
        }
    }

    /// A load of which [#awaitEnough] returns after `enough` answers.
    Load(URI endpoint, Setting setting, int round, int enough) {
        this.endpoint = endpoint;
        this.setting = setting;
        this.round = round;
        this.enough = new CountDownLatch(enough);
    }

    void start() {
        for (int worker = 0; worker < WORKERS; worker++) {
            int number = worker;
            threads.add(Thread.ofVirtual()
                    .uncaughtExceptionHandler((_, failure) -> wrong.add(failure.toString()))
                    .start(() -> work(number)));
        }
    }

    void awaitEnough() throws InterruptedException {
        if (!enough.await(5, TimeUnit.MINUTES)) {
            throw new IllegalStateException("too few answers within 5 minutes; what went wrong: " + wrong);
        }
    }

    /// Waits until every worker has met the end of the server.
    void join() throws InterruptedException {
        for (Thread thread : threads) {
            thread.join();
        }
    }

    static String counterDocument(int count) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Sid\":\"Count" + count
                + "\",\"Effect\":\"Allow\",\"Action\":\"kms:Encrypt\",\"Resource\":\"*\"}]}";
    }

    private void work(int worker) {
        try (SignedClient root = SignedClient.root(endpoint);
                SignedClient nobody = new SignedClient(endpoint, setting.accessKeyId, setting.secretAccessKey)) {
            for (int step = 0; wrong.isEmpty(); step++) {
                step(worker, step, root, nobody);
            }
        } catch (ConnectException _) {
            // The server is gone, as it should be.
        } catch (IOException _) {
            cut.incrementAndGet();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void step(int worker, int step, SignedClient root, SignedClient nobody)
            throws IOException, InterruptedException {
        String name = round + "-" + worker + "-" + step;
        succeeds("CreateUser", root.iam("Action=CreateUser&UserName=user-" + name));
        int count = round * 1_000_000 + step;
        if (succeeds(
                "PutUserPolicy",
                root.iam("Action=PutUserPolicy&UserName=worker-" + worker + "&PolicyName=counter&PolicyDocument="
                        + URLEncoder.encode(counterDocument(count), StandardCharsets.UTF_8)))) {
            counters.put(worker, count);
        }
        Answer key = root.kms("CreateKey", "{\"Description\":\"" + name + "\"}");
        if (succeeds("CreateKey", key)) {
            succeeds(
                    "CreateAlias",
                    root.kms(
                            "CreateAlias",
                            "{\"AliasName\":\"alias/a-" + name + "\",\"TargetKeyId\":\"" + key.text("KeyId") + "\"}"));
        }
        Answer encrypted = root.kms("Encrypt", "{\"KeyId\":\"" + setting.keyId + "\",\"Plaintext\":\"aGVsbG8=\"}");
        if (succeeds("Encrypt", encrypted)) {
            ciphertexts.add(encrypted.text("CiphertextBlob"));
        }
        denied("CreateUser", nobody.iam("Action=CreateUser&UserName=denied-" + name));
        denied("Encrypt", nobody.kms("Encrypt", "{\"KeyId\":\"" + setting.keyId + "\",\"Plaintext\":\"aGVsbG8=\"}"));
    }

    private boolean succeeds(String eventName, Answer answer) {
        if (!answer.succeeded()) {
            wrong.add(eventName + " was answered " + answer);
            return false;
        }
        note(new Acknowledged(answer.requestId(), eventName, false));
        return true;
    }

    private void denied(String eventName, Answer answer) {
        if (answer.succeeded() || !answer.body().contains("AccessDenied")) {
            wrong.add(eventName + " was answered " + answer);
            return;
        }
        note(new Acknowledged(answer.requestId(), eventName, true));
    }

    private void note(Acknowledged call) {
        acknowledged.add(call);
        enough.countDown();
    }
}
