package gatehouse.identity.iam;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.identity.Client;
import gatehouse.identity.Policies;
import gatehouse.identity.Reply;
import gatehouse.identity.TestServer;
import gatehouse.ports.Organizations.ControlPolicy;
import gatehouse.ports.Organizations.Entity;
import gatehouse.ports.Organizations.Membership;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The account manages an organization with one unit, in which the other account is.
class OrganizationAccessReportsTest extends IamTest {
    private static final String GENERATE = "GenerateOrganizationsAccessReport";
    private static final String GET = "GetOrganizationsAccessReport";
    private static final String ROOT = "o-1234567890/r-1234";
    private static final String UNIT = ROOT + "/ou-1234-12345678";
    private static final String MANAGEMENT = ROOT + "/" + TestServer.ACCOUNT;
    private static final String MEMBER = UNIT + "/" + TestServer.OTHER_ACCOUNT;

    private static final String ALL = Policies.allow("*", "*");
    private static final String NO_KMS = """
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"},
            {"Effect":"Deny","Action":"kms:*","Resource":"*"}]}""";
    private static final String ONLY_IAM = Policies.allow("iam:*", "*");

    @BeforeEach
    void organization() {
        for (String account : List.of(TestServer.ACCOUNT, TestServer.OTHER_ACCOUNT)) {
            server.organizations.memberships.put(
                    account, new Membership("o-1234567890", TestServer.ACCOUNT, true, Set.of(), Set.of()));
        }
        List<String> root = List.of(ALL);
        List<String> unit = List.of(NO_KMS);
        entity(ROOT, List.of(root), MANAGEMENT, MEMBER);
        entity(UNIT, List.of(root, unit), MEMBER);
        entity(MANAGEMENT, List.of(root, List.of(ONLY_IAM)), MANAGEMENT);
        entity(MEMBER, List.of(root, unit, List.of(ALL)), MEMBER);
        server.organizations.policies.put("p-iamiamia", new ControlPolicy(ONLY_IAM, Set.of("ou-1234-12345678")));
        server.organizations.policies.put("p-attached0", new ControlPolicy(ALL, Set.of()));
    }

    private void entity(String path, List<List<String>> policies, String... accounts) {
        server.organizations.entities.put(path, new Entity(policies, List.of(accounts)));
    }

    private String generate(String path, String... more) {
        String[] parameters = new String[2 + more.length];
        parameters[0] = "EntityPath";
        parameters[1] = path;
        System.arraycopy(more, 0, parameters, 2, more.length);
        return call(GENERATE, parameters).element("JobId");
    }

    private Reply report(String path, String... more) {
        String job = generate(path, more);
        server.iamSweep.run(server.clock.instant());
        return call(GET, "JobId", job);
    }

    @Test
    void aReportIsInProgressUntilItIsCompleted() {
        String job = generate(UNIT);
        Reply waiting = call(GET, "JobId", job);
        assertThat(waiting.element("JobStatus")).isEqualTo("IN_PROGRESS");
        assertThat(waiting.body())
                .doesNotContain("JobCompletionDate", "NumberOfServices", "AccessDetails")
                .contains("<IsTruncated>false<");
        server.clock.advance(Duration.ofSeconds(5));
        server.iamSweep.run(server.clock.instant());
        Reply done = call(GET, "JobId", job);
        assertThat(done.element("JobStatus")).isEqualTo("COMPLETED");
        assertThat(done.element("JobCreationDate")).isEqualTo("2026-03-01T10:00:00Z");
        assertThat(done.element("JobCompletionDate")).isEqualTo("2026-03-01T10:00:05Z");
    }

