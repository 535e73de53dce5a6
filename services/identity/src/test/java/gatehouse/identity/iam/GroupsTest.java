package gatehouse.identity.iam;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.identity.Client;
import gatehouse.identity.Policies;
import org.junit.jupiter.api.Test;

class GroupsTest extends IamTest {
    @Test
    void aMemberMayDoWhatItsGroupMay() {
        Client alice = server.client("alice", null);
        assertThat(alice.iam("ListUsers").status()).isEqualTo(403);
        call("CreateGroup", "GroupName", "staff");
        String document = Policies.allow("iam:ListUsers", "*");
        call("PutGroupPolicy", "GroupName", "staff", "PolicyName", "p", "PolicyDocument", document);
        call("AddUserToGroup", "GroupName", "staff", "UserName", "alice");
        assertThat(alice.iam("ListUsers").status()).isEqualTo(200);
        call("RemoveUserFromGroup", "GroupName", "staff", "UserName", "alice");
        assertThat(alice.iam("ListUsers").status()).isEqualTo(403);
    }

    @Test
    void aRenamedGroupKeepsItsMembers() {
        Client alice = server.client("alice", null);
        call("CreateGroup", "GroupName", "staff");
        call("AttachGroupPolicy", "GroupName", "staff", "PolicyArn", "arn:aws:iam::aws:policy/IAMReadOnlyAccess");
        call("AddUserToGroup", "GroupName", "staff", "UserName", "alice");
        call("UpdateGroup", "GroupName", "staff", "NewGroupName", "people");
        assertThat(elements(call("GetGroup", "GroupName", "people"), "UserName"))
                .containsExactly("alice");
        assertThat(call("ListGroupsForUser", "UserName", "alice").element("GroupName"))
                .isEqualTo("people");
        assertThat(alice.iam("ListUsers").status()).isEqualTo(200);
    }

    @Test
    void addingTwiceAndRemovingWhoIsNoMemberChangeNothing() {
        call("CreateUser", "UserName", "alice");
        call("CreateGroup", "GroupName", "staff");
        call("RemoveUserFromGroup", "GroupName", "staff", "UserName", "alice");
        call("AddUserToGroup", "GroupName", "staff", "UserName", "alice");
        call("AddUserToGroup", "GroupName", "STAFF", "UserName", "ALICE");
        assertThat(elements(call("GetGroup", "GroupName", "staff"), "UserName")).containsExactly("alice");
    }

    @Test
    void aGroupWithMembersOrPoliciesCannotBeDeleted() {
        World world = World.make(root, 1);
        assertFails(
                root.iam("DeleteGroup", "GroupName", "group1"),
                409,
                "DeleteConflict",
                "Cannot delete entity, must remove users from group first.");
        world.call("RemoveUserFromGroup", "UserName", "{user}", "GroupName", "{group}");
        assertFails(
                root.iam("DeleteGroup", "GroupName", "group1"),
                409,
                "DeleteConflict",
                "Cannot delete entity, must detach all policies first.");
    }

    @Test
    void groupAndMemberMustExist() {
        call("CreateGroup", "GroupName", "staff");
        assertFails(
                root.iam("AddUserToGroup", "GroupName", "staff", "UserName", "nobody"),
                404,
                "NoSuchEntity",
                "The user with name nobody cannot be found.");
        assertFails(
                root.iam("AddUserToGroup", "GroupName", "none", "UserName", "nobody"),
                404,
                "NoSuchEntity",
                "The group with name none cannot be found.");
    }
}
