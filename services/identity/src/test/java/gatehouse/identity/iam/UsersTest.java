package gatehouse.identity.iam;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.identity.Client;
import gatehouse.identity.Policies;
import gatehouse.identity.Reply;
import gatehouse.identity.TestServer;
import org.junit.jupiter.api.Test;

class UsersTest extends IamTest {
    @Test
    void aNewUserHasAnIdAnArnAndItsTags() {
        Reply created = call(
                "CreateUser",
                "UserName",
                "alice",
                "Path",
                "/staff/",
                "Tags.member.1.Key",
                "team",
                "Tags.member.1.Value",
                "blue");
        assertThat(created.element("Arn")).isEqualTo(IAM + "user/staff/alice");
        assertThat(created.element("UserId")).matches("AIDA[A-Z2-7]{17}");
        assertThat(created.element("CreateDate")).isEqualTo("2026-03-01T10:00:00Z");

        Reply got = call("GetUser", "UserName", "ALICE");
        assertThat(got.element("UserName")).isEqualTo("alice");
        assertThat(got.element("UserId")).isEqualTo(created.element("UserId"));
        assertThat(got.element("Key")).isEqualTo("team");
        assertThat(call("ListUsers").body()).doesNotContain("<Tags>");
    }

    @Test
    void aNameIsTakenWhateverItsCase() {
        call("CreateUser", "UserName", "alice");
        assertFails(
                root.iam("CreateUser", "UserName", "Alice"),
                409,
                "EntityAlreadyExists",
                "User with name Alice already exists.");
    }

    @Test
    void aUserThatIsUnknownCannotBeFound() {
        assertFails(
                root.iam("GetUser", "UserName", "nobody"),
                404,
                "NoSuchEntity",
                "The user with name nobody cannot be found.");
    }

    @Test
    void withoutANameTheCallerIsMeant() {
        Client alice = server.client("alice", Policies.allow("iam:GetUser", IAM + "user/${aws:username}"));
        assertThat(alice.iam("GetUser").element("UserName")).isEqualTo("alice");
        assertThat(call("GetUser").element("Arn")).isEqualTo(IAM + "root");
        assertThat(call("GetUser").element("UserId")).isEqualTo(TestServer.ACCOUNT);
    }

    @Test
    void aSessionHasToNameAUser() {
        server.role(
                TestServer.ACCOUNT,
                "reader",
                Policies.trust(TestServer.ACCOUNT, "sts:AssumeRole"),
                Policies.allow("iam:*", "*"));
        Client alice = server.client("alice", Policies.allow("sts:AssumeRole", "*"));
        Client session = alice.sts("AssumeRole", "RoleArn", IAM + "role/reader", "RoleSessionName", "session")
                .session(server);
        assertFails(
                session.iam("GetUser"),
                400,
                "ValidationError",
                "Must specify userName when calling with non-User credentials");
    }

    @Test
    void aRenamedUserKeepsItsIdItsKeysAndItsPolicies() {
        Client alice = server.client("alice", Policies.allow("iam:GetUser", "*"));
        String id = call("GetUser", "UserName", "alice").element("UserId");
        call("UpdateUser", "UserName", "alice", "NewUserName", "alicia", "NewPath", "/staff/");
        Reply got = alice.iam("GetUser");
        assertThat(got.element("UserId")).as(got.body()).isEqualTo(id);
        assertThat(got.element("Arn")).isEqualTo(IAM + "user/staff/alicia");
        assertThat(root.iam("GetUser", "UserName", "alice").code()).isEqualTo("NoSuchEntity");
    }

    @Test
    void aUserCannotTakeAnothersName() {
        call("CreateUser", "UserName", "alice");
        call("CreateUser", "UserName", "bob");
        assertFails(
                root.iam("UpdateUser", "UserName", "alice", "NewUserName", "BOB"),
                409,
                "EntityAlreadyExists",
                "User with name BOB already exists.");
        call("UpdateUser", "UserName", "alice", "NewUserName", "ALICE");
        assertThat(call("GetUser", "UserName", "alice").element("UserName")).isEqualTo("ALICE");
    }

