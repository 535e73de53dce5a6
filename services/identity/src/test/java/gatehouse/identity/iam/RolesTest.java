package gatehouse.identity.iam;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.identity.Policies;
import gatehouse.identity.Reply;
import gatehouse.identity.TestServer;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RolesTest extends IamTest {
    @Test
    void aRoleShowsItsTrustPolicyUrlEncoded() {
        Reply created = call(
                "CreateRole", "RoleName", "deployer", "AssumeRolePolicyDocument", World.TRUST, "Description", "Ships");
        assertThat(created.element("RoleId")).matches("AROA[A-Z2-7]{17}");
        assertThat(created.element("Arn")).isEqualTo(IAM + "role/deployer");
        Reply got = call("GetRole", "RoleName", "deployer");
        String encoded = got.element("AssumeRolePolicyDocument");
        assertThat(encoded).startsWith("%7B%22Version%22%3A%222012-10-17%22").doesNotContain("+");
        assertThat(URLDecoder.decode(encoded, StandardCharsets.UTF_8)).isEqualTo(World.TRUST);
        assertThat(got.element("MaxSessionDuration")).isEqualTo("3600");
        assertThat(got.element("Description")).isEqualTo("Ships");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "999999999999",
                "arn:aws:iam::999999999999:root",
                "arn:aws:iam::111122223333:user/nobody",
                "arn:aws:iam::111122223333:user/wrong/alice",
                "arn:aws:iam::111122223333:role/nothing",
                "arn:aws:sts::111122223333:assumed-role/nothing/session",
                "AIDAQQQQQQQQQQQQQQQQQ",
                "alice"
            })
    void aTrustPolicyThatNamesSomeoneUnknownIsMalformed(String principal) {
        call("CreateUser", "UserName", "alice");
        Reply reply = root.iam(
                "CreateRole",
                "RoleName",
                "deployer",
                "AssumeRolePolicyDocument",
                Policies.trust(principal, "sts:AssumeRole"));
        assertFails(
                reply, 400, "MalformedPolicyDocument", "Invalid principal in policy: \"AWS\":\"" + principal + "\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                TestServer.OTHER_ACCOUNT,
                "arn:aws:iam::444455556666:root",
                "arn:aws:iam::111122223333:user/alice",
                "arn:aws:iam::111122223333:role/trusted",
                "arn:aws:sts::111122223333:assumed-role/trusted/session"
            })
    void whomATrustPolicyNamesMustExist(String principal) {
        call("CreateUser", "UserName", "alice");
        call("CreateRole", "RoleName", "trusted", "AssumeRolePolicyDocument", World.TRUST);
        call(
                "CreateRole",
                "RoleName",
                "deployer",
                "AssumeRolePolicyDocument",
                Policies.trust(principal, "sts:AssumeRole"));
    }

    @Test
    void aTrustPolicyWithoutPrincipalIsMalformed() {
        Reply reply = root.iam(
                "CreateRole",
                "RoleName",
                "deployer",
                "AssumeRolePolicyDocument",
                "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"sts:AssumeRole\"}]}");
        assertThat(reply.code()).isEqualTo("MalformedPolicyDocument");
    }

    @Test
    void aRoleCanBeUpdated() {
        call("CreateRole", "RoleName", "deployer", "AssumeRolePolicyDocument", World.TRUST);
        call("UpdateRole", "RoleName", "deployer", "MaxSessionDuration", "7200", "Description", "one");
        call("UpdateRole", "RoleName", "deployer", "MaxSessionDuration", "3601");
        Reply described = call("UpdateRoleDescription", "RoleName", "deployer", "Description", "two");
        assertThat(described.element("Description")).isEqualTo("two");
        assertThat(call("GetRole", "RoleName", "deployer").element("MaxSessionDuration"))
                .isEqualTo("3601");
        assertThat(root.iam("UpdateRole", "RoleName", "deployer", "MaxSessionDuration", "60")
                        .code())
                .isEqualTo("ValidationError");
    }

    @Test
    void aRoleWithPoliciesCannotBeDeleted() {
        World world = World.make(root, 1);
        assertThat(root.iam("DeleteRole", "RoleName", "role1").message())
                .isEqualTo("Cannot delete entity, must detach all policies first.");
        world.call("DetachRolePolicy", "RoleName", "{role}", "PolicyArn", "{policy}");
        assertThat(root.iam("DeleteRole", "RoleName", "role1").message())
                .isEqualTo("Cannot delete entity, must delete policies first.");
        world.call("DeleteRolePolicy", "RoleName", "{role}", "PolicyName", "inline");
        world.call("DeleteRole", "RoleName", "{role}");
    }

    @Test
    void nobodyMakesARoleThatOrganizationsPoliciesDoNotBind() {
        for (String path : new String[] {"/aws-service-role/x.amazonaws.com/", "/aws-reserved/sso.amazonaws.com/"}) {
            Reply reply =
                    root.iam("CreateRole", "RoleName", "linked", "Path", path, "AssumeRolePolicyDocument", World.TRUST);
            assertFails(
                    reply, 400, "InvalidInput", "The path " + path + " is reserved for roles that AWS services make.");
        }
    }
}