    @Test
    void whatAnyPrincipalOfAnAccountDidIsTheAccountsEvenOneThatIsGone() {
        String user = server.otherRoot.iam("CreateUser", "UserName", "bob").element("UserName");
        Reply key = server.otherRoot.iam("CreateAccessKey", "UserName", user);
        server.clock.advance(Duration.ofMinutes(1));
        new Client(server, key.element("AccessKeyId"), key.element("SecretAccessKey"), null).sts("GetCallerIdentity");
        server.otherRoot.iam("DeleteAccessKey", "UserName", user, "AccessKeyId", key.element("AccessKeyId"));
        server.otherRoot.iam("DeleteUser", "UserName", user);
        server.clock.advance(Duration.ofMinutes(1));
        root.sts("GetCallerIdentity");
        Reply used = report(UNIT);
        assertThat(elements(used, "ServiceNamespace")).containsExactly("iam", "sts");
        assertThat(elements(used, "EntityPath")).containsExactly(MEMBER, MEMBER);
        assertThat(elements(used, "LastAuthenticatedTime"))
                .containsExactly("2026-03-01T10:01:00Z", "2026-03-01T10:01:00Z");
        assertThat(elements(used, "Region")).containsExactly("us-east-1", "eu-central-1");
        assertThat(elements(used, "TotalAuthenticatedEntities")).containsExactly("1", "1");
        assertThat(used.element("NumberOfServicesAccessible")).isEqualTo("2");
        assertThat(used.element("NumberOfServicesNotAccessed")).isEqualTo("0");
    }

    /// The management account is in no report but its own, which no policy limits.
    @ParameterizedTest
    @CsvSource({
        ROOT + ", '', iam kms sts, 1",
        UNIT + ", '', iam sts, 1",
        MEMBER + ", '', iam sts, 1",
        MANAGEMENT + ", '', iam kms sts, 1",
        MANAGEMENT + ", p-missing0, iam kms sts, 1",
        ROOT + ", p-iamiamia, iam, 1",
        MEMBER + ", p-iamiamia, iam, 1",
        ROOT + ", p-attached0, iam kms sts, 0",
    })
    void servicesAndAccountsAreThoseThatPoliciesAndEntityName(
            String path, String policy, String services, String accounts) {
        server.otherRoot.iam("ListUsers");
        root.iam("ListUsers");
        Reply used = policy.isEmpty() ? report(path) : report(path, "OrganizationsPolicyId", policy);
        assertThat(String.join(" ", elements(used, "ServiceNamespace"))).isEqualTo(services);
        assertThat(used.element("TotalAuthenticatedEntities")).isEqualTo(accounts);
        if (accounts.equals("1")) {
            assertThat(used.element("EntityPath")).isEqualTo(path.equals(MANAGEMENT) ? MANAGEMENT : MEMBER);
        }
    }

    @Test
    void aPolicyThatCannotBeReadAllowsNothing() {
        entity(UNIT, List.of(List.of(ALL), List.of("{")), MEMBER);
        assertThat(elements(report(UNIT), "ServiceNamespace")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "o-1234567890/r-1234/ou-1234-87654321, TargetNotFoundException",
        "o-0987654321/r-1234, TargetNotFoundException",
        ROOT + ", PolicyNotFoundException",
    })
    void aReportThatCannotBeMadeSaysWhy(String path, String code) {
        entity("o-0987654321/r-1234", List.of(List.of(ALL)), MEMBER);
        Reply failed = report(path, "OrganizationsPolicyId", "p-missing0");
        assertThat(failed.element("JobStatus")).isEqualTo("FAILED");
        assertThat(failed.element("Code")).isEqualTo(code);
        assertThat(failed.body()).contains("JobCompletionDate").doesNotContain("NumberOfServices", "AccessDetails");
    }

