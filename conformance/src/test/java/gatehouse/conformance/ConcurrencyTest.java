package gatehouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.conformance.SignedClient.Answer;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Calls that meet: of those that want the same thing one gets it, and what was changed holds for every call that
/// starts after the answer.
final class ConcurrencyTest {
    private static final int CALLERS = 32;
    private static final int CALLS_AFTER_CHANGE = 5;
    private static final int GRANTS_EACH = 50;

    private static TestServer server;
    private static SignedClient root;

    @BeforeAll
    static void start() {
        server = TestServer.start();
        root = SignedClient.root(server.endpoint());
    }

    @AfterAll
    static void stop() {
        root.close();
        server.close();
    }

    @Test
    void oneOfManyCreatesTheUser() throws InterruptedException, ExecutionException {
        assertThat(outcomes(() -> root.iam("Action=CreateUser&UserName=same")))
                .isEqualTo(Map.of("200", 1L, "EntityAlreadyExists", CALLERS - 1L));
    }

    @Test
    void oneOfManyCreatesTheAlias() throws IOException, InterruptedException, ExecutionException {
        String key = root.kms("CreateKey", "{}").text("KeyId");
        assertThat(outcomes(() ->
                        root.kms("CreateAlias", "{\"AliasName\":\"alias/same\",\"TargetKeyId\":\"" + key + "\"}")))
                .isEqualTo(Map.of("200", 1L, "AlreadyExistsException", CALLERS - 1L));
    }

    @Test
    void aPolicyGetsAsManyVersionsAsItMayHave() throws IOException, InterruptedException, ExecutionException {
        String arn = root.iam("Action=CreatePolicy&PolicyName=same&PolicyDocument=" + policy("Allow"))
                .text("Arn");
        assertThat(outcomes(() ->
                        root.iam("Action=CreatePolicyVersion&PolicyArn=" + arn + "&PolicyDocument=" + policy("Deny"))))
                .isEqualTo(Map.of("200", 4L, "LimitExceeded", CALLERS - 4L));
        assertThat(root.iam("Action=ListPolicyVersions&PolicyArn=" + arn).body())
                .contains("<VersionId>v1<", "<VersionId>v2<", "<VersionId>v3<", "<VersionId>v4<", "<VersionId>v5<");
    }

    @Test
    void allOfManyGetTheirGrantsOnOneKey() throws IOException, InterruptedException, ExecutionException {
        String key = root.kms("CreateKey", "{}").text("KeyId");
        String grant = "{\"KeyId\":\"" + key + "\",\"GranteePrincipal\":\"arn:aws:iam::" + TestServer.ACCOUNT
                + ":root\",\"Operations\":[\"Encrypt\"]}";
        assertThat(outcomes(() -> {
                    Answer answer = root.kms("CreateGrant", grant);
                    for (int i = 1; i < GRANTS_EACH && answer.status() == 200; i++) {
                        answer = root.kms("CreateGrant", grant);
                    }
                    return answer;
                }))
                .isEqualTo(Map.of("200", (long) CALLERS));
    }

    @Test
    void aReplacedPolicyHoldsForTheNextCall() throws IOException, InterruptedException, ExecutionException {
        String key = root.kms("CreateKey", "{}").text("KeyId");
        root.iam("Action=CreateUser&UserName=changing");
        put("changing", "Allow");
        Answer accessKey = root.iam("Action=CreateAccessKey&UserName=changing");
        try (SignedClient user =
                new SignedClient(server.endpoint(), accessKey.text("AccessKeyId"), accessKey.text("SecretAccessKey"))) {
            assertThat(afterAChange(
                            () -> user.kms("Encrypt", "{\"KeyId\":\"" + key + "\",\"Plaintext\":\"aGVsbG8=\"}"),
                            () -> put("changing", "Deny")))
                    .containsOnly("AccessDeniedException");
        }
    }

    @Test
    void aDisabledKeyIsDisabledForTheNextCall() throws IOException, InterruptedException, ExecutionException {
        String key = root.kms("CreateKey", "{}").text("KeyId");
        assertThat(afterAChange(
                        () -> root.kms("Encrypt", "{\"KeyId\":\"" + key + "\",\"Plaintext\":\"aGVsbG8=\"}"),
                        () -> root.kms("DisableKey", "{\"KeyId\":\"" + key + "\"}")))
                .containsOnly("DisabledException");
    }

    private static Answer put(String user, String effect) throws IOException, InterruptedException {
        return root.iam("Action=PutUserPolicy&PolicyName=p&UserName=" + user + "&PolicyDocument=" + policy(effect));
    }

    private static String policy(String effect) {
        return URLEncoder.encode(
                "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"" + effect
                        + "\",\"Action\":\"kms:Encrypt\",\"Resource\":\"*\"}}",
                StandardCharsets.UTF_8);
    }

    /// How often each outcome came of the same call by many at once.
    private static Map<String, Long> outcomes(Callable<Answer> call) throws InterruptedException, ExecutionException {
        CountDownLatch go = new CountDownLatch(1);
        List<Future<Answer>> answers = new ArrayList<>();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < CALLERS; i++) {
                answers.add(callers.submit(() -> {
                    go.await();
                    return call.call();
                }));
            }
            go.countDown();
        }
        List<String> outcomes = new ArrayList<>();
        for (Future<Answer> each : answers) {
            outcomes.add(outcome(each.get()));
        }
        return outcomes.stream().collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    }

    /// The outcomes of those calls, made all the time by many, that started after the change was answered.
    private static List<String> afterAChange(Callable<Answer> call, Callable<Answer> change)
            throws InterruptedException, ExecutionException {
        AtomicBoolean changed = new AtomicBoolean();
        CountDownLatch busy = new CountDownLatch(CALLERS);
        List<Future<List<String>>> callers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < CALLERS; i++) {
                callers.add(threads.submit(() -> callUntilChanged(call, changed, busy)));
            }
            busy.await();
            try {
                assertThat(outcome(threads.submit(change).get())).isEqualTo("200");
            } finally {
                changed.set(true);
            }
        }
        List<String> after = new ArrayList<>();
        for (Future<List<String>> each : callers) {
            after.addAll(each.get());
        }
        assertThat(after).hasSize(CALLERS * CALLS_AFTER_CHANGE);
        return after;
    }

    private static List<String> callUntilChanged(Callable<Answer> call, AtomicBoolean changed, CountDownLatch busy)
            throws Exception {
        List<String> after = new ArrayList<>();
        try {
            assertThat(outcome(call.call())).isEqualTo("200");
        } finally {
            busy.countDown();
        }
        while (after.size() < CALLS_AFTER_CHANGE) {
            boolean late = changed.get();
            String outcome = outcome(call.call());
            if (late) {
                after.add(outcome);
            }
        }
        return after;
    }

    /// The status, or the error's code.
    private static String outcome(Answer answer) {
        if (answer.succeeded()) {
            return "200";
        }
        return answer.text(answer.body().startsWith("<") ? "Code" : "__type");
    }
}
