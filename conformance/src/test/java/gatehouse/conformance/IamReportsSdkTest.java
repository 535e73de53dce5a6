package gatehouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AccessAdvisorUsageGranularityType;
import software.amazon.awssdk.services.iam.model.EntityDetails;
import software.amazon.awssdk.services.iam.model.GetOrganizationsAccessReportResponse;
import software.amazon.awssdk.services.iam.model.GetServiceLastAccessedDetailsResponse;
import software.amazon.awssdk.services.iam.model.JobStatusType;
import software.amazon.awssdk.services.iam.model.OrganizationNotFoundException;
import software.amazon.awssdk.services.iam.model.ServiceLastAccessed;

/// Reports of last access, from real calls; and what IAM does for organizations.
final class IamReportsSdkTest {
    static final Map<String, Function<IamClient, AwsResponse>> OF_ORGANIZATIONS = Map.of(
            "ListOrganizationsFeatures", iam -> iam.listOrganizationsFeatures(in -> {}),
            "EnableOrganizationsRootCredentialsManagement",
                    iam -> iam.enableOrganizationsRootCredentialsManagement(in -> {}),
            "DisableOrganizationsRootCredentialsManagement",
                    iam -> iam.disableOrganizationsRootCredentialsManagement(in -> {}),
            "EnableOrganizationsRootSessions", iam -> iam.enableOrganizationsRootSessions(in -> {}),
            "DisableOrganizationsRootSessions", iam -> iam.disableOrganizationsRootSessions(in -> {}));

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
            GetServiceLastAccessedDetailsResponse report = completed(server, root, job);
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

    /// What is due is done before the clock's advance is answered.
    private static GetServiceLastAccessedDetailsResponse completed(TestServer server, IamClient iam, String job) {
        assertThat(server.admin("/_gatehouse/clock", "{\"advance\":\"PT1S\"}").status())
                .isEqualTo(200);
        GetServiceLastAccessedDetailsResponse report = iam.getServiceLastAccessedDetails(in -> in.jobId(job));
        assertThat(report.jobStatus()).isEqualTo(JobStatusType.COMPLETED);
        return report;
    }

    @Test
    void aReportOfAnOrganizationFailsWhereThereIsNone() {
        try (TestServer server = TestServer.start();
                IamClient root = server.iam(server.root())) {
            String job = root.generateOrganizationsAccessReport(in -> in.entityPath(IamReportTable.PATH))
                    .jobId();
            assertThat(root.getOrganizationsAccessReport(in -> in.jobId(job)).jobStatus())
                    .isEqualTo(JobStatusType.IN_PROGRESS);
            assertThat(server.admin("/_gatehouse/clock", "{\"advance\":\"PT1S\"}")
                            .status())
                    .isEqualTo(200);
            GetOrganizationsAccessReportResponse report = root.getOrganizationsAccessReport(in -> in.jobId(job));
            assertThat(report.jobStatus()).isEqualTo(JobStatusType.FAILED);
            assertThat(report.errorDetails().code()).isEqualTo("AWSOrganizationsNotInUseException");
            assertThat(report.hasAccessDetails()).isFalse();
        }
    }

    @Test
    void anAccountOfNoOrganizationIsToldSoByEveryOperationForOrganizations() {
        try (TestServer server = TestServer.start();
                IamClient root = server.iam(server.root())) {
            OF_ORGANIZATIONS.forEach((operation, call) -> assertThatThrownBy(() -> call.apply(root))
                    .as(operation)
                    .isInstanceOf(OrganizationNotFoundException.class));
        }
    }
}
