package gatehouse.identity.iam;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.identity.Client;
import gatehouse.identity.Policies;
import gatehouse.identity.Reply;
import gatehouse.identity.TestServer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccessReportsTest extends IamTest {
    private static final String GET = "GetServiceLastAccessedDetails";
    private static final String ENTITIES = "GetServiceLastAccessedDetailsWithEntities";

    private String generate(String arn, String... more) {
        String[] parameters = new String[2 + more.length];
        parameters[0] = "Arn";
        parameters[1] = arn;
        System.arraycopy(more, 0, parameters, 2, more.length);
        return call("GenerateServiceLastAccessedDetails", parameters).element("JobId");
    }

    private Reply report(String arn, String... more) {
        String job = generate(arn, more);
        server.iamSweep.run(server.clock.instant());
        return call(GET, "JobId", job);
    }

    @Test
    void aReportIsInProgressUntilItIsCompleted() {
        server.client("alice", Policies.allow("iam:*", "*"));
        String job = generate(IAM + "user/alice");
        assertThat(job).hasSize(36);
        Reply waiting = call(GET, "JobId", job);
        assertThat(waiting.element("JobStatus")).isEqualTo("IN_PROGRESS");
        assertThat(waiting.body()).doesNotContain("JobCompletionDate");
        server.clock.advance(Duration.ofSeconds(5));
        server.iamSweep.run(server.clock.instant());
        server.iamSweep.run(server.clock.instant());
        Reply done = call(GET, "JobId", job);
        assertThat(done.element("JobStatus")).isEqualTo("COMPLETED");
        assertThat(done.element("JobType")).isEqualTo("SERVICE_LEVEL");
        assertThat(done.element("JobCreationDate")).isEqualTo("2026-03-01T10:00:00Z");
        assertThat(done.element("JobCompletionDate")).isEqualTo("2026-03-01T10:00:05Z");
    }

    @Test
    void aUsersReportHasWhatItMayUseAndWhenItLastDidEvenInVain() {
        Client alice = server.client("alice", Policies.allow("iam:ListUsers", "*"));
        Reply unused = report(IAM + "user/alice");
        assertThat(elements(unused, "ServiceNamespace")).containsExactly("iam");
        assertThat(unused.element("ServiceName")).isEqualTo("AWS Identity and Access Management");
        assertThat(unused.body()).contains("<TotalAuthenticatedEntities>0<").doesNotContain("<LastAuthenticated>");

        alice.sts("GetCallerIdentity");
        alice.iam("ListUsers");
        server.clock.advance(Duration.ofMinutes(1));
        assertThat(alice.iam("ListRoles").code()).isEqualTo("AccessDenied");
        server.clock.advance(Duration.ofMinutes(1));
        Reply used = report(IAM + "user/alice");
        assertThat(used.element("LastAuthenticated")).isEqualTo("2026-03-01T10:01:00Z");
        assertThat(used.element("LastAuthenticatedEntity")).isEqualTo(IAM + "user/alice");
        assertThat(used.element("LastAuthenticatedRegion")).isEqualTo("us-east-1");
        assertThat(used.element("TotalAuthenticatedEntities")).isEqualTo("1");
        assertThat(used.body()).doesNotContain("TrackedActionsLastAccessed");
    }

    @Test
    void aReportOfActionsHasEachThatWasUsed() {
        Client alice = server.client("alice", Policies.allow("*", "*"));
        alice.sts("GetCallerIdentity");
        alice.iam("ListUsers");
        server.clock.advance(Duration.ofMinutes(1));
        alice.iam("ListUsers");
        alice.iam("ListGroups");
        Reply used = report(IAM + "user/alice", "Granularity", "ACTION_LEVEL");
        assertThat(used.element("JobType")).isEqualTo("ACTION_LEVEL");
        assertThat(elements(used, "ServiceNamespace")).containsExactly("iam", "kms", "sts");
        assertThat(elements(used, "ActionName")).containsExactly("ListGroups", "ListUsers", "GetCallerIdentity");
        assertThat(elements(used, "LastAccessedTime"))
                .containsExactly("2026-03-01T10:01:00Z", "2026-03-01T10:01:00Z", "2026-03-01T10:00:00Z");
        assertThat(elements(used, "LastAccessedRegion")).containsExactly("us-east-1", "us-east-1", "eu-central-1");
    }

    @Test
    void aRolesSessionsCountAsTheRole() {
        server.role(
                TestServer.ACCOUNT,
                "app",
                Policies.trust(TestServer.ACCOUNT, "sts:AssumeRole"),
                Policies.allow("sts:*", "*"));
        Client alice = server.client("alice", Policies.allow("sts:AssumeRole", "*"));
        Reply session = alice.sts("AssumeRole", "RoleArn", IAM + "role/app", "RoleSessionName", "one");
        new Client(
                        server,
                        session.element("AccessKeyId"),
                        session.element("SecretAccessKey"),
                        session.element("SessionToken"))
                .sts("GetCallerIdentity");
        Reply used = report(IAM + "role/app", "Granularity", "ACTION_LEVEL");
        assertThat(used.element("LastAuthenticatedEntity")).isEqualTo(IAM + "role/app");
        assertThat(elements(used, "ActionName")).containsExactly("GetCallerIdentity");
    }

    @Test
    void aGroupsReportIsOfItsMembersWhoCameLastFirst() {
        Client alice = server.client("alice", null);
        Client bob = server.client("bob", null);
        server.client("carol", null);
        Client dave = server.client("dave", null);
        call("CreateGroup", "GroupName", "g");
        String document = Policies.allow("iam:Get*", "*");
        call("PutGroupPolicy", "GroupName", "g", "PolicyName", "p", "PolicyDocument", document);
        for (String member : List.of("alice", "bob", "carol")) {
            call("AddUserToGroup", "GroupName", "g", "UserName", member);
        }
        alice.iam("GetUser");
        server.clock.advance(Duration.ofMinutes(1));
        bob.iam("GetUser");
        server.clock.advance(Duration.ofMinutes(1));
        dave.iam("GetUser");
        String job = generate(IAM + "group/g");
        server.iamSweep.run(server.clock.instant());
        Reply used = call(GET, "JobId", job);
        assertThat(elements(used, "ServiceNamespace")).containsExactly("iam");
        assertThat(used.element("LastAuthenticatedEntity")).isEqualTo(IAM + "user/bob");
        assertThat(used.element("TotalAuthenticatedEntities")).isEqualTo("2");

        assertThat(pages("Name", ENTITIES, "JobId", job, "ServiceNamespace", "iam"))
                .containsExactly("bob", "alice", "carol");
        Reply all = call(ENTITIES, "JobId", job, "ServiceNamespace", "iam");
        assertThat(elements(all, "LastAuthenticated")).containsExactly("2026-03-01T10:01:00Z", "2026-03-01T10:00:00Z");
        assertThat(elements(all, "Type")).containsExactly("USER", "USER", "USER");
        assertThat(call(ENTITIES, "JobId", job, "ServiceNamespace", "kms").body())
                .doesNotContain("EntityInfo");
    }

    @Test
    void aPolicysReportIsOfAllWhoHaveItInWhateverWay() {
        String policy = server.managedPolicy(TestServer.ACCOUNT, "p", Policies.allow("kms:*", "*"));
        server.client("direct", null);
        server.client("member", null);
        server.client("bounded", null);
        server.role(TestServer.ACCOUNT, "app", Policies.trust(TestServer.ACCOUNT, "sts:AssumeRole"), null);
        call("CreateGroup", "GroupName", "g");
        call("AttachGroupPolicy", "GroupName", "g", "PolicyArn", policy);
        call("AddUserToGroup", "GroupName", "g", "UserName", "member");
        call("AddUserToGroup", "GroupName", "g", "UserName", "direct");
        call("AttachUserPolicy", "UserName", "direct", "PolicyArn", policy);
        call("AttachRolePolicy", "RoleName", "app", "PolicyArn", policy);
        call("PutUserPermissionsBoundary", "UserName", "bounded", "PermissionsBoundary", policy);
        String job = generate(policy);
        server.iamSweep.run(server.clock.instant());
        assertThat(elements(call(GET, "JobId", job), "ServiceNamespace")).containsExactly("kms");
        assertThat(elements(call(ENTITIES, "JobId", job, "ServiceNamespace", "kms"), "Name"))
                .containsExactly("app", "direct", "member");
    }

    @ParameterizedTest
    @CsvSource({
        "Allow, Action, iam:GetUser, iam",
        "Allow, Action, KMS:*, kms",
        "Allow, NotAction, iam:*, kms sts",
        "Allow, NotAction, iam:Get*, iam kms sts",
        "Allow, NotAction, *, ''",
        "Deny, Action, iam:*, kms sts",
        "Deny, Action, iam:Get*, iam kms sts",
        "Deny, NotAction, iam:*, iam",
        "Deny, Action, *, ''",
    })
    void servicesAreThoseThatThePoliciesAllow(String effect, String member, String action, String namespaces) {
        String statement = "{\"Effect\":\"" + effect + "\",\"" + member + "\":\"" + action + "\",\"Resource\":\"*\"}";
        String more = effect.equals("Deny") ? ",{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}" : "";
        server.client("alice", "{\"Version\":\"2012-10-17\",\"Statement\":[" + statement + more + "]}");
        assertThat(String.join(" ", elements(report(IAM + "user/alice"), "ServiceNamespace")))
                .isEqualTo(namespaces);
    }

    @Test
    void aReportOfWhatIsGoneFailsAndOfWhatWasNeverThereIsRefused() {
        server.client("alice", null);
        String job = generate(IAM + "user/alice");
        call(
                "DeleteAccessKey",
                "UserName",
                "alice",
                "AccessKeyId",
                elements(call("ListAccessKeys", "UserName", "alice"), "AccessKeyId")
                        .getFirst());
        call("DeleteUser", "UserName", "alice");
        server.iamSweep.run(server.clock.instant());
        Reply failed = call(GET, "JobId", job);
        assertThat(failed.element("JobStatus")).isEqualTo("FAILED");
        assertThat(failed.element("Code")).isEqualTo("NoSuchEntity");
        assertFails(
                root.iam("GenerateServiceLastAccessedDetails", "Arn", IAM + "user/alice"),
                404,
                "NoSuchEntity",
                "The user with name alice cannot be found.");
        assertFails(
                root.iam("GenerateServiceLastAccessedDetails", "Arn", "arn:aws:s3:::bucket/x-y-z"),
                400,
                "InvalidInput",
                "Invalid Entity Arn: arn:aws:s3:::bucket/x-y-z does not clearly define entity type and name.");
    }

    @Test
    void aUserOfTheSameNameDidNotDoWhatTheOneBeforeDid() {
        String alice = call("CreateUser", "UserName", "alice").element("UserId");
        call("PutUserPolicy", "UserName", "alice", "PolicyName", "p", "PolicyDocument", Policies.allow("*", "*"));
        Reply key = call("CreateAccessKey", "UserName", "alice");
        new Client(server, key.element("AccessKeyId"), key.element("SecretAccessKey"), null).iam("ListUsers");
        assertThat(report(IAM + "user/alice").body()).contains("<LastAuthenticated>");
        call("DeleteAccessKey", "UserName", "alice", "AccessKeyId", key.element("AccessKeyId"));
        call("DeleteUserPolicy", "UserName", "alice", "PolicyName", "p");
        call("DeleteUser", "UserName", "alice");
        assertThat(LastUses.find(server.store.begin(), alice, "iam")).isNull();
        server.client("alice", Policies.allow("*", "*"));
        assertThat(report(IAM + "user/alice").body()).doesNotContain("<LastAuthenticated>");
    }

    @Test
    void useThatIsLongPastIsNoUse() {
        Client alice = server.client("alice", Policies.allow("*", "*"));
        alice.iam("ListUsers");
        assertThat(report(IAM + "user/alice").body()).contains("<LastAuthenticated>");
        server.clock.advance(IamLimits.ACCESS_TRACKING.plusSeconds(1));
        assertThat(report(IAM + "user/alice").body()).doesNotContain("<LastAuthenticated>");
    }

    @Test
    void onlyWhoAskedForAReportReadsIt() {
        Client alice = server.client("alice", Policies.allow("iam:*", "*"));
        String job = alice.iam("GenerateServiceLastAccessedDetails", "Arn", IAM + "user/alice")
                .element("JobId");
        assertThat(alice.iam(GET, "JobId", job).status()).isEqualTo(200);
        assertFails(root.iam(GET, "JobId", job), 404, "NoSuchEntity", "The job with id " + job + " cannot be found.");
    }

    @Test
    void reportsHavePages() {
        server.client("alice", Policies.allow("*", "*"));
        String job = generate(IAM + "user/alice");
        String other = generate(IAM + "user/alice");
        server.iamSweep.run(server.clock.instant());
        assertThat(pages("ServiceNamespace", GET, "JobId", job)).containsExactly("iam", "kms", "sts");
        assertThat(pages("ServiceNamespace", GET, "JobId", other)).containsExactly("iam", "kms", "sts");
    }

    @Test
    void tooManyWaitingReportsAreRefused() {
        server.client("alice", null);
        for (int i = 0; i < IamLimits.ACCESS_REPORTS_PENDING_MAX; i++) {
            generate(IAM + "user/alice");
        }
        assertFails(
                root.iam("GenerateServiceLastAccessedDetails", "Arn", IAM + "user/alice"),
                400,
                "Throttling",
                "Rate exceeded");
        server.iamSweep.run(server.clock.instant());
        generate(IAM + "user/alice");
    }
}
