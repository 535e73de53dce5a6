package gatehouse.identity.iam;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.identity.Client;
import gatehouse.identity.Reply;
import gatehouse.identity.TestServer;
import gatehouse.policy.AccountId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class CredentialReportsTest extends IamTest {
    private static final String NO_KEY = "false,N/A,N/A,N/A,N/A";
    private static final String NO_CERTIFICATES = "false,N/A,false,N/A,N/A";

    /// The report's lines.
    private List<String> report() {
        Reply reply = call("GetCredentialReport");
        assertThat(reply.element("ReportFormat")).isEqualTo("text/csv");
        return new String(Base64.getDecoder().decode(reply.element("Content")), StandardCharsets.UTF_8)
                .lines()
                .toList();
    }

    private List<String> fresh() {
        call("GenerateCredentialReport");
        server.lastUsed.flush();
        server.iamSweep.run(server.clock.instant());
        return report();
    }

    private String state() {
        return call("GenerateCredentialReport").element("State");
    }

    @Test
    void aReportIsMadeOnceItWasAskedForAndAtMostEveryFourHours() {
        Reply started = call("GenerateCredentialReport");
        assertThat(started.element("State")).isEqualTo("STARTED");
        assertThat(started.element("Description")).isEqualTo("No report exists. Starting a new report generation task");
        assertThat(state()).isEqualTo("INPROGRESS");
        server.iamSweep.run(server.clock.instant());
        Reply complete = call("GenerateCredentialReport");
        assertThat(complete.element("State")).isEqualTo("COMPLETE");
        assertThat(complete.body()).doesNotContain("<Description>");
        assertThat(call("GetCredentialReport").element("GeneratedTime")).isEqualTo("2026-03-01T10:00:00Z");

        call("CreateUser", "UserName", "late");
        server.clock.advance(Duration.ofHours(4));
        assertThat(state()).isEqualTo("COMPLETE");
        server.iamSweep.run(server.clock.instant());
        assertThat(report()).noneMatch(line -> line.startsWith("late,"));

        server.clock.advance(Duration.ofSeconds(1));
        assertThat(root.iam("GetCredentialReport").code()).isEqualTo("ReportExpired");
        assertThat(state()).isEqualTo("STARTED");
        assertThat(root.iam("GetCredentialReport").code()).isEqualTo("ReportInProgress");
        server.iamSweep.run(server.clock.instant());
        assertThat(report()).anyMatch(line -> line.startsWith("late,"));
    }

    @Test
    void aReportThatIsNotThereIsAnErrorWithoutWords() {
        Reply missing = root.iam("GetCredentialReport");
        assertThat(missing.code()).isEqualTo("ReportNotPresent");
        assertThat(missing.status()).isEqualTo(410);
        call("GenerateCredentialReport");
        Reply unready = root.iam("GetCredentialReport");
        assertThat(unready.code()).isEqualTo("ReportInProgress");
        assertThat(unready.status()).isEqualTo(404);
        assertThat(server.otherRoot.iam("GetCredentialReport").code()).isEqualTo("ReportNotPresent");
    }

    @Test
    void theRootIsFirstAndUsersFollowByNameWhateverItsCase() {
        call("CreateUser", "UserName", "bob", "Path", "/staff/");
        call("CreateUser", "UserName", "Alice");
        call("CreateUser", "UserName", "a,comma");
        List<String> lines = fresh();
        assertThat(lines.getFirst().split(",", -1)).hasSize(23).startsWith("user", "arn", "user_creation_time");
        assertThat(lines.get(1))
                .isEqualTo("<root_account>," + IAM + "root,2026-03-01T10:00:00Z,false,N/A,N/A,not_supported,false,"
                        + "true,2026-03-01T10:00:00Z,2026-03-01T10:00:00Z,us-east-1,iam," + NO_KEY + ","
                        + NO_CERTIFICATES);
        assertThat(lines.get(2)).startsWith("\"a,comma\",\"" + IAM + "user/a,comma\",2026");
        assertThat(lines.get(3)).startsWith("Alice,");
        assertThat(lines.get(4))
                .isEqualTo("bob," + IAM + "user/staff/bob,2026-03-01T10:00:00Z,false,N/A,N/A,N/A,false," + NO_KEY + ","
                        + NO_KEY + "," + NO_CERTIFICATES);
        assertThat(lines).hasSize(5);
    }

    @Test
    void aUsersCredentialsAreShownAsTheyAreWhenTheReportIsMade() {
        World world = World.make(root, 1);
        call("UpdateAccountPasswordPolicy", "MinimumPasswordLength", "6", "MaxPasswordAge", "90");
        server.clock.advance(Duration.ofHours(5));
        world.call("UpdateLoginProfile", "UserName", "{user}", "Password", "Correct-horse-2");
        world.call("UpdateAccessKey", "UserName", "{user}", "AccessKeyId", "{key}", "Status", "Inactive");
        assertThat(fresh())
                .anySatisfy(line -> assertThat(line)
                        .isEqualTo("user1," + IAM + "user/staff/user1,2026-03-01T10:00:00Z,true,no_information,"
                                + "2026-03-01T15:00:00Z,2026-05-30T15:00:00Z,true,"
                                + "false,2026-03-01T10:00:00Z,N/A,N/A,N/A," + NO_KEY
                                + ",true,2026-03-01T10:00:00Z,false,N/A,N/A"));
    }

    @Test
    void keysOfWhichThereAreTooManyForTheirColumnsAreCounted() {
        for (int i = 0; i < 3; i++) {
            int number = i;
            server.write(tx -> server.accounts.adopt(
                    tx,
                    new AccountId(TestServer.ACCOUNT),
                    "AKIAOPERATOR00000000" + number,
                    "secret-of-the-operator",
                    server.clock.instant()));
        }
        assertThat(fresh().get(1)).endsWith(",2 more access keys: ListAccessKeys");
    }

    @Test
    void whenAKeyWasLastUsedIsShown() {
        Client alice = server.client("alice", null);
        alice.sts("GetCallerIdentity");
        assertThat(fresh())
                .anySatisfy(line -> assertThat(line)
                        .startsWith("alice,")
                        .contains(",true,2026-03-01T10:00:00Z,2026-03-01T10:00:00Z,eu-central-1,sts," + NO_KEY));
    }
}
