package gatehouse.identity.iam;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.identity.Client;
import gatehouse.identity.Reply;
import gatehouse.identity.TestServer;
import gatehouse.store.log.LogEntry.Attribute;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InstanceProfilesTest extends IamTest {
    private static final String NAME = "InstanceProfileName";

    @Override
    IamLimits limits() {
        return new IamLimits(Map.of(Quota.INSTANCE_PROFILES_PER_ACCOUNT, 6, Quota.TAGS_PER_INSTANCE_PROFILE, 2));
    }

    private void role(String name) {
        call("CreateRole", "RoleName", name, "AssumeRolePolicyDocument", World.TRUST, "Description", "Words");
    }

    private static String[] tag(String key, String value) {
        return new String[] {NAME, "web", "Tags.member.1.Key", key, "Tags.member.1.Value", value};
    }

    @Test
    void aProfileIsShownWithItsRoleAndTags() {
        Reply created = call(
                "CreateInstanceProfile",
                NAME,
                "web",
                "Path",
                "/servers/",
                "Tags.member.1.Key",
                "team",
                "Tags.member.1.Value",
                "blue");
        assertThat(created.element("InstanceProfileId")).matches("AIPA[A-Z2-7]{17}");
        assertThat(created.element("Arn")).isEqualTo(IAM + "instance-profile/servers/web");
        assertThat(created.element("Key")).isEqualTo("team");
        assertThat(created.body()).contains("<Roles");
        assertThat(elements(created, "RoleName")).isEmpty();
        role("deployer");
        call("AddRoleToInstanceProfile", NAME, "web", "RoleName", "Deployer");
        Reply got = call("GetInstanceProfile", NAME, "WEB");
        assertThat(got.element("Path")).isEqualTo("/servers/");
        assertThat(elements(got, "RoleName")).containsExactly("deployer");
        assertThat(got.element("AssumeRolePolicyDocument")).startsWith("%7B");
        assertThat(got.body()).doesNotContain("MaxSessionDuration", "Words");
        assertThat(elements(got, "Value")).containsExactly("blue");
    }

    @Test
    void aNameIsTakenInWhateverCase() {
        call("CreateInstanceProfile", NAME, "web");
        assertFails(
                root.iam("CreateInstanceProfile", NAME, "Web", "Path", "/other/"),
                409,
                "EntityAlreadyExists",
                "Instance Profile Web already exists.");
        call("DeleteInstanceProfile", NAME, "WEB");
        assertFails(
                root.iam("GetInstanceProfile", NAME, "web"),
                404,
                "NoSuchEntity",
                "Instance Profile web cannot be found.");
        call("CreateInstanceProfile", NAME, "Web");
    }

    @Test
    void aProfileHoldsOneRole() {
        role("one");
        role("two");
        call("CreateInstanceProfile", NAME, "web");
        call("AddRoleToInstanceProfile", NAME, "web", "RoleName", "one");
        for (String role : new String[] {"one", "two"}) {
            assertFails(
                    root.iam("AddRoleToInstanceProfile", NAME, "web", "RoleName", role),
                    409,
                    "LimitExceeded",
                    "Cannot exceed quota for InstanceSessionsPerInstanceProfile: 1");
        }
        assertFails(
                root.iam("RemoveRoleFromInstanceProfile", NAME, "web", "RoleName", "two"),
                404,
                "NoSuchEntity",
                "Role two in Instance Profile web cannot be found.");
        call("RemoveRoleFromInstanceProfile", NAME, "web", "RoleName", "ONE");
        assertThat(root.iam("RemoveRoleFromInstanceProfile", NAME, "web", "RoleName", "one")
                        .code())
                .isEqualTo("NoSuchEntity");
        call("AddRoleToInstanceProfile", NAME, "web", "RoleName", "two");
        assertThat(root.iam("AddRoleToInstanceProfile", NAME, "missing", "RoleName", "one")
                        .message())
                .isEqualTo("Instance Profile missing cannot be found.");
    }

    @Test
    void aMissingRoleCannotBeAdded() {
        call("CreateInstanceProfile", NAME, "web");
        assertFails(
                root.iam("AddRoleToInstanceProfile", NAME, "web", "RoleName", "missing"),
                404,
                "NoSuchEntity",
                "The role with name missing cannot be found.");
    }

    @Test
    void neitherARoleInAProfileNorAProfileWithARoleCanBeDeleted() {
        String message = "Cannot delete entity, must remove roles from instance profile first.";
        role("deployer");
        call("CreateInstanceProfile", NAME, "web");
        call("AddRoleToInstanceProfile", NAME, "web", "RoleName", "deployer");
        assertFails(root.iam("DeleteRole", "RoleName", "deployer"), 409, "DeleteConflict", message);
        assertFails(root.iam("DeleteInstanceProfile", NAME, "web"), 409, "DeleteConflict", message);
        call("RemoveRoleFromInstanceProfile", NAME, "web", "RoleName", "deployer");
        call("DeleteRole", "RoleName", "deployer");
        call("DeleteInstanceProfile", NAME, "web");
    }

    @Test
    void profilesAreListedByPathAndByRoleInPages() {
        role("deployer");
        role("deployer2");
        for (String name : new String[] {"a", "b", "c"}) {
            call("CreateInstanceProfile", NAME, name, "Path", "/x/");
            call("AddRoleToInstanceProfile", NAME, name, "RoleName", "deployer");
        }
        call("CreateInstanceProfile", NAME, "d");
        call("AddRoleToInstanceProfile", NAME, "d", "RoleName", "deployer2");
        assertThat(pages(NAME, "ListInstanceProfiles")).containsExactly("a", "b", "c", "d");
        assertThat(pages(NAME, "ListInstanceProfiles", "PathPrefix", "/x")).containsExactly("a", "b", "c");
        assertThat(pages(NAME, "ListInstanceProfilesForRole", "RoleName", "deployer"))
                .containsExactly("a", "b", "c");
        assertFails(
                root.iam("ListInstanceProfilesForRole", "RoleName", "missing"),
                404,
                "NoSuchEntity",
                "The role with name missing cannot be found.");
    }

    @Test
    void tagsAreSetRemovedListedAndFew() {
        call("CreateInstanceProfile", NAME, "web");
        call("TagInstanceProfile", tag("team", "blue"));
        call("TagInstanceProfile", tag("team", "red"));
        call("TagInstanceProfile", tag("Cost", "1"));
        assertFails(
                root.iam("TagInstanceProfile", tag("third", "x")),
                409,
                "LimitExceeded",
                "The number of tags has reached the maximum limit.");
        assertThat(elements(call("ListInstanceProfileTags", NAME, "web"), "Key"))
                .containsExactly("Cost", "team");
        assertThat(call("ListInstanceProfiles").body()).doesNotContain("Cost");
        call("UntagInstanceProfile", NAME, "web", "TagKeys.member.1", "team");
        assertThat(elements(call("ListInstanceProfileTags", NAME, "web"), "Key"))
                .containsExactly("Cost");
    }

    @Test
    void anAccountHasSoManyProfilesAndTheSummaryCountsThem() {
        for (int i = 0; i < 6; i++) {
            call("CreateInstanceProfile", NAME, "p" + i);
        }
        assertFails(
                root.iam("CreateInstanceProfile", NAME, "p6"),
                409,
                "LimitExceeded",
                "Cannot exceed quota for InstanceProfilesPerAccount: 6");
        call("DeleteInstanceProfile", NAME, "p0");
        assertThat(call("GetAccountSummary").body())
                .contains(
                        "<key>InstanceProfiles</key><value>5</value>",
                        "<key>InstanceProfilesQuota</key><value>6</value>");
    }

    @Test
    void whoAddsARoleMustBeAllowedToPassItToEc2() {
        role("deployer");
        call("CreateInstanceProfile", NAME, "web");
        String allow = """
                {"Version":"2012-10-17","Statement":[
                {"Effect":"Allow","Action":"iam:AddRoleToInstanceProfile","Resource":"*"},
                {"Effect":"Allow","Action":"iam:PassRole","Resource":"%srole/%s","Condition":{
                "StringEquals":{"iam:PassedToService":"%s"},
                "ArnLike":{"iam:AssociatedResourceArn":"arn:aws:ec2:*:111122223333:instance/*"}}}]}""";
        Client elsewhere = server.client("elsewhere", allow.formatted(IAM, "deployer", "lambda.amazonaws.com"));
        Client other = server.client("other", allow.formatted(IAM, "other", "ec2.amazonaws.com"));
        for (Client client : List.of(elsewhere, other)) {
            Reply denied = client.iam("AddRoleToInstanceProfile", NAME, "web", "RoleName", "deployer");
            assertThat(denied.code()).isEqualTo("AccessDenied");
            assertThat(denied.message())
                    .contains("is not authorized to perform: iam:PassRole on resource: " + IAM + "role/deployer");
        }
        assertThat(elements(call("GetInstanceProfile", NAME, "web"), "RoleName"))
                .isEmpty();
        Client passer = server.client("passer", allow.formatted(IAM, "deployer", "ec2.amazonaws.com"));
        assertThat(passer.iam("AddRoleToInstanceProfile", NAME, "web", "RoleName", "deployer")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void creatingWithTagsNeedsThePermissionToTagAndTagsDecide() {
        Client creator = server.client("creator", """
                {"Version":"2012-10-17","Statement":[
                {"Effect":"Allow","Action":"iam:CreateInstanceProfile","Resource":"*"},
                {"Effect":"Allow","Action":"iam:GetInstanceProfile","Resource":"*",
                "Condition":{"StringEquals":{"aws:ResourceTag/team":"blue"}}}]}""");
        assertThat(creator.iam("CreateInstanceProfile", tag("team", "blue")).message())
                .contains(
                        "is not authorized to perform: iam:TagInstanceProfile on resource: ",
                        IAM + "instance-profile/web");
        call("CreateInstanceProfile", NAME, "web");
        assertThat(creator.iam("GetInstanceProfile", NAME, "web").code()).isEqualTo("AccessDenied");
        call("TagInstanceProfile", tag("team", "blue"));
        assertThat(creator.iam("GetInstanceProfile", NAME, "web").status()).isEqualTo(200);
    }

    @Test
    void anEventIsFoundByProfileAndRole() {
        World.make(root, 1).call("AddRoleToInstanceProfile", NAME, "{bare}", "RoleName", "{role}");
        assertThat(server.lastEntry(TestServer.ACCOUNT, "us-east-1").attributes())
                .contains(
                        new Attribute("ResourceType", "AWS::IAM::InstanceProfile"),
                        new Attribute("ResourceName", "bare1"),
                        new Attribute("ResourceType", "AWS::IAM::Role"),
                        new Attribute("ResourceName", "role1"));
    }
}
