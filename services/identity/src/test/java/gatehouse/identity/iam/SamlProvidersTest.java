package gatehouse.identity.iam;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.identity.Reply;
import gatehouse.identity.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SamlProvidersTest extends IamTest {
    private static final String ARN = "SAMLProviderArn";
    private static final String DOCUMENT = "SAMLMetadataDocument";
    private static final String PROVIDER = IAM + "saml-provider/corp";
    private static final String PEM = "-----BEGIN PRIVATE KEY-----\nU2VjcmV0U2VjcmV0\n-----END PRIVATE KEY-----";

    private void create() {
        call("CreateSAMLProvider", "Name", "corp", DOCUMENT, SamlDocument.METADATA);
    }

    @Test
    void aProviderLivesUntilItIsDeleted() {
        create();
        Reply got = call("GetSAMLProvider", ARN, PROVIDER);
        assertThat(got.body()).contains("https://idp.example.com/sso");
        assertThat(got.element("ValidUntil")).isEqualTo("2126-03-01T10:00:00Z");
        String dated = SamlDocument.METADATA.replace("entityID=", "validUntil=\"2030-01-02T03:04:05Z\" entityID=");
        call("UpdateSAMLProvider", ARN, PROVIDER, DOCUMENT, dated);
        assertThat(call("ListSAMLProviders").element("ValidUntil")).isEqualTo("2030-01-02T03:04:05Z");
        assertFails(
                root.iam("CreateSAMLProvider", "Name", "corp", DOCUMENT, dated),
                409,
                "EntityAlreadyExists",
                "Provider with name corp already exists.");
        call("DeleteSAMLProvider", ARN, PROVIDER);
        assertFails(
                root.iam("GetSAMLProvider", ARN, PROVIDER),
                404,
                "NoSuchEntity",
                "Manifest not found for arn " + PROVIDER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"IDPSSODescriptor", "X509Certificate>", "entityID", "MII", "SAML:2.0:metadata"})
    void whatIsNoMetadataIsRefused(String broken) {
        String document = SamlDocument.METADATA.replace(broken, "x" + broken);
        assertFails(
                root.iam("CreateSAMLProvider", "Name", "corp", DOCUMENT, document),
                400,
                "InvalidInput",
                "Could not parse metadata");
    }

    @Test
    void aDocumentTypeIsRefusedWithWhateverEntities() {
        String document = SamlDocument.METADATA.replace(
                "<md:EntityDescriptor", "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><md:EntityDescriptor");
        assertThat(root.iam("CreateSAMLProvider", "Name", "corp", DOCUMENT, document)
                        .message())
                .isEqualTo("Could not parse metadata");
    }

    @Test
    void aProviderHasTwoPrivateKeysAtMostAndShowsNone() {
        create();
        call("UpdateSAMLProvider", ARN, PROVIDER, "AddPrivateKey", PEM, "AssertionEncryptionMode", "Required");
        assertThat(server.lastIamEvent(TestServer.ACCOUNT).toString()).doesNotContain("U2VjcmV0U2VjcmV0");
        call("UpdateSAMLProvider", ARN, PROVIDER, "AddPrivateKey", PEM);
        assertThat(root.iam("UpdateSAMLProvider", ARN, PROVIDER, "AddPrivateKey", PEM)
                        .code())
                .isEqualTo("LimitExceeded");
        Reply got = call("GetSAMLProvider", ARN, PROVIDER);
        assertThat(got.body()).doesNotContain("U2VjcmV0U2VjcmV0").contains("Required");
        call("UpdateSAMLProvider", ARN, PROVIDER, "RemovePrivateKey", got.element("KeyId"));
        assertThat(elements(call("GetSAMLProvider", ARN, PROVIDER), "KeyId")).hasSize(1);
        assertThat(root.iam("UpdateSAMLProvider", ARN, PROVIDER, "AddPrivateKey", "no key")
                        .code())
                .isEqualTo("InvalidInput");
    }
}
