package gatehouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AccessAdvisorUsageGranularityType;
import software.amazon.awssdk.services.iam.model.EntityDetails;
import software.amazon.awssdk.services.iam.model.GetServiceLastAccessedDetailsResponse;
import software.amazon.awssdk.services.iam.model.JobStatusType;
import software.amazon.awssdk.services.iam.model.ServiceLastAccessed;

/// Reports of last access, from real calls.
final class IamReportsSdkTest {
    /// Reports are completed once a second.
    private static final Duration COMPLETED_MAX = Duration.ofSeconds(10);

    @Test
    void aGroupsReportHasWhatItsMembersDid() {
        try (TestServer server = TestServer.start();
                IamClient root = server.iam(server.root())) {
            IamWorld world = new IamWorld(server);
            String group = world.groupWithPolicy();
            try (IamClient alice = server.iam(world.newUser("alice"))) {
                world.newUser("bob");
                root.addUserToGroup(in -> in.groupName(group).userName("alice"));
                root.addUserToGroup(in -> in.groupName(group).userName("bob"));
                alice.listUsers();
            }
            String arn = root.getGroup(in -> in.groupName(group)).group().arn();
            String job = root.generateServiceLastAccessedDetails(
                            in -> in.arn(arn).granularity(AccessAdvisorUsageGranularityType.ACTION_LEVEL))
                    .jobId();
            GetServiceLastAccessedDetailsResponse report = completed(root, job);
            assertThat(report.servicesLastAccessed()).hasSize(1);
            ServiceLastAccessed service = report.servicesLastAccessed().getFirst();
            assertThat(service.serviceNamespace()).isEqualTo("iam");
            assertThat(service.totalAuthenticatedEntities()).isEqualTo(1);
            assertThat(service.lastAuthenticatedEntity()).isEqualTo("arn:aws:iam::111122223333:user/alice");
            assertThat(service.lastAuthenticatedRegion()).isEqualTo("us-east-1");
            assertThat(service.trackedActionsLastAccessed())
                    .extracting(action -> action.actionName())
                    .containsExactly("ListUsers");
            List<EntityDetails> entities = root.getServiceLastAccessedDetailsWithEntities(
                            in -> in.jobId(job).serviceNamespace("iam"))
                    .entityDetailsList();
            assertThat(entities).extracting(each -> each.entityInfo().name()).containsExactly("alice", "bob");
            assertThat(entities.getFirst().lastAuthenticated()).isEqualTo(service.lastAuthenticated());
            assertThat(entities.getLast().lastAuthenticated()).isNull();
        }
    }

    private static GetServiceLastAccessedDetailsResponse completed(IamClient iam, String job) {
        return Awaitility.await()
                .atMost(COMPLETED_MAX)
                .until(
                        () -> iam.getServiceLastAccessedDetails(in -> in.jobId(job)),
                        report -> report.jobStatus() == JobStatusType.COMPLETED);
    }
}
