package gatehouse.identity.iam;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.identity.Client;
import gatehouse.identity.Reply;
import org.junit.jupiter.api.Test;

class TagsTest extends IamTest {
    private static String[] tag(String key, String value) {
        return new String[] {"UserName", "alice", "Tags.member.1.Key", key, "Tags.member.1.Value", value};
    }

    @Test
    void tagsAreSortedAndAKeyIsOneWhateverItsCase() {
        call("CreateUser", "UserName", "alice");
        call("TagUser", tag("team", "blue"));
        call("TagUser", tag("Cost", "1"));
        call("TagUser", tag("Team", "red"));
        Reply tags = call("ListUserTags", "UserName", "alice");
        assertThat(elements(tags, "Key")).containsExactly("Cost", "Team");
        assertThat(elements(tags, "Value")).containsExactly("1", "red");
        call("UntagUser", "UserName", "alice", "TagKeys.member.1", "TEAM");
        assertThat(elements(call("ListUserTags", "UserName", "alice"), "Key")).containsExactly("Cost");
    }

    @Test
    void aKeyTwiceInOneCallIsRefused() {
        call("CreateUser", "UserName", "alice");
        assertFails(
                root.iam(
                        "TagUser",
                        "UserName",
                        "alice",
                        "Tags.member.1.Key",
                        "team",
                        "Tags.member.1.Value",
                        "a",
                        "Tags.member.2.Key",
                        "Team",
                        "Tags.member.2.Value",
                        "b"),
                400,
                "InvalidInput",
                "Duplicate tag keys found. Please note that Tag keys are case insensitive.");
        assertThat(root.iam("TagUser", tag("aws:x", "a")).code()).isEqualTo("InvalidInput");
    }

    @Test
    void thePrincipalsTagsAndTheResourcesDecide() {
        String sameTeam = """
                {"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"iam:GetUser","Resource":"*",
                "Condition":{"StringEquals":{"%s:ResourceTag/team":"${aws:PrincipalTag/team}"}}}}""";
        Client alice = server.client("alice", sameTeam.formatted("aws"));
        Client dave = server.client("dave", sameTeam.formatted("iam"));
        call("TagUser", tag("team", "blue"));
        call("TagUser", "UserName", "dave", "Tags.member.1.Key", "team", "Tags.member.1.Value", "blue");
        String[] bob = {"UserName", "bob", "Tags.member.1.Key", "team", "Tags.member.1.Value", "blue"};
        call("CreateUser", bob);
        call("CreateUser", "UserName", "carol");
        for (Client client : new Client[] {alice, dave}) {
            assertThat(client.iam("GetUser", "UserName", "bob").status()).isEqualTo(200);
            assertThat(client.iam("GetUser", "UserName", "carol").code()).isEqualTo("AccessDenied");
        }
    }
}
