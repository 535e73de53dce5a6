package gatehouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.DeleteConflictException;
import software.amazon.awssdk.services.iam.model.EntityAlreadyExistsException;
import software.amazon.awssdk.services.iam.model.GetOpenIdConnectProviderResponse;
import software.amazon.awssdk.services.iam.model.InstanceProfile;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.iam.model.OpenIDConnectProviderListEntry;
import software.amazon.awssdk.services.iam.model.Tag;

/// The lives of IAM's entities, from creation to deletion, through the AWS SDK.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class IamLifeSdkTest {
    private static final Tag TAG = Tag.builder().key("team").value("blue").build();

    private final TestServer server = TestServer.start();
    private final IamWorld world = new IamWorld(server);
    private final IamClient root = world.root();

    @AfterAll
    void stop() {
        root.close();
        server.close();
    }

    @Test
    void anInstanceProfileCarriesARoleAndGoesWhenItIsEmpty() {
        String role = world.role();
        InstanceProfile made = root.createInstanceProfile(
                        in -> in.instanceProfileName("web").path("/life/").tags(TAG))
                .instanceProfile();
        root.addRoleToInstanceProfile(in -> in.instanceProfileName("web").roleName(role));
        InstanceProfile got =
                root.getInstanceProfile(in -> in.instanceProfileName("web")).instanceProfile();
        assertThat(got.instanceProfileId()).isEqualTo(made.instanceProfileId());
        assertThat(got.arn()).isEqualTo("arn:aws:iam::111122223333:instance-profile/life/web");
        assertThat(got.tags()).containsExactly(TAG);
        assertThat(got.roles())
                .singleElement()
                .satisfies(held -> assertThat(held.roleName()).isEqualTo(role));
        root.createInstanceProfile(in -> in.instanceProfileName("other").path("/life/"));
        assertThat(root.listInstanceProfilesPaginator(
                                in -> in.pathPrefix("/life/").maxItems(1))
                        .instanceProfiles())
                .extracting(InstanceProfile::instanceProfileName)
                .containsExactly("other", "web");
        assertThatThrownBy(() -> root.deleteInstanceProfile(in -> in.instanceProfileName("web")))
                .isInstanceOf(DeleteConflictException.class);
        assertThatThrownBy(() -> root.deleteRole(in -> in.roleName(role))).isInstanceOf(DeleteConflictException.class);
        root.removeRoleFromInstanceProfile(in -> in.instanceProfileName("web").roleName(role));
        root.deleteInstanceProfile(in -> in.instanceProfileName("web"));
        root.deleteRole(in -> in.roleName(role));
        assertThatThrownBy(() -> root.getInstanceProfile(in -> in.instanceProfileName("web")))
                .isInstanceOf(NoSuchEntityException.class);
    }

    @Test
    void anOpenIdProviderIsChangedListedAndDeleted() {
        String arn = root.createOpenIDConnectProvider(in ->
                        in.url("https://life.example.com").clientIDList("app").tags(TAG))
                .openIDConnectProviderArn();
        assertThatThrownBy(() -> root.createOpenIDConnectProvider(in -> in.url("https://life.example.com")))
                .isInstanceOf(EntityAlreadyExistsException.class);
        root.addClientIDToOpenIDConnectProvider(
                in -> in.openIDConnectProviderArn(arn).clientID("other"));
        root.removeClientIDFromOpenIDConnectProvider(
                in -> in.openIDConnectProviderArn(arn).clientID("app"));
        root.updateOpenIDConnectProviderThumbprint(
                in -> in.openIDConnectProviderArn(arn).thumbprintList("b".repeat(40)));
        GetOpenIdConnectProviderResponse got = root.getOpenIDConnectProvider(in -> in.openIDConnectProviderArn(arn));
        assertThat(got.url()).isEqualTo("life.example.com");
        assertThat(got.clientIDList()).containsExactly("other");
        assertThat(got.thumbprintList()).containsExactly("b".repeat(40));
        assertThat(got.tags()).containsExactly(TAG);
        assertThat(root.listOpenIDConnectProviders().openIDConnectProviderList())
                .extracting(OpenIDConnectProviderListEntry::arn)
                .contains(arn);
        root.deleteOpenIDConnectProvider(in -> in.openIDConnectProviderArn(arn));
        assertThatThrownBy(() -> root.getOpenIDConnectProvider(in -> in.openIDConnectProviderArn(arn)))
                .isInstanceOf(NoSuchEntityException.class);
    }

    @Test
    void anAliasIsTheAccountsUntilItIsDeleted() {
        root.createAccountAlias(in -> in.accountAlias("life"));
        assertThatThrownBy(() -> root.createAccountAlias(in -> in.accountAlias("life")))
                .isInstanceOf(EntityAlreadyExistsException.class);
        assertThat(root.listAccountAliases().accountAliases()).isEqualTo(List.of("life"));
        root.deleteAccountAlias(in -> in.accountAlias("life"));
        assertThat(root.listAccountAliases().accountAliases()).isEmpty();
        assertThatThrownBy(() -> root.deleteAccountAlias(in -> in.accountAlias("life")))
                .isInstanceOf(NoSuchEntityException.class);
    }
}
