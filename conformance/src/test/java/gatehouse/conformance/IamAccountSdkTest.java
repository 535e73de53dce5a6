package gatehouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.CredentialReportNotPresentException;
import software.amazon.awssdk.services.iam.model.CredentialReportNotReadyException;
import software.amazon.awssdk.services.iam.model.DeletionTaskStatusType;
import software.amazon.awssdk.services.iam.model.EntityType;
import software.amazon.awssdk.services.iam.model.GetCredentialReportResponse;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.iam.model.PolicyGrantingServiceAccess;
import software.amazon.awssdk.services.iam.model.ReportFormatType;
import software.amazon.awssdk.services.iam.model.ReportStateType;
import software.amazon.awssdk.services.iam.model.Role;
import software.amazon.awssdk.services.iam.model.UnmodifiableEntityException;
import software.amazon.awssdk.services.iam.model.UserDetail;

/// The life of a service-linked role, and what IAM reports of an account, through the AWS SDK.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class IamAccountSdkTest {
    private final TestServer server = TestServer.start();
    private final IamWorld world = new IamWorld(server);
    private final IamClient root = world.root();

    @AfterAll
    void stop() {
        root.close();
        server.close();
    }

    /// Lets the server end what calls only began.
    private void moment() {
        assertThat(server.admin("/_gatehouse/clock", "{\"advance\":\"PT1S\"}").status())
                .isEqualTo(200);
    }

    @Test
    void aServiceLinkedRoleIsMadeReadListedAndDeletedByATask() {
        Role made = root.createServiceLinkedRole(
                        in -> in.awsServiceName("guardduty.amazonaws.com").description("Looks"))
                .role();
        String name = made.roleName();
        assertThat(name).isEqualTo("AWSServiceRoleForAmazonGuardDuty");
        assertThat(root.getRole(in -> in.roleName(name)).role().description()).isEqualTo("Looks");
        root.updateRole(in -> in.roleName(name).description("Still looks"));
        assertThat(root.getRole(in -> in.roleName(name)).role().description()).isEqualTo("Still looks");
        assertThat(root.listRolesPaginator(in -> in.pathPrefix("/aws-service-role/guardduty.amazonaws.com/"))
                        .roles())
                .extracting(Role::roleId)
                .containsExactly(made.roleId());
        assertThatThrownBy(() -> root.deleteRole(in -> in.roleName(name)))
                .isInstanceOf(UnmodifiableEntityException.class);
        String task = root.deleteServiceLinkedRole(in -> in.roleName(name)).deletionTaskId();
        moment();
        assertThat(root.getServiceLinkedRoleDeletionStatus(in -> in.deletionTaskId(task))
                        .status())
                .isEqualTo(DeletionTaskStatusType.SUCCEEDED);
        assertThatThrownBy(() -> root.getRole(in -> in.roleName(name))).isInstanceOf(NoSuchEntityException.class);
    }

    @Test
    void aCredentialReportIsThereOnceItWasAskedFor() {
        assertThatThrownBy(root::getCredentialReport)
                .isInstanceOfAny(CredentialReportNotPresentException.class, CredentialReportNotReadyException.class);
        assertThat(root.generateCredentialReport().state()).isEqualTo(ReportStateType.STARTED);
        moment();
        assertThat(root.generateCredentialReport().state()).isEqualTo(ReportStateType.COMPLETE);
        GetCredentialReportResponse report = root.getCredentialReport();
        assertThat(report.reportFormat()).isEqualTo(ReportFormatType.TEXT_CSV);
        List<String> lines = report.content().asUtf8String().lines().toList();
        assertThat(lines.getFirst()).startsWith("user,arn,user_creation_time,").endsWith("additional_credentials_info");
        assertThat(lines.get(1)).startsWith("<root_account>,arn:aws:iam::111122223333:root,");
    }

    @Test
    void pagesOfAuthorizationDetailsHoldEveryUserOnce() {
        List<String> made = List.of(world.userWithPolicy(), world.attachedUser(), world.user());
        List<UserDetail> paged = root
                .getAccountAuthorizationDetailsPaginator(
                        in -> in.maxItems(2).filter(EntityType.USER, EntityType.AWS_MANAGED_POLICY))
                .stream()
                .flatMap(page -> page.userDetailList().stream())
                .filter(user -> made.contains(user.userName()))
                .toList();
        assertThat(paged).extracting(UserDetail::userName).containsExactlyInAnyOrderElementsOf(made);
        assertThat(paged).anySatisfy(user -> assertThat(user.userPolicyList()).isNotEmpty());
        assertThat(paged)
                .anySatisfy(user -> assertThat(user.attachedManagedPolicies()).isNotEmpty());
    }

    @Test
    void thePoliciesThatGrantAccessToAServiceAreNamed() {
        String name = world.attachedUser();
        assertThat(root.listPoliciesGrantingServiceAccess(in ->
                                in.arn("arn:aws:iam::111122223333:user/" + name).serviceNamespaces("iam", "ec2"))
                        .policiesGrantingServiceAccess())
                .satisfiesExactly(
                        iam -> assertThat(iam.policies())
                                .extracting(PolicyGrantingServiceAccess::policyArn)
                                .containsExactly(IamWorld.AWS_POLICY),
                        ec2 -> assertThat(ec2.policies()).isEmpty());
    }
}
