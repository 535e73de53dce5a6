package gatehouse.identity.iam;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.identity.Reply;
import gatehouse.identity.TestServer;
import gatehouse.ports.Organizations.Membership;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrganizationFeaturesTest extends IamTest {
    private static final String ID = "o-1234567890";
    private static final Set<String> IAM_SERVICE = Set.of("iam.amazonaws.com");
    private static final String LIST = "ListOrganizationsFeatures";
    private static final String ENABLE_SESSIONS = "EnableOrganizationsRootSessions";

    private void membership(boolean allFeatures, Set<String> trusted, Set<String> otherDelegated) {
        server.organizations.memberships.put(
                TestServer.ACCOUNT, new Membership(ID, TestServer.ACCOUNT, allFeatures, trusted, Set.of()));
        server.organizations.memberships.put(
                TestServer.OTHER_ACCOUNT, new Membership(ID, TestServer.ACCOUNT, allFeatures, trusted, otherDelegated));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                LIST,
                ENABLE_SESSIONS,
                "EnableOrganizationsRootCredentialsManagement",
                "DisableOrganizationsRootSessions",
                "DisableOrganizationsRootCredentialsManagement"
            })
    void anAccountOfNoOrganizationIsToldSo(String operation) {
        assertFails(
                root.iam(operation),
                400,
                "OrganizationNotFoundException",
                "No organization is associated with your account.");
    }

    @Test
    void featuresAreEnabledUntilTheyAreDisabled() {
        membership(true, IAM_SERVICE, Set.of());
        assertThat(elements(call(LIST), "member")).isEmpty();
        assertThat(elements(call(ENABLE_SESSIONS), "member")).containsExactly("RootSessions");
        call(ENABLE_SESSIONS);
        Reply both = call("EnableOrganizationsRootCredentialsManagement");
        assertThat(both.element("OrganizationId")).isEqualTo(ID);
        assertThat(elements(both, "member")).containsExactly("RootCredentialsManagement", "RootSessions");
        assertThat(elements(call("DisableOrganizationsRootSessions"), "member"))
                .containsExactly("RootCredentialsManagement");
        assertThat(elements(call(LIST), "member")).containsExactly("RootCredentialsManagement");
        assertThat(elements(call("DisableOrganizationsRootCredentialsManagement"), "member"))
                .isEmpty();
    }

    @Test
    void aDelegatedAdministratorDisablesButDoesNotEnable() {
        membership(true, IAM_SERVICE, IAM_SERVICE);
        call(ENABLE_SESSIONS);
        assertThat(elements(server.otherRoot.iam(LIST), "member")).containsExactly("RootSessions");
        assertThat(server.otherRoot.iam(ENABLE_SESSIONS).code()).isEqualTo("CallerIsNotManagementAccountException");
        assertThat(elements(server.otherRoot.iam("DisableOrganizationsRootSessions"), "member"))
                .isEmpty();
    }

    @Test
    void anotherMemberLearnsNothing() {
        membership(true, IAM_SERVICE, Set.of("sso.amazonaws.com"));
        for (String operation : new String[] {LIST, ENABLE_SESSIONS, "DisableOrganizationsRootSessions"}) {
            assertThat(server.otherRoot.iam(operation).code())
                    .isEqualTo("AccountNotManagementOrDelegatedAdministratorException");
        }
    }

    @Test
    void theOrganizationMustHaveAllFeaturesAndTrustIam() {
        membership(false, IAM_SERVICE, Set.of());
        assertThat(root.iam(ENABLE_SESSIONS).code()).isEqualTo("OrganizationNotInAllFeaturesModeException");
        membership(true, Set.of("sso.amazonaws.com"), Set.of());
        assertThat(root.iam(ENABLE_SESSIONS).code()).isEqualTo("ServiceAccessNotEnabledException");
        membership(true, IAM_SERVICE, Set.of());
        assertThat(elements(call(LIST), "member")).isEmpty();
    }
}
