package gatehouse.identity.iam;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.identity.TestServer;
import gatehouse.store.log.LogEntry.Attribute;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// IAM's events: what they hold and what finds them.
class TrailTest extends IamTest {
    private List<Attribute> attributes() {
        return server.lastEntry(TestServer.ACCOUNT, "us-east-1").attributes();
    }

    private static List<Attribute> resource(String type, String name) {
        return List.of(new Attribute("ResourceType", type), new Attribute("ResourceName", name));
    }

    @Test
    void anEventIsFoundByUserGroupAndPolicy() {
        World world = World.make(root, 1);
        assertThat(attributes()).containsAll(resource("AWS::IAM::User", "user1"));
        assertThat(attributes()).containsAll(resource("AWS::IAM::AccessKey", world.accessKeyId()));
        world.call("AddUserToGroup", "GroupName", "{bare}", "UserName", "{bare}");
        assertThat(attributes())
                .containsAll(resource("AWS::IAM::Group", "bare1"))
                .containsAll(resource("AWS::IAM::User", "bare1"));
        world.call("AttachRolePolicy", "RoleName", "{role}", "PolicyArn", "{barePolicy}");
        assertThat(attributes())
                .containsAll(resource("AWS::IAM::Role", "role1"))
                .containsAll(resource("AWS::IAM::Policy", IAM + "policy/bare1"));
    }

    @Test
    void parametersAndAnswerStandAsCloudTrailHasThem() {
        call("CreateUser", "UserName", "alice", "Path", "/staff/");
        JsonNode event = server.lastIamEvent(TestServer.ACCOUNT);
        assertThat(event.path("requestParameters").path("userName").asString()).isEqualTo("alice");
        assertThat(event.path("requestParameters").path("path").asString()).isEqualTo("/staff/");
        JsonNode user = event.path("responseElements").path("user");
        assertThat(user.path("arn").asString()).isEqualTo(IAM + "user/staff/alice");
        assertThat(user.path("userId").asString()).startsWith("AIDA");
        call("GetUser", "UserName", "alice");
        assertThat(server.lastIamEvent(TestServer.ACCOUNT)
                        .path("responseElements")
                        .isNull())
                .isTrue();
    }

    @Test
    void aFailureIsRecordedWithItsMessageAndChangesNothing() {
        root.iam("GetUser", "UserName", "nobody");
        JsonNode event = server.lastIamEvent(TestServer.ACCOUNT);
        assertThat(event.path("errorMessage").asString()).isEqualTo("The user with name nobody cannot be found.");
        assertThat(event.path("errorCode").asString()).startsWith("NoSuchEntity");
    }
}
