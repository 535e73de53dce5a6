package gatehouse.identity.iam;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.identity.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class ConcurrencyTest extends IamTest {
    private static final int CALLS = 12;

    private List<Reply> together(Callable<Reply> call) throws InterruptedException, ExecutionException {
        List<Reply> replies = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Reply>> running = new ArrayList<>();
            for (int i = 0; i < CALLS; i++) {
                running.add(threads.submit(call));
            }
            for (Future<Reply> reply : running) {
                replies.add(reply.get());
            }
        }
        return replies;
    }

    @Test
    void ofManyCreatesOfOneNameOneWins() throws InterruptedException, ExecutionException {
        List<Reply> replies = together(() -> root.iam("CreateUser", "UserName", "alice"));
        assertThat(replies.stream().filter(reply -> reply.status() == 200)).hasSize(1);
        assertThat(replies.stream().filter(reply -> reply.code().equals("EntityAlreadyExists")))
                .hasSize(CALLS - 1);
        assertThat(call("GetAccountSummary").body()).contains("<key>Users</key><value>1</value>");
    }

    @Test
    void aQuotaHoldsUnderConcurrentCalls() throws InterruptedException, ExecutionException {
        call("CreateUser", "UserName", "alice");
        List<Reply> replies = together(() -> root.iam("CreateAccessKey", "UserName", "alice"));
        assertThat(replies.stream().filter(reply -> reply.status() == 200)).hasSize(2);
        assertThat(elements(call("ListAccessKeys", "UserName", "alice"), "AccessKeyId"))
                .hasSize(2);
    }
}
