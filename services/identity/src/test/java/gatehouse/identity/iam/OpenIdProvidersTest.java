package gatehouse.identity.iam;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.identity.Client;
import gatehouse.identity.Reply;
import gatehouse.identity.TestServer;
import gatehouse.store.log.LogEntry.Attribute;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpenIdProvidersTest extends IamTest {
    private static final String ARN = "OpenIDConnectProviderArn";
    private static final String URL = "https://login.example.com/realms/main";
    private static final String PROVIDER = IAM + "oidc-provider/login.example.com/realms/main";
    private static final String THUMBPRINT = "0123456789abcdef0123456789abcdef01234567";

    @Override
    IamLimits limits() {
        return new IamLimits(Map.of(
                Quota.OPEN_ID_PROVIDERS_PER_ACCOUNT,
                2,
                Quota.CLIENT_IDS_PER_OPEN_ID_PROVIDER,
                2,
                Quota.TAGS_PER_OPEN_ID_PROVIDER,
                2));
    }

    private void create() {
        call("CreateOpenIDConnectProvider", "Url", URL, "ClientIDList.member.1", "app");
    }

    private List<String> clientIds() {
        Reply got = call("GetOpenIDConnectProvider", ARN, PROVIDER);
        return elements(new Reply(200, got.element("ClientIDList")), "member");
    }

    private static String[] tag(String key, String value) {
        return new String[] {ARN, PROVIDER, "Tags.member.1.Key", key, "Tags.member.1.Value", value};
    }

    private static String[] thumbprints(int count, String... before) {
        List<String> parameters = new ArrayList<>(List.of(before));
        for (int i = 1; i <= count; i++) {
            parameters.addAll(List.of("ThumbprintList.member." + i, THUMBPRINT));
        }
        return parameters.toArray(String[]::new);
    }

    @Test
    void aProviderIsShownByItsArnWithoutTheScheme() {
        Reply created = call(
                "CreateOpenIDConnectProvider",
                "Url",
                URL,
                "ClientIDList.member.1",
                "app",
                "ClientIDList.member.2",
                "app",
                "ThumbprintList.member.1",
                THUMBPRINT,
                "Tags.member.1.Key",
                "team",
                "Tags.member.1.Value",
                "blue");
        assertThat(created.element(ARN)).isEqualTo(PROVIDER);
        assertThat(created.element("Value")).isEqualTo("blue");
        Reply got = call("GetOpenIDConnectProvider", ARN, PROVIDER);
        assertThat(got.element("Url")).isEqualTo("login.example.com/realms/main");
        assertThat(clientIds()).containsExactly("app");
        assertThat(got.element("ThumbprintList")).contains(THUMBPRINT);
        assertThat(got.element("Key")).isEqualTo("team");
        assertThat(got.element("CreateDate")).isEqualTo("2026-03-01T10:00:00Z");
        assertThat(elements(call("ListOpenIDConnectProviders"), "Arn")).containsExactly(PROVIDER);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://login.example.com",
                "login.example.com",
                "https://",
                "https:///path",
                "https://login.example.com?x=y",
                "https://login.example.com/#f",
                "https://me@login.example.com",
                "https://login example.com"
            })
    void whatIsNoIssuersUrlIsRefused(String url) {
        assertFails(
                root.iam("CreateOpenIDConnectProvider", "Url", url),
                400,
                "ValidationError",
                "Invalid Open ID Connect Provider URL");
    }

    @Test
    void aUrlIsRegisteredOncePerAccount() {
        create();
        assertFails(
                root.iam("CreateOpenIDConnectProvider", "Url", URL),
                409,
                "EntityAlreadyExists",
                "Provider with url " + URL + " already exists.");
        assertThat(server.otherRoot
                        .iam("CreateOpenIDConnectProvider", "Url", URL)
                        .status())
                .isEqualTo(200);
        assertThat(server.otherRoot
                        .iam("GetOpenIDConnectProvider", ARN, PROVIDER)
                        .code())
                .isEqualTo("AccessDenied");
    }

    @Test
    void deletingTwiceIsNoError() {
        create();
        call("DeleteOpenIDConnectProvider", ARN, PROVIDER);
        call("DeleteOpenIDConnectProvider", ARN, PROVIDER);
        assertFails(
                root.iam("GetOpenIDConnectProvider", ARN, PROVIDER),
                404,
                "NoSuchEntity",
                "OpenIDConnect Provider not found for arn " + PROVIDER);
        assertThat(call("GetAccountSummary").body()).contains("<key>Providers</key><value>0</value>");
    }

    @Test
    void clientIdsAreAddedAndRemovedOnce() {
        create();
        call("AddClientIDToOpenIDConnectProvider", ARN, PROVIDER, "ClientID", "other");
        call("AddClientIDToOpenIDConnectProvider", ARN, PROVIDER, "ClientID", "other");
        assertThat(clientIds()).containsExactly("app", "other");
        assertFails(
                root.iam("AddClientIDToOpenIDConnectProvider", ARN, PROVIDER, "ClientID", "third"),
                409,
                "LimitExceeded",
                "Cannot exceed quota for ClientIdsPerOpenIdConnectProvider: 2");
        call("RemoveClientIDFromOpenIDConnectProvider", ARN, PROVIDER, "ClientID", "app");
        call("RemoveClientIDFromOpenIDConnectProvider", ARN, PROVIDER, "ClientID", "app");
        assertThat(clientIds()).containsExactly("other");
    }

    @Test
    void thumbprintsAreReplacedAndAtMostFive() {
        create();
        call("UpdateOpenIDConnectProviderThumbprint", thumbprints(5, ARN, PROVIDER));
        assertFails(
                root.iam("UpdateOpenIDConnectProviderThumbprint", thumbprints(6, ARN, PROVIDER)),
                400,
                "InvalidInput",
                "Thumbprint list must contain fewer than 5 entries.");
        call("UpdateOpenIDConnectProviderThumbprint", thumbprints(1, ARN, PROVIDER));
        assertThat(elements(
                        new Reply(
                                200,
                                call("GetOpenIDConnectProvider", ARN, PROVIDER).element("ThumbprintList")),
                        "member"))
                .containsExactly(THUMBPRINT);
        assertThat(root.iam("CreateOpenIDConnectProvider", thumbprints(6, "Url", "https://a.example.com"))
                        .code())
                .isEqualTo("InvalidInput");
    }

    @Test
    void tagsAreSetRemovedListedAndFew() {
        create();
        call("TagOpenIDConnectProvider", tag("a", "1"));
        call("TagOpenIDConnectProvider", tag("b", "2"));
        assertFails(
                root.iam("TagOpenIDConnectProvider", tag("c", "3")),
                409,
                "LimitExceeded",
                "The number of tags has reached the maximum limit.");
        call("UntagOpenIDConnectProvider", ARN, PROVIDER, "TagKeys.member.1", "a");
        assertThat(elements(call("ListOpenIDConnectProviderTags", ARN, PROVIDER), "Key"))
                .containsExactly("b");
    }

    @Test
    void anAccountHasSoManyProvidersAndTheSummaryCountsThem() {
        create();
        call("CreateOpenIDConnectProvider", "Url", "https://b.example.com:8443");
        assertFails(
                root.iam("CreateOpenIDConnectProvider", "Url", "https://c.example.com"),
                409,
                "LimitExceeded",
                "Cannot exceed quota for OpenIdConnectProvidersPerAccount: 2");
        assertThat(call("GetAccountSummary").body()).contains("<key>Providers</key><value>2</value>");
    }

    @Test
    void anArnOfSomethingElseIsInvalid() {
        assertFails(
                root.iam("GetOpenIDConnectProvider", ARN, IAM + "user/alice"),
                400,
                "InvalidInput",
                "ARN " + IAM + "user/alice is not valid.");
    }

    @Test
    void creatingWithTagsNeedsThePermissionToTagAndTagsDecide() {
        Client creator = server.client("creator", """
                {"Version":"2012-10-17","Statement":[
                {"Effect":"Allow","Action":"iam:CreateOpenIDConnectProvider","Resource":"*"},
                {"Effect":"Allow","Action":"iam:GetOpenIDConnectProvider","Resource":"*",
                "Condition":{"StringEquals":{"aws:ResourceTag/team":"blue"}}}]}""");
        String[] tagged = {"Url", URL, "Tags.member.1.Key", "team", "Tags.member.1.Value", "blue"};
        assertThat(creator.iam("CreateOpenIDConnectProvider", tagged).message())
                .contains("is not authorized to perform: iam:TagOpenIDConnectProvider on resource: " + PROVIDER);
        create();
        assertThat(creator.iam("GetOpenIDConnectProvider", ARN, PROVIDER).code())
                .isEqualTo("AccessDenied");
        call("TagOpenIDConnectProvider", tag("team", "blue"));
        assertThat(creator.iam("GetOpenIDConnectProvider", ARN, PROVIDER).status())
                .isEqualTo(200);
    }

    @Test
    void anEventIsFoundByTheProvidersArn() {
        create();
        assertThat(server.lastEntry(TestServer.ACCOUNT, "us-east-1").attributes())
                .contains(
                        new Attribute("ResourceType", "AWS::IAM::OIDCProvider"),
                        new Attribute("ResourceName", PROVIDER));
    }
}
