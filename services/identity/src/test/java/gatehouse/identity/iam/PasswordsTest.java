package gatehouse.identity.iam;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.identity.Client;
import gatehouse.identity.Policies;
import gatehouse.identity.Reply;
import gatehouse.identity.TestServer;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Passwords: what an account demands of them, who may change them, and what is kept.
class PasswordsTest extends IamTest {
    private static final String CORRECT = "Correct-horse-1";

    private Client alice;

    @BeforeEach
    void makeAlice() {
        alice = server.client("alice", null);
    }

    private Reply create(String password) {
        return root.iam("CreateLoginProfile", "UserName", "alice", "Password", password);
    }

    private Reply change(String oldPassword, String newPassword) {
        return alice.iam("ChangePassword", "OldPassword", oldPassword, "NewPassword", newPassword);
    }

    private static void assertViolates(Reply reply, String message) {
        assertFails(reply, 400, "PasswordPolicyViolation", message);
    }

    @Test
    void whereNoPolicyIsSetAwsDefaultHolds() {
        assertViolates(create("Ab1-"), "Password should have a minimum length of 8");
        assertViolates(
                create("abcdefg1"),
                "Password should meet 1 more of the following requirements: Password should have at least one uppercase"
                        + " letter, Password should have at least one symbol");
        assertThat(create("abcdefg1-").status()).isEqualTo(200);
        assertFails(
                root.iam("GetAccountPasswordPolicy"),
                404,
                "NoSuchEntity",
                "The Password Policy with domain name " + TestServer.ACCOUNT + " cannot be found.");
        assertFails(
                root.iam("DeleteAccountPasswordPolicy"),
                404,
                "NoSuchEntity",
                "The account policy with name PasswordPolicy cannot be found.");
    }

    @Test
    void afterTenWrongGuessesNotEvenTheRightPasswordIsTaken() {
        call("UpdateAccountPasswordPolicy", "AllowUsersToChangePassword", "true");
        create(CORRECT);
        for (int i = 0; i < Guesses.WRONG_MAX; i++) {
            assertThat(change("Wrong-horse-" + i, "Correct-horse-2").message())
                    .isEqualTo("The old password was incorrect.");
        }
        assertThat(change(CORRECT, "Correct-horse-2").code()).isEqualTo("Throttling");
        server.clock.advance(Guesses.WINDOW);
        assertThat(change(CORRECT, "Correct-horse-2").status()).isEqualTo(200);
    }

    @Test
    void anOwnPolicyReplacesTheDefaultAndEveryUpdateReplacesItWhole() {
        call(
                "UpdateAccountPasswordPolicy",
                "MinimumPasswordLength",
                "10",
                "RequireSymbols",
                "true",
                "RequireNumbers",
                "true",
                "RequireUppercaseCharacters",
                "true",
                "RequireLowercaseCharacters",
                "true");
        assertViolates(
                create("ä"),
                "Password should have a minimum length of 10, Password should have at least one uppercase letter,"
                        + " Password should have at least one lowercase letter, Password should have at least one"
                        + " symbol, Password should have at least one number");
        call("UpdateAccountPasswordPolicy", "MaxPasswordAge", "90");
        Reply policy = call("GetAccountPasswordPolicy");
        assertThat(policy.element("MinimumPasswordLength")).isEqualTo("6");
        assertThat(policy.element("RequireSymbols")).isEqualTo("false");
        assertThat(policy.element("ExpirePasswords")).isEqualTo("true");
        assertThat(policy.element("MaxPasswordAge")).isEqualTo("90");
        assertThat(policy.body()).doesNotContain("PasswordReusePrevention");
        assertThat(create("aaaaaa").status()).isEqualTo(200);
        call("DeleteAccountPasswordPolicy");
        assertViolates(
                root.iam("UpdateLoginProfile", "UserName", "alice", "Password", "aaaaaa1"),
                "Password should have a minimum length of 8, Password should meet 1 more of the following requirements:"
                        + " Password should have at least one uppercase letter, Password should have at least one"
                        + " symbol");
    }

    @Test
    void aUserHasOneLoginProfileWhichGoesAlongWhenItIsRenamed() {
        assertThat(create(CORRECT).element("PasswordResetRequired")).isEqualTo("false");
        assertFails(create(CORRECT), 409, "EntityAlreadyExists", "Login Profile for user alice already exists.");
        call("UpdateLoginProfile", "UserName", "alice", "PasswordResetRequired", "true");
        call("UpdateUser", "UserName", "alice", "NewUserName", "carol");
        Reply got = call("GetLoginProfile", "UserName", "carol");
        assertThat(got.element("UserName")).isEqualTo("carol");
        assertThat(got.element("CreateDate")).isEqualTo("2026-03-01T10:00:00Z");
        assertThat(got.element("PasswordResetRequired")).isEqualTo("true");
        call("DeleteLoginProfile", "UserName", "carol");
        assertFails(
                root.iam("GetLoginProfile", "UserName", "carol"),
                404,
                "NoSuchEntity",
                "Login Profile for User carol cannot be found.");
    }

