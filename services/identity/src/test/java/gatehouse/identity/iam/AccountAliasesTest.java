package gatehouse.identity.iam;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccountAliasesTest extends IamTest {
    private List<String> aliases() {
        return elements(call("ListAccountAliases"), "member");
    }

    @Test
    void aNewAliasTakesThePlaceOfTheOld() {
        assertThat(aliases()).isEmpty();
        call("CreateAccountAlias", "AccountAlias", "first");
        call("CreateAccountAlias", "AccountAlias", "second");
        assertThat(aliases()).containsExactly("second");
        assertThat(server.otherRoot
                        .iam("CreateAccountAlias", "AccountAlias", "first")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void anAliasIsOneAccountsOnly() {
        call("CreateAccountAlias", "AccountAlias", "mine");
        assertFails(
                server.otherRoot.iam("CreateAccountAlias", "AccountAlias", "mine"),
                409,
                "EntityAlreadyExists",
                "The account alias mine already exists.");
        assertThat(root.iam("CreateAccountAlias", "AccountAlias", "mine").code())
                .isEqualTo("EntityAlreadyExists");
        assertFails(
                server.otherRoot.iam("DeleteAccountAlias", "AccountAlias", "mine"),
                404,
                "NoSuchEntity",
                "The account alias mine cannot be found.");
        assertThat(elements(server.otherRoot.iam("ListAccountAliases"), "member"))
                .isEmpty();
        assertThat(aliases()).containsExactly("mine");
        call("DeleteAccountAlias", "AccountAlias", "mine");
        assertThat(aliases()).isEmpty();
        assertThat(root.iam("DeleteAccountAlias", "AccountAlias", "mine").code())
                .isEqualTo("NoSuchEntity");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ab", "Upper", "-lead", "trail-", "two--hyphens", "under_score", "123456789012"})
    void whatIsNoAliasIsRefused(String alias) {
        assertThat(root.iam("CreateAccountAlias", "AccountAlias", alias).code()).isEqualTo("ValidationError");
        assertThat(aliases()).isEmpty();
    }
}
