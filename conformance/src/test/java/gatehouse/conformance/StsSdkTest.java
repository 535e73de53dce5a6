package gatehouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;
import software.amazon.awssdk.services.sts.model.Credentials;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;
import software.amazon.awssdk.services.sts.model.Tag;
import tools.jackson.databind.JsonNode;

/// Every operation of STS that is built, through the AWS SDK, and what its sessions may do.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class StsSdkTest {
    private static final String ACCOUNT_TRUST = """
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["sts:AssumeRole","sts:TagSession"],\
            "Principal":{"AWS":"arn:aws:iam::111122223333:root"}%s}]}""";

    private final TestServer server = TestServer.start();
    private final IamWorld world = new IamWorld(server);
    private final IamClient iam = world.root();
    private final Events events = new Events(server.cloudTrail(server.root()));
    private final AwsCredentials bob = user("bob", "sts:AssumeRole\",\"sts:TagSession");
    private final AwsCredentials nobody = world.newUser("nobody");
    private final StsClient sts = server.sts(bob);

    @AfterAll
    void stop() {
        sts.close();
        events.close();
        iam.close();
        server.close();
    }

    @Test
    void callersLearnWhoTheyAre() {
        assertThat(identity(server.root()).arn()).isEqualTo("arn:aws:iam::111122223333:root");
        assertThat(identity(bob).arn()).isEqualTo("arn:aws:iam::111122223333:user/bob");
        assertThat(identity(bob).userId()).startsWith("AIDA");
        assertThat(identity(nobody).account()).isEqualTo(TestServer.ACCOUNT);
        JsonNode event = events.latest("GetCallerIdentity");
        assertThat(event.get("readOnly").asBoolean()).isTrue();
        assertThat(event.get("responseElements").isNull()).isTrue();
    }

    @Test
    void anAccessKeyTellsItsAccount() {
        try (StsClient root = server.sts(server.root());
                StsClient other = server.sts(nobody)) {
            assertThat(root.getAccessKeyInfo(in -> in.accessKeyId(bob.accessKeyId()))
                            .account())
                    .isEqualTo(TestServer.ACCOUNT);
            refused(() -> root.getAccessKeyInfo(in -> in.accessKeyId("AKIAMISSINGMISSING00")), "ValidationError");
            refused(() -> other.getAccessKeyInfo(in -> in.accessKeyId(bob.accessKeyId())), "AccessDenied");
        }
        assertThat(events.latest("GetAccessKeyInfo").get("errorCode").asString())
                .isEqualTo("AccessDenied");
    }

    @Test
    void aSessionOfARoleActsAsTheRole() {
        String role = role("actor", "", "iam:ListUsers");
        AssumeRoleResponse answer = assume(in -> in.roleArn(role).roleSessionName("shift"));
        assertThat(answer.assumedRoleUser().arn()).isEqualTo("arn:aws:sts::111122223333:assumed-role/actor/shift");
        AwsCredentials session = session(answer.credentials());
        assertThat(identity(session).arn()).isEqualTo(answer.assumedRoleUser().arn());
        try (IamClient client = server.iam(session)) {
            assertThat(client.listUsers().users()).isNotEmpty();
            assertThatThrownBy(client::listRoles)
                    .hasMessageContaining(
                            "User: arn:aws:sts::111122223333:assumed-role/actor/shift is not authorized to perform:"
                                    + " iam:ListRoles on resource: ");
        }
        JsonNode issued = events.latest("AssumeRole");
        assertThat(issued.at("/responseElements/credentials/accessKeyId").asString())
                .isEqualTo(session.accessKeyId());
        assertThat(issued.toString())
                .doesNotContain(session.secretAccessKey(), answer.credentials().sessionToken());
        JsonNode used = events.latest("ListUsers");
        assertThat(used.at("/userIdentity/type").asString()).isEqualTo("AssumedRole");
        assertThat(used.at("/userIdentity/sessionContext/sessionIssuer/arn").asString())
                .isEqualTo(role);
        assertThat(used.at("/userIdentity/accessKeyId").asString()).isEqualTo(session.accessKeyId());
    }

    @Test
    void aSessionPolicyTakesAwayAndGivesNothing() {
        String role = role("narrow", "", "iam:ListUsers");
        AwsCredentials session =
                session(assume(in -> in.roleArn(role).roleSessionName("shift").policy("""
                                {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"iam:ListRoles",\
                                "Resource":"*"}]}"""))
                        .credentials());
        try (IamClient client = server.iam(session)) {
            assertThatThrownBy(client::listUsers)
                    .hasMessageContaining("because no session policy allows the iam:ListUsers action");
            assertThatThrownBy(client::listRoles)
                    .hasMessageContaining("because no identity-based policy allows the iam:ListRoles action");
        }
    }

    @Test
    void theTrustPolicyDecidesWhoAssumesARole() {
        String role = role(
                "external", ",\"Condition\":{\"StringEquals\":{\"sts:ExternalId\":\"ticket-7\"}}", "iam:ListUsers");
        refused(() -> assume(in -> in.roleArn(role).roleSessionName("shift")), "AccessDenied");
        refused(() -> assume(in -> in.roleArn(role).roleSessionName("shift").externalId("ticket-8")), "AccessDenied");
        assertThat(assume(in -> in.roleArn(role).roleSessionName("shift").externalId("ticket-7"))
                        .credentials())
                .isNotNull();
        refused(
                () -> assume(in ->
                        in.roleArn("arn:aws:iam::111122223333:role/missing").roleSessionName("shift")),
                "AccessDenied");
        try (StsClient other = server.sts(nobody)) {
            refused(
                    () -> other.assumeRole(
                            in -> in.roleArn(role).roleSessionName("shift").externalId("ticket-7")),
                    "AccessDenied");
        }
        assertThat(events.latest("AssumeRole").get("errorCode").asString()).isEqualTo("AccessDenied");
    }

    @Test
    void durationsAndNamesHaveTheirBounds() {
        String role = role("bounded", "", "iam:ListUsers");
        refused(() -> assume(in -> in.roleArn(role).roleSessionName("shift").durationSeconds(899)), "ValidationError");
        refused(() -> assume(in -> in.roleArn(role).roleSessionName("shift").durationSeconds(3601)), "ValidationError");
        refused(() -> assume(in -> in.roleArn(role).roleSessionName("not a name")), "ValidationError");
        refused(() -> assume(in -> in.roleArn("no-arn-of-a-role-here").roleSessionName("shift")), "ValidationError");
        assertThat(events.latest("AssumeRole").get("errorCode").asString()).isEqualTo("ValidationError");
    }

    @Test
    void tagsOfASessionCountInPolicies() {
        String role = role("tagged", "", "iam:ListUsers");
        iam.putRolePolicy(in -> in.roleName("tagged").policyName("p").policyDocument("""
                        {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"iam:ListUsers",\
                        "Resource":"*","Condition":{"StringEquals":{"aws:PrincipalTag/team":"blue"}}}]}"""));
        for (String team : new String[] {"blue", "red"}) {
            AwsCredentials session = session(assume(in -> in.roleArn(role)
                            .roleSessionName("shift")
                            .tags(Tag.builder().key("team").value(team).build()))
                    .credentials());
            try (IamClient client = server.iam(session)) {
                if (team.equals("blue")) {
                    assertThat(client.listUsers().users()).isNotEmpty();
                } else {
                    assertThatThrownBy(client::listUsers).hasMessageContaining("iam:ListUsers");
                }
            }
        }
    }

    @Test
    void aSessionOfAUserIsTheUserButOpensNoOther() {
        AwsCredentials session =
                session(sts.getSessionToken(in -> in.durationSeconds(900)).credentials());
        assertThat(identity(session).arn()).isEqualTo("arn:aws:iam::111122223333:user/bob");
        try (StsClient again = server.sts(session)) {
            refused(again::getSessionToken, "AccessDenied");
            refused(() -> again.getAccessKeyInfo(in -> in.accessKeyId(bob.accessKeyId())), "AccessDenied");
        }
        assertThat(events.latest("GetAccessKeyInfo").get("errorMessage").asString())
                .isEqualTo("Cannot call GetAccessKeyInfo with session credentials");
        refused(() -> sts.getSessionToken(in -> in.durationSeconds(1)), "ValidationError");
        assertThat(events.latest("GetSessionToken").get("errorCode").asString()).isEqualTo("ValidationError");
    }

    @Test
    void aSessionWithoutSecondFactorDoesNotReachIam() {
        AwsCredentials session;
        try (StsClient root = server.sts(server.root())) {
            session = session(root.getSessionToken().credentials());
        }
        try (IamClient client = server.iam(session);
                KmsClient kms = server.kms(session)) {
            refused(client::listUsers, "InvalidClientTokenId");
            assertThat(kms.listKeys().keys()).isNotNull();
        }
        assertThat(events.latest("ListUsers").get("errorCode").asString()).isEqualTo("InvalidClientTokenId");
    }

    @Test
    void aTokenThatIsChangedOrForeignOrMissingOpensNothing() {
        AwsSessionCredentials session =
                (AwsSessionCredentials) session(sts.getSessionToken().credentials());
        String token = session.sessionToken();
        String changed = token.substring(0, 40) + (token.charAt(40) == 'A' ? 'B' : 'A') + token.substring(41);
        for (AwsCredentials wrong : new AwsCredentials[] {
            AwsSessionCredentials.create(session.accessKeyId(), session.secretAccessKey(), changed),
            AwsSessionCredentials.create(session.accessKeyId(), session.secretAccessKey(), "token"),
            AwsBasicCredentials.create(session.accessKeyId(), session.secretAccessKey()),
            AwsSessionCredentials.create(bob.accessKeyId(), bob.secretAccessKey(), token)
        }) {
            refused(() -> identity(wrong), "InvalidClientTokenId");
        }
    }

    @Test
    void aDeletedRolesSessionsEndAtOnce() {
        String role = role("leaving", "", "iam:ListUsers");
        AwsCredentials session =
                session(assume(in -> in.roleArn(role).roleSessionName("shift")).credentials());
        assertThat(identity(session).arn()).contains("leaving");
        iam.deleteRolePolicy(in -> in.roleName("leaving").policyName("p"));
        iam.deleteRole(in -> in.roleName("leaving"));
        refused(() -> identity(session), "InvalidClientTokenId");
    }

    @Test
    void aTrustPolicySpeaksNotOfWhoGetsTheNameOfWhomItWasWrittenFor() {
        AwsCredentials first = world.newUser("trusted");
        String written = trust("arn:aws:iam::111122223333:user/trusted");
        String role = trusting("vault", written);
        assertThat(identity(assumed(first, role)).arn()).contains("/vault/");
        assertThat(shownTrust("vault")).isEqualTo(written);
        String id = world.dismiss("trusted");
        AwsCredentials second = world.newUser("trusted");
        refused(() -> assumed(second, role), "AccessDenied");
        assertThat(shownTrust("vault")).isEqualTo(trust(id));
        refused(
                () -> iam.updateAssumeRolePolicy(in -> in.roleName("vault").policyDocument(shownTrust("vault"))),
                "MalformedPolicyDocument");
        iam.updateAssumeRolePolicy(in -> in.roleName("vault").policyDocument(written));
        assertThat(identity(assumed(second, role)).arn()).contains("/vault/");
        assertThat(shownTrust("vault")).isEqualTo(written);
    }

    @Test
    void aTrustedRoleIsTheOneThatWasThere() {
        String first = trusting("first", trust("arn:aws:iam::111122223333:user/bob"));
        String second = trusting("second", trust(first));
        assertThat(identity(assumed(assumed(bob, first), second)).arn()).contains("/second/");
        iam.deleteRole(in -> in.roleName("first"));
        assertThat(trusting("first", trust("arn:aws:iam::111122223333:user/bob")))
                .isEqualTo(first);
        AwsCredentials newcomer = assumed(bob, first);
        refused(() -> assumed(newcomer, second), "AccessDenied");
        assertThat(shownTrust("second")).contains("\"AROA");
    }

    private static String trust(String principal) {
        return """
                {"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"sts:AssumeRole",\
                "Principal":{"AWS":"%s"}}}""".replace("%s", principal);
    }

    private String trusting(String name, String policy) {
        return iam.createRole(in -> in.roleName(name).assumeRolePolicyDocument(policy))
                .role()
                .arn();
    }

    private AwsCredentials assumed(AwsCredentials caller, String role) {
        try (StsClient client = server.sts(caller)) {
            return session(client.assumeRole(in -> in.roleArn(role).roleSessionName("shift"))
                    .credentials());
        }
    }

    private String shownTrust(String role) {
        return URLDecoder.decode(
                iam.getRole(in -> in.roleName(role)).role().assumeRolePolicyDocument(), StandardCharsets.UTF_8);
    }

    private AwsCredentials user(String name, String actions) {
        AwsCredentials credentials = world.newUser(name);
        iam.putUserPolicy(in -> in.userName(name).policyName("p").policyDocument(allow(actions)));
        return credentials;
    }

    private String role(String name, String condition, String actions) {
        String arn = iam.createRole(
                        in -> in.roleName(name).assumeRolePolicyDocument(ACCOUNT_TRUST.replace("%s", condition)))
                .role()
                .arn();
        iam.putRolePolicy(in -> in.roleName(name).policyName("p").policyDocument(allow(actions)));
        return arn;
    }

    private static String allow(String actions) {
        return """
                {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["%s"],"Resource":"*"}]}""".replace("%s", actions);
    }

    private AssumeRoleResponse assume(Consumer<AssumeRoleRequest.Builder> request) {
        return sts.assumeRole(request);
    }

    private GetCallerIdentityResponse identity(AwsCredentials credentials) {
        try (StsClient client = server.sts(credentials)) {
            return client.getCallerIdentity();
        }
    }

    static AwsCredentials session(Credentials issued) {
        return AwsSessionCredentials.create(issued.accessKeyId(), issued.secretAccessKey(), issued.sessionToken());
    }

    private static void refused(ThrowingCallable call, String code) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        AwsServiceException.class,
                        refusal -> assertThat(refusal.awsErrorDetails().errorCode())
                                .as(refusal.getMessage())
                                .isEqualTo(code));
    }
}
