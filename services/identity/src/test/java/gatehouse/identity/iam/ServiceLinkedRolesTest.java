package gatehouse.identity.iam;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.identity.Client;
import gatehouse.identity.Policies;
import gatehouse.identity.Reply;
import gatehouse.policy.PolicyKind;
import gatehouse.ports.LinkedRoleUses.Use;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServiceLinkedRolesTest extends IamTest {
    private static final String TRUSTED_ADVISOR = "trustedadvisor.amazonaws.com";
    private static final String NAME = "AWSServiceRoleForTrustedAdvisor";
    private static final String POLICY = "arn:aws:iam::aws:policy/aws-service-role/AWSTrustedAdvisorServiceRolePolicy";
    private static final String UNMODIFIABLE =
            "Cannot perform the operation on the protected role '" + NAME + "' - this role is only modifiable by AWS";

    @Override
    IamLimits limits() {
        return new IamLimits(Map.of(Quota.ROLES_PER_ACCOUNT, 1));
    }

    private Reply create() {
        return call("CreateServiceLinkedRole", "AWSServiceName", TRUSTED_ADVISOR, "Description", "Checks");
    }

    private String status(String task) {
        return call("GetServiceLinkedRoleDeletionStatus", "DeletionTaskId", task)
                .element("Status");
    }

    @Test
    void theServiceSaysWhatItsRoleIsCalledAndMayDo() {
        Reply created = create();
        assertThat(created.element("RoleName")).isEqualTo(NAME);
        assertThat(created.element("Path")).isEqualTo("/aws-service-role/trustedadvisor.amazonaws.com/");
        assertThat(created.element("Arn")).isEqualTo(IAM + "role/aws-service-role/" + TRUSTED_ADVISOR + "/" + NAME);
        assertThat(created.element("RoleId")).matches("AROA[A-Z2-7]{17}");
        assertThat(created.body()).doesNotContain("<Description>").doesNotContain("<MaxSessionDuration>");
        assertThat(URLDecoder.decode(created.element("AssumeRolePolicyDocument"), StandardCharsets.UTF_8))
                .isEqualTo("{\"Version\":\"2012-10-17\",\"Statement\":[{\"Action\":[\"sts:AssumeRole\"],"
                        + "\"Effect\":\"Allow\",\"Principal\":{\"Service\":[\"trustedadvisor.amazonaws.com\"]}}]}");
        Reply got = call("GetRole", "RoleName", NAME);
        assertThat(got.element("Description")).isEqualTo("Checks");
        assertThat(got.element("MaxSessionDuration")).isEqualTo("3600");
        assertThat(elements(call("ListAttachedRolePolicies", "RoleName", NAME), "PolicyArn"))
                .containsExactly(POLICY);
        assertThat(elements(call("ListEntitiesForPolicy", "PolicyArn", POLICY), "RoleName"))
                .containsExactly(NAME);
        assertThat(elements(call("ListRoles", "PathPrefix", "/aws-service-role/"), "RoleName"))
                .containsExactly(NAME);
    }

    @Test
    void onlyServiceLinkedRolesMayExceedTheQuotaAndTheyCount() {
        create();
        assertFails(
                root.iam("CreateRole", "RoleName", "mine", "AssumeRolePolicyDocument", World.TRUST),
                409,
                "LimitExceeded",
                "Cannot exceed quota for RolesPerAccount: 1");
        call("CreateServiceLinkedRole", "AWSServiceName", "support.amazonaws.com");
        assertThat(call("GetAccountSummary").body()).contains("<key>Roles</key><value>2</value>");
    }

    @Test
    void aNameThatIsTakenNeedsAnotherSuffixWhereTheServiceAllowsOne() {
        create();
        assertFails(
                root.iam("CreateServiceLinkedRole", "AWSServiceName", TRUSTED_ADVISOR),
                400,
                "InvalidInput",
                "Service role name " + NAME + " has been taken in this account, please try a different suffix.");
        assertFails(
                root.iam("CreateServiceLinkedRole", "AWSServiceName", "es.amazonaws.com", "CustomSuffix", "two"),
                400,
                "InvalidInput",
                "Custom suffix is not allowed for es.amazonaws.com");
        assertThat(call("CreateServiceLinkedRole", "AWSServiceName", "autoscaling.amazonaws.com", "CustomSuffix", "two")
                        .element("RoleName"))
                .isEqualTo("AWSServiceRoleForAutoScaling_two");
        assertThat(root.iam(
                                "CreateServiceLinkedRole",
                                "AWSServiceName",
                                "autoscaling.amazonaws.com",
                                "CustomSuffix",
                                "x".repeat(36))
                        .code())
                .isEqualTo("InvalidInput");
    }

    @Test
    void aServiceWithoutSuchARoleHasNoTemplate() {
        assertFails(
                root.iam("CreateServiceLinkedRole", "AWSServiceName", "account.amazonaws.com"),
                403,
                "AccessDenied",
                "Cannot find Service Linked Role template for account.amazonaws.com");
    }

    @Test
    void aPolicyCanAllowTheRolesOfOneService() {
        Client client = server.client(
                "alice",
                "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Resource\":\"*\","
                        + "\"Action\":\"iam:CreateServiceLinkedRole\",\"Condition\":"
                        + "{\"StringLike\":{\"iam:AWSServiceName\":\"trustedadvisor.amazonaws.com\"}}}}");
        assertThat(client.iam("CreateServiceLinkedRole", "AWSServiceName", "support.amazonaws.com")
                        .message())
                .contains("is not authorized to perform: iam:CreateServiceLinkedRole on resource: " + IAM
                        + "role/aws-service-role/support.amazonaws.com/AWSServiceRoleForSupport");
        assertThat(client.iam("CreateServiceLinkedRole", "AWSServiceName", TRUSTED_ADVISOR)
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\0',
            value = {
                "UpdateAssumeRolePolicy,PolicyDocument,{trust}",
                "PutRolePolicy,PolicyName,inline,PolicyDocument,{allow}",
                "DeleteRolePolicy,PolicyName,inline",
                "AttachRolePolicy,PolicyArn,arn:aws:iam::aws:policy/ReadOnlyAccess",
                "DetachRolePolicy,PolicyArn," + POLICY,
                "PutRolePermissionsBoundary,PermissionsBoundary,arn:aws:iam::aws:policy/ReadOnlyAccess",
                "DeleteRolePermissionsBoundary",
                "DeleteRole",
                "AddRoleToInstanceProfile,InstanceProfileName,profile",
                "RemoveRoleFromInstanceProfile,InstanceProfileName,profile",
            },
            delimiter = '|')
    void theAccountCannotChangeIt(String row) {
        create();
        call("CreateInstanceProfile", "InstanceProfileName", "profile");
        String before = call("GetRole", "RoleName", NAME).element("AssumeRolePolicyDocument");
        String[] words = row.split(",", -1);
        String[] parameters = new String[words.length + 1];
        parameters[0] = "RoleName";
        parameters[1] = NAME.toLowerCase(Locale.ROOT);
        for (int i = 1; i < words.length; i++) {
            parameters[i + 1] =
                    words[i].replace("{trust}", World.TRUST).replace("{allow}", Policies.allow("s3:*", "*"));
        }
        assertFails(root.iam(words[0], parameters), 400, "UnmodifiableEntity", UNMODIFIABLE);
        assertThat(call("GetRole", "RoleName", NAME).element("AssumeRolePolicyDocument"))
                .isEqualTo(before);
    }

    @Test
    void itsDescriptionAndTagsAreTheAccountsAndItsDurationIsNot() {
        create();
        call("UpdateRole", "RoleName", NAME, "Description", "one");
        call("UpdateRoleDescription", "RoleName", NAME, "Description", "two");
        call("TagRole", "RoleName", NAME, "Tags.member.1.Key", "team", "Tags.member.1.Value", "blue");
        call("UntagRole", "RoleName", NAME, "TagKeys.member.1", "team");
        assertFails(
                root.iam("UpdateRole", "RoleName", NAME, "MaxSessionDuration", "7200"),
                400,
                "UnmodifiableEntity",
                NAME + " is an AWS service linked role, max session duration cannot be changed.");
        assertThat(call("GetRole", "RoleName", NAME).element("Description")).isEqualTo("two");
    }

    @Test
    void aServicesPolicyIsForItsRoleOnly() {
        call("CreateRole", "RoleName", "mine", "AssumeRolePolicyDocument", World.TRUST);
        assertFails(
                root.iam("AttachRolePolicy", "RoleName", "mine", "PolicyArn", POLICY),
                400,
                "PolicyNotAttachable",
                "Cannot attach a Service Role Policy to a Customer Role.");
    }

    @Test
    void itIsDeletedByATaskThatCanBeAskedFor() {
        create();
        String task = call("DeleteServiceLinkedRole", "RoleName", NAME).element("DeletionTaskId");
        assertThat(task)
                .matches("task/aws-service-role/trustedadvisor.amazonaws.com/" + NAME
                        + "/[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
        assertThat(status(task)).isEqualTo("IN_PROGRESS");
        assertThat(call("DeleteServiceLinkedRole", "RoleName", NAME).element("DeletionTaskId"))
                .isEqualTo(task);
        call("GetRole", "RoleName", NAME);

        server.iamSweep.run(server.clock.instant());
        assertThat(status(task)).isEqualTo("SUCCEEDED");
        assertThat(root.iam("GetRole", "RoleName", NAME).code()).isEqualTo("NoSuchEntity");
        assertThat(call("GetAccountSummary").body()).contains("<key>Roles</key><value>0</value>");

        create();
        server.iamSweep.run(server.clock.instant());
        assertThat(status(task)).isEqualTo("SUCCEEDED");
        call("GetRole", "RoleName", NAME);
    }

    @Test
    void aRoleThatItsServiceNeedsStaysAndTheTaskSaysWhatFor() {
        create();
        String first = call("DeleteServiceLinkedRole", "RoleName", NAME).element("DeletionTaskId");
        server.linkedRoleUses = List.of(new Use("eu-central-1", List.of("arn:aws:x:eu-central-1:111122223333:y")));
        server.iamSweep.run(server.clock.instant());
        Reply failed = call("GetServiceLinkedRoleDeletionStatus", "DeletionTaskId", first);
        assertThat(failed.element("Status")).isEqualTo("FAILED");
        assertThat(failed.body())
                .contains("<RoleUsageList><member><Region>eu-central-1</Region><Resources>"
                        + "<member>arn:aws:x:eu-central-1:111122223333:y</member></Resources></member>");
        call("GetRole", "RoleName", NAME);

        server.linkedRoleUses = List.of();
        String second = call("DeleteServiceLinkedRole", "RoleName", NAME).element("DeletionTaskId");
        assertThat(second).isNotEqualTo(first);
        server.iamSweep.run(server.clock.instant());
        assertThat(status(second)).isEqualTo("SUCCEEDED");
        assertThat(status(first)).isEqualTo("FAILED");
    }

    @Test
    void aTaskIsForgottenAfterAWhile() {
        create();
        String task = call("DeleteServiceLinkedRole", "RoleName", NAME).element("DeletionTaskId");
        server.iamSweep.run(server.clock.instant());
        server.iamSweep.run(server.clock.instant().plus(IamSweep.TASKS_KEPT));
        assertThat(status(task)).isEqualTo("SUCCEEDED");
        server.iamSweep.run(server.clock.instant().plus(IamSweep.TASKS_KEPT).plus(Duration.ofSeconds(1)));
        assertThat(root.iam("GetServiceLinkedRoleDeletionStatus", "DeletionTaskId", task)
                        .code())
                .isEqualTo("NoSuchEntity");
    }

    @Test
    void onlySuchRolesAndTheirTasksAreFound() {
        call("CreateRole", "RoleName", "mine", "AssumeRolePolicyDocument", World.TRUST);
        assertThat(root.iam("DeleteServiceLinkedRole", "RoleName", "mine").code())
                .isEqualTo("NoSuchEntity");
        assertFails(
                root.iam("GetServiceLinkedRoleDeletionStatus", "DeletionTaskId", "task/mine"),
                400,
                "InvalidInput",
                "Invalid task id");
        create();
        String task = call("DeleteServiceLinkedRole", "RoleName", NAME).element("DeletionTaskId");
        assertThat(server.otherRoot
                        .iam("GetServiceLinkedRoleDeletionStatus", "DeletionTaskId", task)
                        .code())
                .isEqualTo("NoSuchEntity");
    }

    @Test
    void everyServicesRoleHasATrustPolicyAndAPolicyOfAws() {
        AwsManagedPolicies policies = AwsManagedPolicies.load();
        assertThat(LinkedServices.load().all()).hasSize(62).allSatisfy(service -> {
            assertThat(service.roleName()).startsWith("AWSServiceRoleFor").hasSizeLessThanOrEqualTo(64);
            assertThat(policies.get(service.policyArn()))
                    .as(service.policyArn())
                    .isNotNull();
            assertThat(Documents.parse(service.trustPolicy(), PolicyKind.TRUST)).isNotNull();
        });
    }
}
