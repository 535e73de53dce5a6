package gatehouse.identity.sts;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.identity.Client;
import gatehouse.identity.Policies;
import gatehouse.identity.Reply;
import gatehouse.identity.TestServer;
import gatehouse.identity.iam.Role;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class SessionTagsTest {
    private static final String ALICE = "arn:aws:iam::111122223333:user/alice";
    private static final String[] TAGGING = {"sts:AssumeRole", "sts:TagSession"};

    private TestServer server;

    @BeforeEach
    void start(@TempDir Path folder) throws IOException {
        server = new TestServer(folder);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void tagsNeedPermissionOfTheirOwn() {
        Client alice = server.client("alice", null);
        Role plain = server.role(TestServer.ACCOUNT, "plain", Policies.trust(ALICE, "sts:AssumeRole"), null);
        Reply reply = assume(alice, plain, tag(1, "team", "red"));
        assertThat(reply.code()).isEqualTo("AccessDenied");
        assertThat(reply.message())
                .contains("is not authorized to perform: sts:TagSession on resource: " + plain.arn());
    }

    @Test
    void aTrustPolicySeesTheTagsOfTheRequest() {
        Client alice = server.client("alice", null);
        Role role = server.role(TestServer.ACCOUNT, "tagged", Policies.trustIf("""
                        {"StringEquals":{"aws:RequestTag/team":"red"},\
                        "ForAllValues:StringEquals":{"aws:TagKeys":["team","stage"],\
                        "sts:TransitiveTagKeys":["team"]}}""", ALICE, TAGGING), null);
        assertThat(assume(alice, role, tag(1, "team", "red")).status()).isEqualTo(200);
        assertThat(assume(alice, role, tag(1, "team", "blue")).code()).isEqualTo("AccessDenied");
        assertThat(assume(alice, role, tag(1, "team", "red"), tag(2, "other", "x"))
                        .code())
                .isEqualTo("AccessDenied");
        assertThat(assume(alice, role, tag(1, "team", "red"), tag(2, "stage", "x"), transitive("stage"))
                        .code())
                .isEqualTo("AccessDenied");
    }

    @Test
    void sessionTagsAreThePrincipalsTags() {
        Client alice = server.client("alice", null);
        String policy = """
                {"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"sts:GetAccessKeyInfo",\
                "Resource":"*","Condition":{"StringEquals":{"aws:PrincipalTag/team":"red"}}}}""";
        Role role = server.role(TestServer.ACCOUNT, "tagged", Policies.trust(ALICE, TAGGING), policy);
        assertThat(keyInfo(assume(alice, role, tag(1, "team", "red")))).isEqualTo(200);
        assertThat(keyInfo(assume(alice, role, tag(1, "team", "blue")))).isEqualTo(403);
        assertThat(keyInfo(assume(alice, role))).isEqualTo(403);
    }

    @Test
    void transitiveTagsGoOnToTheNextSessionAndOthersDoNot() {
        Client alice = server.client("alice", null);
        Role first = server.role(TestServer.ACCOUNT, "first", Policies.trust(ALICE, TAGGING), null);
        Role second = server.role(TestServer.ACCOUNT, "second", Policies.trustIf("""
                        {"StringEquals":{"aws:RequestTag/team":"red"},"Null":{"aws:RequestTag/stage":"true"}}""", first.arn(), TAGGING), null);
        Role untagged =
                server.role(TestServer.ACCOUNT, "untagged", Policies.trust(first.arn(), "sts:AssumeRole"), null);
        Client session = assume(alice, first, tag(1, "team", "red"), tag(2, "stage", "test"), transitive("Team"))
                .session(server);
        assertThat(assume(session, second).status()).isEqualTo(200);
        assertThat(assume(session, untagged).message()).contains("sts:TagSession");
        Reply overridden = assume(session, second, tag(1, "TEAM", "red"));
        assertThat(overridden.code()).isEqualTo("InvalidParameterValue");
        assertThat(overridden.message())
                .isEqualTo("One of the specified transitive tag keys can't be set because it conflicts with a"
                        + " transitive tag key from the calling session.");
    }

    @Test
    void keysThatDifferOnlyInCaseAreTheSameKey() {
        Client alice = server.client("alice", null);
        Role role = server.role(TestServer.ACCOUNT, "tagged", Policies.trust(ALICE, TAGGING), null);
        Reply reply = assume(alice, role, tag(1, "team", "red"), tag(2, "Team", "blue"));
        assertThat(reply.code()).isEqualTo("InvalidParameterValue");
        assertThat(reply.message())
                .isEqualTo("Duplicate tag keys found. Please note that Tag keys are case insensitive.");
    }

    @Test
    void aTransitiveKeyIsTheKeyOfATag() {
        Client alice = server.client("alice", null);
        Role role = server.role(TestServer.ACCOUNT, "tagged", Policies.trust(ALICE, TAGGING), null);
        Reply reply = assume(alice, role, tag(1, "team", "red"), transitive("stage"));
        assertThat(reply.code()).isEqualTo("InvalidParameterValue");
        assertThat(reply.message())
                .isEqualTo("The specified transitive tag key must be included in the requested tags.");
    }

    @Test
    void tagsHaveBoundedRoom() {
        Client alice = server.client("alice", null);
        Role role = server.role(TestServer.ACCOUNT, "tagged", Policies.trust(ALICE, TAGGING), null);
        String[] half = tag(1, "k", "v".repeat(227));
        assertThat(assume(alice, role, half).element("PackedPolicySize")).isEqualTo("50");
        Reply reply = assume(alice, role, half, tag(2, "l", "v".repeat(228)));
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.code()).isEqualTo("PackedPolicyTooLarge");
        assertThat(reply.message()).isEqualTo("Packed size of session tags consumes 101% of allotted space.");
    }

    @Test
    void moreThanFiftyTagsAreRefused() {
        Client alice = server.client("alice", null);
        Role role = server.role(TestServer.ACCOUNT, "tagged", Policies.trust(ALICE, TAGGING), null);
        String[][] tags = new String[51][];
        for (int i = 0; i < tags.length; i++) {
            tags[i] = tag(i + 1, "k" + i, "");
        }
        assertThat(assume(alice, role, tags).code()).isEqualTo("ValidationError");
    }

    @Test
    void reservedKeysAreRefused() {
        Client alice = server.client("alice", null);
        Role role = server.role(TestServer.ACCOUNT, "tagged", Policies.trust(ALICE, TAGGING), null);
        assertThat(assume(alice, role, tag(1, "AWS:team", "red")).code()).isEqualTo("InvalidParameterValue");
    }

    @Test
    void theRecordShowsTheTags() {
        Client alice = server.client("alice", null);
        Role role = server.role(TestServer.ACCOUNT, "tagged", Policies.trust(ALICE, TAGGING), null);
        assume(alice, role, tag(1, "team", "red"), transitive("team"));
        JsonNode parameters = server.lastEvent(TestServer.ACCOUNT).at("/requestParameters");
        assertThat(parameters.at("/tags/0/key").asString()).isEqualTo("team");
        assertThat(parameters.at("/transitiveTagKeys/0").asString()).isEqualTo("team");
    }

    private static String[] tag(int number, String key, String value) {
        String name = "Tags.member." + number;
        return new String[] {name + ".Key", key, name + ".Value", value};
    }

    private static String[] transitive(String key) {
        return new String[] {"TransitiveTagKeys.member.1", key};
    }

    private int keyInfo(Reply reply) {
        Client session = reply.session(server);
        return session.sts("GetAccessKeyInfo", "AccessKeyId", session.accessKeyId())
                .status();
    }

    private static Reply assume(Client client, Role role, String[]... more) {
        List<String> all = new ArrayList<>(List.of("RoleArn", role.arn(), "RoleSessionName", "s1"));
        for (String[] each : more) {
            all.addAll(List.of(each));
        }
        return client.sts("AssumeRole", all.toArray(String[]::new));
    }
}