    @Test
    void renamingNeedsPermissionOnBothNames() {
        call("CreateUser", "UserName", "alice");
        Client admin = server.client("admin", Policies.allow("iam:UpdateUser", IAM + "user/alice"));
        assertThat(admin.iam("UpdateUser", "UserName", "alice", "NewUserName", "eve")
                        .code())
                .isEqualTo("AccessDenied");
    }

    @Test
    void whatAUserStillHasKeepsItFromBeingDeleted() {
        World world = World.make(root, 1);
        String user = world.fill("{user}");
        assertDeleteConflict(user, "detach all policies");
        world.call("DetachUserPolicy", "UserName", user, "PolicyArn", "{policy}");
        assertDeleteConflict(user, "delete policies");
        world.call("DeleteUserPolicy", "UserName", user, "PolicyName", "inline");
        assertDeleteConflict(user, "delete access keys");
        world.call("DeleteAccessKey", "UserName", user, "AccessKeyId", world.accessKeyId());
        assertDeleteConflict(user, "delete certificates");
        world.call(
                "DeleteSigningCertificate",
                "UserName",
                user,
                "CertificateId",
                world.uploaded().certificateId());
        assertDeleteConflict(user, "delete login profile");
        world.call("DeleteLoginProfile", "UserName", user);
        assertDeleteConflict(user, "delete MFA device");
        world.call("DeactivateMFADevice", "UserName", user, "SerialNumber", "{iam}mfa/device1");
        assertDeleteConflict(user, "remove referenced objects");
        world.call(
                "DeleteServiceSpecificCredential",
                "UserName",
                user,
                "ServiceSpecificCredentialId",
                world.credentialId());
        assertDeleteConflict(user, "remove referenced objects");
        world.call(
                "DeleteSSHPublicKey",
                "UserName",
                user,
                "SSHPublicKeyId",
                world.uploaded().sshKeyId());
        assertDeleteConflict(user, "remove users from group");
        world.call("RemoveUserFromGroup", "UserName", user, "GroupName", "{group}");
        world.call("DeleteUser", "UserName", user);
        assertThat(root.iam("GetUser", "UserName", user).code()).isEqualTo("NoSuchEntity");
    }

    private void assertDeleteConflict(String user, String what) {
        assertFails(
                root.iam("DeleteUser", "UserName", user),
                409,
                "DeleteConflict",
                "Cannot delete entity, must " + what + " first.");
    }

    @Test
    void aBoundaryMustBeAPolicyOfTheAccountOrOfAws() {
        call("CreateUser", "UserName", "alice");
        String missing = IAM + "policy/missing";
        assertFails(
                root.iam("PutUserPermissionsBoundary", "UserName", "alice", "PermissionsBoundary", missing),
                404,
                "NoSuchEntity",
                "Scope ARN: " + missing + " does not exist or is not attachable.");
        String boundary = "arn:aws:iam::aws:policy/IAMReadOnlyAccess";
        call("PutUserPermissionsBoundary", "UserName", "alice", "PermissionsBoundary", boundary);
        Reply got = call("GetUser", "UserName", "alice");
        assertThat(got.element("PermissionsBoundaryArn")).isEqualTo(boundary);
        assertThat(got.element("PermissionsBoundaryType")).isEqualTo("Policy");
    }

    @Test
    void aBoundaryBoundsWhatPoliciesAllow() {
        Client alice = server.client("alice", Policies.allow("iam:*", "*"));
        call(
                "PutUserPermissionsBoundary",
                "UserName",
                "alice",
                "PermissionsBoundary",
                "arn:aws:iam::aws:policy/IAMReadOnlyAccess");
        assertThat(alice.iam("ListUsers").status()).isEqualTo(200);
        Reply denied = alice.iam("CreateUser", "UserName", "bob");
        assertThat(denied.message()).endsWith("because no permissions boundary allows the iam:CreateUser action");
        call("DeleteUserPermissionsBoundary", "UserName", "alice");
        assertThat(alice.iam("CreateUser", "UserName", "bob").status()).isEqualTo(200);
    }
}
