package gatehouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.iam.IamClient;

/// Many callers change the same few users, groups, roles and policies at once: each call is answered, with an error of
/// IAM's at most; what was made and not deleted is there, and nothing else; all answers about it agree; and it can be
/// deleted without a trace.
final class IamStormSdkTest {
    private static final int CALLERS = 24;
    private static final int STEPS = 60;
    private static final int ROUNDS = Boolean.getBoolean("gatehouse.deep") ? 50 : 1;
    private static final long SEED = 20_260_729;

    @Test
    void theAccountIsConsistentAfterAStorm() throws InterruptedException, ExecutionException {
        try (TestServer server = TestServer.start();
                IamClient iam = withoutRetries(server)) {
            for (long seed = SEED; seed < SEED + ROUNDS; seed++) {
                round(iam, seed);
            }
        }
    }

    /// A retry would hide a failure.
    private static IamClient withoutRetries(TestServer server) {
        return IamClient.builder()
                .httpClient(UrlConnectionHttpClient.create())
                .endpointOverride(server.endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(server.root()))
                .overrideConfiguration(each -> each.retryStrategy(AwsRetryStrategy.doNotRetry()))
                .build();
    }

    private static void round(IamClient iam, long seed) throws InterruptedException, ExecutionException {
        Map<String, Integer> before = iam.getAccountSummary().summaryMapAsStrings();
        IamLedger ledger = new IamLedger();
        try {
            blow(iam, seed, ledger);
            IamConsistency consistency = new IamConsistency(iam);
            consistency.check();
            assertThat(consistency.names()).isEqualTo(ledger.open());
            new IamStorm(iam, new Random(seed), ledger).deleteAll();
            assertThat(ledger.open()).isEmpty();
            assertThat(iam.getAccountSummary().summaryMapAsStrings()).isEqualTo(before);
        } catch (ExecutionException | RuntimeException | AssertionError e) {
            throw new AssertionError("with the seed " + seed, e);
        }
    }

    private static void blow(IamClient iam, long seed, IamLedger ledger)
            throws InterruptedException, ExecutionException {
        List<Future<?>> callers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int caller = 0; caller < CALLERS; caller++) {
                Random random = new Random(seed * CALLERS + caller);
                callers.add(threads.submit(() -> new IamStorm(iam, random, ledger).run(STEPS)));
            }
        }
        for (Future<?> each : callers) {
            each.get();
        }
    }
}