    @Test
    void aUserWithALoginProfileIsNotDeleted() {
        call("CreateUser", "UserName", "bob");
        call("CreateLoginProfile", "UserName", "bob", "Password", CORRECT);
        assertFails(
                root.iam("DeleteUser", "UserName", "bob"),
                409,
                "DeleteConflict",
                "Cannot delete entity, must delete login profile first.");
        call("DeleteLoginProfile", "UserName", "bob");
        call("DeleteUser", "UserName", "bob");
        call("CreateUser", "UserName", "bob");
        assertThat(root.iam("GetLoginProfile", "UserName", "bob").code()).isEqualTo("NoSuchEntity");
    }

    @Test
    void usersChangeTheirPasswordOnlyWhereThePolicyOrTheirOwnLetsThem() {
        create(CORRECT);
        assertThat(change(CORRECT, "Correct-horse-2").code()).isEqualTo("AccessDenied");
        assertThat(alice.iam("GetAccountPasswordPolicy").code()).isEqualTo("AccessDenied");
        call("UpdateAccountPasswordPolicy", "AllowUsersToChangePassword", "true");
        assertThat(alice.iam("GetAccountPasswordPolicy").status()).isEqualTo(200);
        assertThat(change("Correct-horse-0", "Correct-horse-2").message()).isEqualTo("The old password was incorrect.");
        call("UpdateLoginProfile", "UserName", "alice", "PasswordResetRequired", "true");
        assertThat(change(CORRECT, "Correct-horse-2").status()).isEqualTo(200);
        assertThat(call("GetLoginProfile", "UserName", "alice").element("PasswordResetRequired"))
                .isEqualTo("false");
        assertThat(change(CORRECT, "Correct-horse-3").code()).isEqualTo("AccessDenied");
        call(
                "PutUserPolicy",
                "UserName",
                "alice",
                "PolicyName",
                "deny",
                "PolicyDocument",
                Policies.allow("iam:ChangePassword", "*").replace("Allow", "Deny"));
        assertThat(change("Correct-horse-2", "Correct-horse-3").message()).contains("with an explicit deny");
    }

    @Test
    void onlyUsersHavePasswordsOfTheirOwnToChange() {
        assertFails(
                root.iam("ChangePassword", "OldPassword", CORRECT, "NewPassword", "Correct-horse-2"),
                400,
                "InvalidUserType",
                "Only IAM Users can change their own password");
    }

    @Test
    void theLastPasswordsAreNotUsedAgain() {
        call("UpdateAccountPasswordPolicy", "PasswordReusePrevention", "2", "AllowUsersToChangePassword", "true");
        create("first-1");
        String again = "Password has been used recently. Please choose a different password.";
        assertViolates(change("first-1", "first-1"), again);
        assertThat(change("first-1", "second-2").status()).isEqualTo(200);
        assertViolates(change("second-2", "first-1"), again);
        assertThat(change("second-2", "third-3").status()).isEqualTo(200);
        assertViolates(root.iam("UpdateLoginProfile", "UserName", "alice", "Password", "second-2"), again);
        assertThat(change("third-3", "first-1").status()).isEqualTo(200);
    }

    @Test
    void afterAHardExpiryOnlyAnAdministratorSetsThePassword() {
        call(
                "UpdateAccountPasswordPolicy",
                "MaxPasswordAge",
                "2",
                "HardExpiry",
                "true",
                "AllowUsersToChangePassword",
                "true");
        create(CORRECT);
        server.clock.advance(Duration.ofDays(2));
        assertThat(change(CORRECT, "Correct-horse-2").status()).isEqualTo(200);
        server.clock.advance(Duration.ofDays(2).plusSeconds(1));
        assertThat(change("Correct-horse-2", "Correct-horse-3").message())
                .isEqualTo("The password has expired. An administrator must reset it.");
        call("UpdateAccountPasswordPolicy", "MaxPasswordAge", "2", "AllowUsersToChangePassword", "true");
        assertThat(change("Correct-horse-2", "Correct-horse-3").status()).isEqualTo(200);
    }

    @Test
    void noPasswordStandsInTheTrail() {
        create(CORRECT);
        assertThat(server.lastIamEvent(TestServer.ACCOUNT).toString()).doesNotContain(CORRECT);
        call("UpdateLoginProfile", "UserName", "alice", "Password", CORRECT);
        assertThat(server.lastIamEvent(TestServer.ACCOUNT).toString()).doesNotContain(CORRECT);
        change(CORRECT, CORRECT);
        assertThat(server.lastIamEvent(TestServer.ACCOUNT).toString()).doesNotContain(CORRECT);
    }
}
