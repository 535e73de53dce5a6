package gatehouse.identity.iam;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.identity.Client;
import gatehouse.identity.Policies;
import gatehouse.identity.Reply;
import gatehouse.identity.TestServer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AccountAuthorizationTest extends IamTest {
    private static final String READ_ONLY = "arn:aws:iam::aws:policy/ReadOnlyAccess";
    private static final String ALL = "arn:aws:iam::aws:policy/AdministratorAccess";

    private World world;

    @BeforeEach
    void fill() {
        world = World.make(root, 1);
        world.call("PutUserPermissionsBoundary", "UserName", "{user}", "PermissionsBoundary", READ_ONLY);
        world.call("TagUser", "UserName", "{user}", "Tags.member.1.Key", "team", "Tags.member.1.Value", "blue");
        world.call("AttachRolePolicy", "RoleName", "{passed}", "PolicyArn", ALL);
    }

    private static String part(Reply reply, String element) {
        String body = reply.body();
        return body.substring(body.indexOf("<" + element + ">"), body.indexOf("</" + element + ">"));
    }

    @Test
    void aUserIsShownWithAllThatItHas() {
        String users = part(call("GetAccountAuthorizationDetails"), "UserDetailList");
        assertThat(users)
                .contains("<UserName>user1</UserName>")
                .contains("<Path>/staff/</Path>")
                .contains("<Arn>" + IAM + "user/staff/user1</Arn>")
                .contains("<UserPolicyList><member><PolicyName>inline</PolicyName><PolicyDocument>"
                        + Documents.encode(Policies.allow("s3:GetObject", "*")) + "</PolicyDocument></member>")
                .contains("<GroupList><member>group1</member></GroupList>")
                .contains("<AttachedManagedPolicies><member><PolicyName>policy1</PolicyName><PolicyArn>" + IAM
                        + "policy/policy1</PolicyArn></member></AttachedManagedPolicies>")
                .contains("<PermissionsBoundaryArn>" + READ_ONLY + "</PermissionsBoundaryArn>")
                .contains("<Tags><member><Key>team</Key><Value>blue</Value></member></Tags>");
    }

    @Test
    void groupsAndRolesAreShownWithAllThatTheyHave() {
        Reply reply = call("GetAccountAuthorizationDetails");
        assertThat(part(reply, "GroupDetailList"))
                .contains("<GroupName>group1</GroupName>")
                .contains("<GroupPolicyList><member><PolicyName>inline</PolicyName>")
                .contains("<PolicyName>policy1</PolicyName>");
        assertThat(part(reply, "RoleDetailList"))
                .contains("<RoleName>AWSServiceRoleForAutoScaling_1</RoleName>")
                .contains("<RoleName>passed1</RoleName>")
                .contains("<AssumeRolePolicyDocument>" + Documents.encode(World.TRUST))
                .contains("<RolePolicyList><member><PolicyName>inline</PolicyName>")
                .contains("<InstanceProfileName>profile1</InstanceProfileName>")
                .contains("<RoleLastUsed></RoleLastUsed>");
    }

    @Test
    void policiesAreTheAccountsAndThoseOfAwsThatItUses() {
        String policies = part(call("GetAccountAuthorizationDetails"), "Policies");
        assertThat(policies)
                .contains("<PolicyName>bare1</PolicyName>")
                .contains("<PolicyName>AdministratorAccess</PolicyName>")
                .contains("<PolicyName>AutoScalingServiceRolePolicy</PolicyName>")
                .contains("<PolicyName>ReadOnlyAccess</PolicyName>")
                .contains("<AttachmentCount>3</AttachmentCount>")
                .contains("<PermissionsBoundaryUsageCount>1</PermissionsBoundaryUsageCount>")
                .contains("<VersionId>v2</VersionId>")
                .contains("<Document>" + Documents.encode(Policies.allow("s3:GetObject", "*")) + "</Document>")
                .doesNotContain("PowerUserAccess");
    }

    @Test
    void aFilterLeavesOutTheOtherKinds() {
        Reply reply = call(
                "GetAccountAuthorizationDetails", "Filter.member.1", "Group", "Filter.member.2", "AWSManagedPolicy");
        assertThat(elements(reply, "GroupName")).containsExactly("bare1", "group1");
        assertThat(reply.body())
                .doesNotContain("<UserName>")
                .doesNotContain("<RoleId>")
                .doesNotContain("<PolicyName>bare1</PolicyName>")
                .contains("<PolicyName>AdministratorAccess</PolicyName><PolicyId>");
        assertThat(root.iam("GetAccountAuthorizationDetails", "Filter.member.1", "Users")
                        .code())
                .isEqualTo("ValidationError");
    }

    @Test
    void pagesOfAnyLengthHoldEverythingOnce() {
        List<String> whole = ids(call("GetAccountAuthorizationDetails"));
        assertThat(whole).hasSizeGreaterThan(10).doesNotHaveDuplicates();
        for (int size = 1; size <= whole.size(); size++) {
            assertThat(paged(size)).as("pages of %s", size).isEqualTo(whole);
        }
    }

    private List<String> paged(int size) {
        String max = Integer.toString(size);
        Reply reply = call("GetAccountAuthorizationDetails", "MaxItems", max);
        List<String> all = new ArrayList<>(ids(reply));
        while (reply.element("IsTruncated").equals("true")) {
            assertThat(ids(reply)).hasSize(size);
            reply = call("GetAccountAuthorizationDetails", "MaxItems", max, "Marker", reply.element("Marker"));
            all.addAll(ids(reply));
        }
        assertThat(reply.body()).doesNotContain("<Marker>");
        return all;
    }

    /// The unique ids of users, groups, roles and policies; instance profiles repeat their roles.
    private static List<String> ids(Reply reply) {
        List<String> ids = new ArrayList<>(elements(reply, "UserId"));
        ids.addAll(elements(reply, "GroupId"));
        ids.addAll(elements(reply, "RoleId").stream().distinct().toList());
        ids.addAll(elements(reply, "PolicyId"));
        return ids;
    }

    @Test
    void aMarkerThatNobodyGaveIsRefused() {
        assertFails(
                root.iam("GetAccountAuthorizationDetails", "Marker", "_w"), 400, "ValidationError", "Invalid Marker.");
    }

    @Test
    void whenARoleWasLastUsedIsThereAndGoesWithIt() {
        server.role(TestServer.ACCOUNT, "deployer", World.TRUST, Policies.allow("iam:ListUsers", "*"));
        Client session = server.client("alice", Policies.allow("sts:AssumeRole", "*"))
                .sts("AssumeRole", "RoleArn", IAM + "role/deployer", "RoleSessionName", "work")
                .session(server);
        session.iam("ListUsers");
        server.lastUsed.flush();
        assertThat(call("GetRole", "RoleName", "deployer").body())
                .contains("<RoleLastUsed><LastUsedDate>2026-03-01T10:00:00Z</LastUsedDate>"
                        + "<Region>us-east-1</Region></RoleLastUsed>");
        assertThat(part(call("GetAccountAuthorizationDetails", "Filter.member.1", "Role"), "RoleDetailList"))
                .contains("<Region>us-east-1</Region>");
        session.iam("ListUsers");
        call("DeleteRolePolicy", "RoleName", "deployer", "PolicyName", "inline");
        call("DeleteRole", "RoleName", "deployer");
        server.lastUsed.flush();
        server.role(TestServer.ACCOUNT, "deployer", World.TRUST, null);
        assertThat(call("GetRole", "RoleName", "deployer").body()).contains("<RoleLastUsed></RoleLastUsed>");
    }
}
