package gatehouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.conformance.SignedClient.Answer;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/// Outbound web identity federation, which the AWS SDK for Java does not know yet.
final class OutboundFederationTest {
    @Test
    void anAccountVendsTokensAsOneIssuerFromWhenItIsEnabledUntilItIsDisabled()
            throws IOException, InterruptedException {
        try (TestServer server = TestServer.start();
                SignedClient root =
                        new SignedClient(server.endpoint(), TestServer.ROOT_KEY_ID, TestServer.ROOT_SECRET)) {
            assertThat(call(root, "GetOutboundWebIdentityFederationInfo").text("Code"))
                    .isEqualTo("FeatureDisabled");
            String issuer = call(root, "EnableOutboundWebIdentityFederation").text("IssuerIdentifier");
            assertThat(issuer).endsWith(".tokens.sts.global.api.aws");
            assertThat(call(root, "EnableOutboundWebIdentityFederation").text("Code"))
                    .isEqualTo("FeatureEnabled");
            Answer info = call(root, "GetOutboundWebIdentityFederationInfo");
            assertThat(info.text("IssuerIdentifier")).isEqualTo(issuer);
            assertThat(info.text("JwtVendingEnabled")).isEqualTo("true");
            assertThat(call(root, "DisableOutboundWebIdentityFederation").status())
                    .isEqualTo(200);
            assertThat(call(root, "DisableOutboundWebIdentityFederation").text("Code"))
                    .isEqualTo("FeatureDisabled");
        }
    }

    private static Answer call(SignedClient root, String operation) throws IOException, InterruptedException {
        return root.iam("Action=" + operation);
    }
}
