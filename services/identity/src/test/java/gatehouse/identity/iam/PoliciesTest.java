package gatehouse.identity.iam;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.identity.Client;
import gatehouse.identity.Policies;
import gatehouse.identity.Reply;
import gatehouse.identity.TestServer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PoliciesTest extends IamTest {
    private static final String LIST_USERS = Policies.allow("iam:ListUsers", "*");
    private static final String LIST_ROLES = Policies.allow("iam:ListRoles", "*");
    private static final String ARN = IAM + "policy/lister";
    private static final String ADMIN = "arn:aws:iam::aws:policy/AdministratorAccess";

    @Test
    void anAttachedPolicyIsInForceUntilItIsDetached() {
        Client alice = server.client("alice", null);
        call("CreatePolicy", "PolicyName", "lister", "PolicyDocument", LIST_USERS);
        call("AttachUserPolicy", "UserName", "alice", "PolicyArn", ARN);
        call("AttachUserPolicy", "UserName", "alice", "PolicyArn", ARN);
        assertThat(alice.iam("ListUsers").status()).isEqualTo(200);
        assertThat(call("GetPolicy", "PolicyArn", ARN).element("AttachmentCount"))
                .isEqualTo("1");
        call("DetachUserPolicy", "UserName", "alice", "PolicyArn", ARN);
        assertThat(alice.iam("ListUsers").status()).isEqualTo(403);
        assertFails(
                root.iam("DetachUserPolicy", "UserName", "alice", "PolicyArn", ARN),
                404,
                "NoSuchEntity",
                "Policy " + ARN + " was not found.");
    }

    @Test
    void theDefaultVersionIsInForce() {
        Client alice = server.client("alice", null);
        call("CreatePolicy", "PolicyName", "lister", "PolicyDocument", LIST_USERS);
        call("AttachUserPolicy", "UserName", "alice", "PolicyArn", ARN);
        Reply version =
                call("CreatePolicyVersion", "PolicyArn", ARN, "PolicyDocument", LIST_ROLES, "SetAsDefault", "true");
        assertThat(version.element("VersionId")).isEqualTo("v2");
        assertThat(version.element("IsDefaultVersion")).isEqualTo("true");
        assertThat(alice.iam("ListUsers").status()).isEqualTo(403);
        assertThat(alice.iam("ListRoles").status()).isEqualTo(200);
        call("SetDefaultPolicyVersion", "PolicyArn", ARN, "VersionId", "v1");
        assertThat(alice.iam("ListUsers").status()).isEqualTo(200);
        call("DeletePolicyVersion", "PolicyArn", ARN, "VersionId", "v2");
        assertThat(call("CreatePolicyVersion", "PolicyArn", ARN, "PolicyDocument", LIST_ROLES)
                        .element("VersionId"))
                .isEqualTo("v3");
        assertThat(elements(call("ListPolicyVersions", "PolicyArn", ARN), "VersionId"))
                .containsExactly("v3", "v1");
    }

    @Test
    void theDefaultVersionCannotBeDeletedAndAMissingOneNotFound() {
        call("CreatePolicy", "PolicyName", "lister", "PolicyDocument", LIST_USERS);
        assertFails(
                root.iam("DeletePolicyVersion", "PolicyArn", ARN, "VersionId", "v1"),
                409,
                "DeleteConflict",
                "Cannot delete the default version of a policy.");
        assertFails(
                root.iam("GetPolicyVersion", "PolicyArn", ARN, "VersionId", "v9"),
                404,
                "NoSuchEntity",
                "Policy " + ARN + " version v9 does not exist or is not attachable.");
    }

    @Test
    void aPolicyInUseOrWithVersionsCannotBeDeleted() {
        World world = World.make(root, 1);
        String policy = world.fill("{policy}");
        assertFails(
                root.iam("DeletePolicy", "PolicyArn", policy),
                409,
                "DeleteConflict",
                "Cannot delete a policy attached to entities.");
        world.call("DetachUserPolicy", "UserName", "{user}", "PolicyArn", policy);
        world.call("DetachGroupPolicy", "GroupName", "{group}", "PolicyArn", policy);
        world.call("DetachRolePolicy", "RoleName", "{role}", "PolicyArn", policy);
        world.call("PutRolePermissionsBoundary", "RoleName", "{role}", "PermissionsBoundary", policy);
        assertThat(root.iam("DeletePolicy", "PolicyArn", policy).code()).isEqualTo("DeleteConflict");
        world.call("DeleteRolePermissionsBoundary", "RoleName", "{role}");
        assertThat(root.iam("DeletePolicy", "PolicyArn", policy).message())
                .startsWith("This policy has more than one version.");
        world.call("DeletePolicyVersion", "PolicyArn", policy, "VersionId", "v2");
        world.call("DeletePolicy", "PolicyArn", policy);
        assertFails(
                root.iam("GetPolicy", "PolicyArn", policy),
                404,
                "NoSuchEntity",
                "Policy " + policy + " was not found.");
    }

    @Test
    void aDocumentThatIsNoPolicyIsMalformed() {
        Reply reply = root.iam("CreatePolicy", "PolicyName", "lister", "PolicyDocument", "{\"Version\":\"2012\"}");
        assertThat(reply.code()).isEqualTo("MalformedPolicyDocument");
        assertThat(reply.status()).isEqualTo(400);
        call("CreateUser", "UserName", "alice");
        String[] put = {"UserName", "alice", "PolicyName", "p", "PolicyDocument", World.TRUST};
        assertThat(root.iam("PutUserPolicy", put).code()).isEqualTo("MalformedPolicyDocument");
    }

    @Test
    void anArnThatNamesNoPolicyIsInvalidAndAMissingPolicyNotAttachable() {
        call("CreateUser", "UserName", "alice");
        String wrong = "arn:aws:s3:::a-bucket-of-mine";
        assertFails(
                root.iam("AttachUserPolicy", "UserName", "alice", "PolicyArn", wrong),
                400,
                "ValidationError",
                "ARN " + wrong + " is not valid.");
        assertFails(
                root.iam("AttachUserPolicy", "UserName", "alice", "PolicyArn", ARN),
                404,
                "NoSuchEntity",
                "Policy " + ARN + " does not exist or is not attachable.");
    }

    @Test
    void anotherAccountsPolicyCannotBeReadOrAttached() {
        server.otherRoot.iam("CreatePolicy", "PolicyName", "lister", "PolicyDocument", LIST_USERS);
        String others = "arn:aws:iam::" + TestServer.OTHER_ACCOUNT + ":policy/lister";
        assertThat(root.iam("GetPolicy", "PolicyArn", others).code()).isEqualTo("AccessDenied");
        call("CreateUser", "UserName", "alice");
        assertThat(root.iam("AttachUserPolicy", "UserName", "alice", "PolicyArn", others)
                        .code())
                .isEqualTo("NoSuchEntity");
    }

    @Test
    void awsPoliciesCanBeReadAndAttachedButNotChanged() {
        Client alice = server.client("alice", null);
        String admin = "arn:aws:iam::aws:policy/AdministratorAccess";
        call("AttachUserPolicy", "UserName", "alice", "PolicyArn", admin);
        assertThat(alice.iam("CreateUser", "UserName", "bob").status()).isEqualTo(200);
        Reply got = call("GetPolicy", "PolicyArn", admin);
        assertThat(got.element("PolicyName")).isEqualTo("AdministratorAccess");
        assertThat(got.element("AttachmentCount")).isEqualTo("1");
        assertThat(server.otherRoot.iam("GetPolicy", "PolicyArn", admin).element("AttachmentCount"))
                .isEqualTo("0");
        assertThat(call("GetPolicyVersion", "PolicyArn", admin, "VersionId", "v1")
                        .element("Document"))
                .contains("%22Effect%22");
        assertThat(root.iam("CreatePolicyVersion", "PolicyArn", admin, "PolicyDocument", LIST_USERS)
                        .code())
                .isEqualTo("AccessDenied");
        assertThat(root.iam("DeletePolicy", "PolicyArn", admin).code()).isEqualTo("AccessDenied");
    }

    @Test
    void whoHasAPolicyIsListedByKindAndUse() {
        World world = World.make(root, 1);
        String policy = world.fill("{policy}");
        world.call("PutUserPermissionsBoundary", "UserName", "{bare}", "PermissionsBoundary", policy);
        Reply all = call("ListEntitiesForPolicy", "PolicyArn", policy);
        assertThat(elements(all, "UserName")).containsExactly("user1", "bare1");
        assertThat(elements(all, "GroupName")).containsExactly("group1");
        assertThat(elements(all, "RoleName")).containsExactly("role1");
        Reply attached = call("ListEntitiesForPolicy", "PolicyArn", policy, "PolicyUsageFilter", "PermissionsPolicy");
        assertThat(elements(attached, "UserName")).containsExactly("user1");
        Reply users = call("ListEntitiesForPolicy", "PolicyArn", policy, "EntityFilter", "User");
        assertThat(elements(users, "GroupName")).isEmpty();
        assertThat(call("GetPolicy", "PolicyArn", policy).element("PermissionsBoundaryUsageCount"))
                .isEqualTo("1");
    }

    @Test
    void useIsCountedWithEachChange() {
        call("CreatePolicy", "PolicyName", "counted", "PolicyDocument", LIST_USERS);
        String policy = IAM + "policy/counted";
        call("CreateUser", "UserName", "alice", "PermissionsBoundary", policy);
        call("CreateRole", "RoleName", "r", "AssumeRolePolicyDocument", World.TRUST, "PermissionsBoundary", policy);
        call("CreateGroup", "GroupName", "g");
        call("AttachUserPolicy", "UserName", "alice", "PolicyArn", policy);
        call("AttachUserPolicy", "UserName", "alice", "PolicyArn", policy);
        call("AttachRolePolicy", "RoleName", "r", "PolicyArn", policy);
        call("AttachGroupPolicy", "GroupName", "g", "PolicyArn", policy);
        assertThat(use(policy)).isEqualTo("3 2");
        call("UpdateUser", "UserName", "alice", "NewUserName", "bob");
        call("PutUserPermissionsBoundary", "UserName", "bob", "PermissionsBoundary", policy);
        assertThat(use(policy)).isEqualTo("3 2");
        call("DetachUserPolicy", "UserName", "bob", "PolicyArn", policy);
        call("PutRolePermissionsBoundary", "RoleName", "r", "PermissionsBoundary", ADMIN);
        assertThat(use(policy)).isEqualTo("2 1");
        assertThat(use(ADMIN)).isEqualTo("0 1");
        call("DetachRolePolicy", "RoleName", "r", "PolicyArn", policy);
        call("DetachGroupPolicy", "GroupName", "g", "PolicyArn", policy);
        call("DeleteUser", "UserName", "bob");
        call("DeleteRolePermissionsBoundary", "RoleName", "r");
        assertThat(use(policy)).isEqualTo("0 0");
        assertThat(use(ADMIN)).isEqualTo("0 0");
        call("DeletePolicy", "PolicyArn", policy);
    }

    private String use(String policy) {
        Reply got = call("GetPolicy", "PolicyArn", policy);
        return got.element("AttachmentCount") + " " + got.element("PermissionsBoundaryUsageCount");
    }

    @Test
    void pagesHoldEachHolderOfAPolicyOnce() {
        World world = World.make(root, 1);
        String policy = world.fill("{policy}");
        for (String user : List.of("{bare}", "{user}")) {
            world.call("PutUserPermissionsBoundary", "UserName", user, "PermissionsBoundary", policy);
        }
        List<String> found = new ArrayList<>();
        Reply page = call("ListEntitiesForPolicy", "PolicyArn", policy, "MaxItems", "1");
        while (true) {
            List<String> ofPage = new ArrayList<>(elements(page, "GroupName"));
            ofPage.addAll(elements(page, "RoleName"));
            ofPage.addAll(elements(page, "UserName"));
            assertThat(ofPage).hasSize(1);
            found.addAll(ofPage);
            if (page.element("IsTruncated").equals("false")) {
                break;
            }
            page = call(
                    "ListEntitiesForPolicy", "PolicyArn", policy, "MaxItems", "1", "Marker", page.element("Marker"));
        }
        assertThat(found).containsExactly("group1", "role1", "user1", "bare1");
        assertThat(root.iam("ListEntitiesForPolicy", "PolicyArn", policy, "Marker", "zz")
                        .code())
                .isEqualTo("ValidationError");
    }

    @Test
    void inlinePoliciesAreAnsweredAsTheyWereGiven() {
        call("CreateUser", "UserName", "alice");
        call("PutUserPolicy", "UserName", "alice", "PolicyName", "one", "PolicyDocument", LIST_USERS);
        call("PutUserPolicy", "UserName", "alice", "PolicyName", "one", "PolicyDocument", LIST_ROLES);
        assertThat(call("GetUserPolicy", "UserName", "alice", "PolicyName", "one")
                        .element("PolicyDocument"))
                .isEqualTo(Documents.encode(LIST_ROLES));
        assertFails(
                root.iam("GetUserPolicy", "UserName", "alice", "PolicyName", "two"),
                404,
                "NoSuchEntity",
                "The user policy with name two cannot be found.");
        call("DeleteUserPolicy", "UserName", "alice", "PolicyName", "one");
        assertThat(elements(call("ListUserPolicies", "UserName", "alice"), "member"))
                .isEmpty();
    }
}
