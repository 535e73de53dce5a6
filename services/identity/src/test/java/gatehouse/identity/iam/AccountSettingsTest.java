package gatehouse.identity.iam;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.identity.Reply;
import gatehouse.identity.TestServer;
import org.junit.jupiter.api.Test;

class AccountSettingsTest extends IamTest {
    private static final String DISABLED = "Outbound identity federation is disabled for your account.";

    @Test
    void theTokensVersionIsShownInTheSummary() {
        String shown = "<key>GlobalEndpointTokenVersion</key><value>%d</value>";
        assertThat(call("GetAccountSummary").body()).contains(shown.formatted(1));
        call("SetSecurityTokenServicePreferences", "GlobalEndpointTokenVersion", "v2Token");
        assertThat(call("GetAccountSummary").body()).contains(shown.formatted(2));
        assertThat(server.otherRoot.iam("GetAccountSummary").body()).contains(shown.formatted(1));
        call("SetSecurityTokenServicePreferences", "GlobalEndpointTokenVersion", "v1Token");
        assertThat(call("GetAccountSummary").body()).contains(shown.formatted(1));
        assertThat(root.iam("SetSecurityTokenServicePreferences", "GlobalEndpointTokenVersion", "v3Token")
                        .code())
                .isEqualTo("ValidationError");
    }

    @Test
    void anAccountVendsTokensAsOneIssuerOnly() {
        assertFails(root.iam("GetOutboundWebIdentityFederationInfo"), 404, "FeatureDisabled", DISABLED);
        assertFails(root.iam("DisableOutboundWebIdentityFederation"), 404, "FeatureDisabled", DISABLED);
        String issuer = call("EnableOutboundWebIdentityFederation").element("IssuerIdentifier");
        assertThat(issuer)
                .matches("https://a1[0-9a-f]{6}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"
                        + "\\.tokens\\.sts\\.global\\.api\\.aws");
        assertThat(server.lastIamEvent(TestServer.ACCOUNT).toString()).contains(issuer);
        assertFails(
                root.iam("EnableOutboundWebIdentityFederation"),
                409,
                "FeatureEnabled",
                "Outbound identity federation is already enabled for your account.");
        Reply info = call("GetOutboundWebIdentityFederationInfo");
        assertThat(info.element("IssuerIdentifier")).isEqualTo(issuer);
        assertThat(info.element("JwtVendingEnabled")).isEqualTo("true");
        assertThat(server.otherRoot.iam("EnableOutboundWebIdentityFederation").element("IssuerIdentifier"))
                .isNotEqualTo(issuer);
        call("DisableOutboundWebIdentityFederation");
        assertFails(root.iam("GetOutboundWebIdentityFederationInfo"), 404, "FeatureDisabled", DISABLED);
        assertThat(call("EnableOutboundWebIdentityFederation").element("IssuerIdentifier"))
                .isEqualTo(issuer);
    }

    @Test
    void settingsDoNotTouchOneAnother() {
        call("SetSecurityTokenServicePreferences", "GlobalEndpointTokenVersion", "v2Token");
        call("EnableOutboundWebIdentityFederation");
        call("DisableOutboundWebIdentityFederation");
        assertThat(call("GetAccountSummary").body()).contains("<key>GlobalEndpointTokenVersion</key><value>2</value>");
        call("EnableOutboundWebIdentityFederation");
        call("SetSecurityTokenServicePreferences", "GlobalEndpointTokenVersion", "v1Token");
        assertThat(call("GetOutboundWebIdentityFederationInfo").element("JwtVendingEnabled"))
                .isEqualTo("true");
    }
}