    @Test
    void onlyTheManagementAccountOfAnOrganizationWithControlPoliciesGetsReports() {
        entity(ROOT, List.of(), MANAGEMENT, MEMBER);
        assertThat(report(ROOT).element("Code")).isEqualTo("PolicyTypeNotEnabledException");
        server.organizations.memberships.put(
                TestServer.ACCOUNT, new Membership("o-1234567890", TestServer.OTHER_ACCOUNT, true, Set.of(), Set.of()));
        assertThat(report(ROOT).element("Code")).isEqualTo("AccessDeniedException");
        server.organizations.memberships.remove(TestServer.ACCOUNT);
        Reply none = report(ROOT);
        assertThat(none.element("Code")).isEqualTo("AWSOrganizationsNotInUseException");
        assertThat(none.element("Message")).isEqualTo("Your account is not a member of an organization.");
    }

    @Test
    void aReportIsReadByItsAccountAndAsWhatItIs() {
        String job = generate(ROOT);
        String missing = "The job with id " + job + " cannot be found.";
        assertFails(server.otherRoot.iam(GET, "JobId", job), 404, "NoSuchEntity", missing);
        assertFails(root.iam("GetServiceLastAccessedDetails", "JobId", job), 404, "NoSuchEntity", missing);
        assertThat(server.client("alice", ALL).iam(GET, "JobId", job).status()).isEqualTo(200);
        String other = call("GenerateServiceLastAccessedDetails", "Arn", IAM + "user/alice")
                .element("JobId");
        assertThat(root.iam(GET, "JobId", other).code()).isEqualTo("NoSuchEntity");
    }

    @Test
    void reportsAreSortedAndHavePages() {
        server.otherRoot.iam("ListUsers");
        server.clock.advance(Duration.ofMinutes(1));
        server.otherRoot.sts("GetCallerIdentity");
        String job = generate(ROOT);
        server.iamSweep.run(server.clock.instant());
        assertThat(sorted(job, "SERVICE_NAMESPACE_ASCENDING")).containsExactly("iam", "kms", "sts");
        assertThat(sorted(job, "SERVICE_NAMESPACE_DESCENDING")).containsExactly("sts", "kms", "iam");
        assertThat(sorted(job, "LAST_AUTHENTICATED_TIME_ASCENDING")).containsExactly("kms", "iam", "sts");
        assertThat(sorted(job, "LAST_AUTHENTICATED_TIME_DESCENDING")).containsExactly("sts", "iam", "kms");
        assertThat(pages("ServiceNamespace", GET, "JobId", job)).containsExactly("iam", "kms", "sts");
    }

    private List<String> sorted(String job, String key) {
        return pages("ServiceNamespace", GET, "JobId", job, "SortKey", key);
    }

    @Test
    void whoeverAsksNeedsWhatAwsRequiresOfOrganizationsToo() {
        Client alice = server.client("alice", ONLY_IAM);
        assertThat(alice.iam(GENERATE, "EntityPath", UNIT).message())
                .isEqualTo("User: " + IAM + "user/alice is not authorized to perform: organizations:ListRoots"
                        + " on resource: * because no identity-based policy allows the organizations:ListRoots action");
        Client bob = server.client("bob", """
                {"Version":"2012-10-17","Statement":[
                {"Effect":"Allow","Action":["organizations:Describe*","organizations:List*"],"Resource":"*"},
                {"Effect":"Allow","Action":"iam:GenerateOrganizationsAccessReport","Resource":"*",
                "Condition":{"StringEquals":{"iam:OrganizationsPolicyId":"p-iamiamia"}}}]}""");
        assertThat(bob.iam(GENERATE, "EntityPath", UNIT).code()).isEqualTo("AccessDenied");
        assertThat(bob.iam(GENERATE, "EntityPath", UNIT, "OrganizationsPolicyId", "p-iamiamia")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void tooManyWaitingReportsAreRefused() {
        for (int i = 0; i < IamLimits.ACCESS_REPORTS_PENDING_MAX; i++) {
            generate(ROOT);
        }
        assertFails(
                root.iam(GENERATE, "EntityPath", ROOT),
                409,
                "ReportGenerationLimitExceeded",
                "The request failed because the maximum number of concurrent requests for this account are already"
                        + " running.");
    }
}
