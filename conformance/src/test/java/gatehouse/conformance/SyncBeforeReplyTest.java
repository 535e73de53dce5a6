package gatehouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.conformance.Load.Acknowledged;
import gatehouse.conformance.Load.Setting;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The page cache outlives a kill, so [KillTest] cannot see whether a reply waits for the disk: strace can. It has to
/// be installed.
final class SyncBeforeReplyTest {
    private static final int CALLS = Boolean.getBoolean("gatehouse.deep") ? 2000 : 120;

    @TempDir
    Path folder;

    @Test
    void noReplyLeavesBeforeTheSyncThatCoversItsRecordHasReturned() throws IOException, InterruptedException {
        Path trace = folder.resolve("trace");
        List<String> answered;
        try (ServerProcess server = ServerProcess.start(folder.resolve("data"), SystemCalls.tracingTo(trace))) {
            answered = answeredUnderLoad(server);
        }
        assertThat(answered).hasSizeGreaterThanOrEqualTo(CALLS);
        assertThat(SystemCalls.read(trace).answeredTooEarly(answered)).isEmpty();
    }

    @Test
    void aServerThatDoesNotSyncFailsThatCheck() throws IOException, InterruptedException {
        Path trace = folder.resolve("trace");
        List<String> answered;
        try (ServerProcess server =
                ServerProcess.startWithoutSync(folder.resolve("data"), SystemCalls.tracingTo(trace))) {
            answered = answeredUnderLoad(server);
        }
        assertThat(answered).hasSizeGreaterThanOrEqualTo(CALLS);
        assertThat(SystemCalls.read(trace).answeredTooEarly(answered)).hasSameSizeAs(answered);
    }

    /// The ids of the calls that the server answered until it was stopped.
    private static List<String> answeredUnderLoad(ServerProcess server) throws IOException, InterruptedException {
        Setting setting;
        try (SignedClient root = SignedClient.root(server.endpoint())) {
            setting = Setting.make(root);
        }
        Load load = new Load(server.endpoint(), setting, 1, CALLS);
        load.start();
        load.awaitEnough();
        server.kill();
        load.join();
        assertThat(load.wrong).isEmpty();
        return load.acknowledged.stream().map(Acknowledged::requestId).toList();
    }
}
