package gatehouse.identity.iam;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.identity.Client;
import gatehouse.identity.Policies;
import gatehouse.identity.Reply;
import gatehouse.identity.TestServer;
import gatehouse.store.log.LogEntry.Attribute;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ServerCertificatesTest extends IamTest {
    private static final String NAME = "ServerCertificateName";
    private static final String BODY = "CertificateBody";
    private static final String KEY = "PrivateKey";
    private static final String CHAIN = "CertificateChain";

    private static final TestCertificate CA = TestCertificate.selfSigned("Root");
    private static final TestCertificate INTERMEDIATE = CA.issue("Intermediate", TestCertificate.OTHER_RSA);
    private static final TestCertificate LEAF = INTERMEDIATE.issue("Leaf", TestCertificate.EC);

    @Override
    IamLimits limits() {
        return new IamLimits(Map.of(Quota.SERVER_CERTIFICATES_PER_ACCOUNT, 4, Quota.TAGS_PER_SERVER_CERTIFICATE, 2));
    }

    private Reply upload(String name, TestCertificate certificate, String... more) {
        List<String> all = new ArrayList<>(List.of(NAME, name, BODY, certificate.pem(), KEY, certificate.keyPem()));
        all.addAll(List.of(more));
        return root.iam("UploadServerCertificate", all.toArray(String[]::new));
    }

    private static String[] tag(String key, String value) {
        return new String[] {NAME, "web", "Tags.member.1.Key", key, "Tags.member.1.Value", value};
    }

    @Test
    void aCertificateIsShownAsItCameButItsKeyIsNot() {
        String chain = INTERMEDIATE.pem() + CA.pem();
        Reply made = upload("web", LEAF, CHAIN, chain, "Path", "/site/");
        assertThat(made.element("ServerCertificateId")).matches("ASCA[A-Z2-7]{17}");
        assertThat(made.element("Arn")).isEqualTo(IAM + "server-certificate/site/web");
        assertThat(made.element("UploadDate")).isEqualTo("2026-03-01T10:00:00Z");
        assertThat(made.element("Expiration")).isEqualTo("2040-01-01T00:00:00Z");
        assertThat(made.body()).doesNotContain("<Tags", BODY);
        String secret = LEAF.keyPem().lines().skip(1).findFirst().orElseThrow();
        assertThat(server.lastIamEvent(TestServer.ACCOUNT).toString())
                .contains(made.element("ServerCertificateId"))
                .doesNotContain(secret, "privateKey");
        Reply got = call("GetServerCertificate", NAME, "WEB");
        assertThat(got.element(BODY)).isEqualTo(LEAF.pem());
        assertThat(got.element(CHAIN)).isEqualTo(chain);
        assertThat(got.element("Path")).isEqualTo("/site/");
        assertThat(got.body()).contains("<Tags").doesNotContain(secret);
        assertThat(call("ListServerCertificates").body()).doesNotContain(BODY, "<Tags");
    }

    @Test
    void thePrivateKeyIsKeptSealedUntilTheCertificateIsDeleted() {
        String id = upload("web", LEAF).element("ServerCertificateId");
        call("UpdateServerCertificate", NAME, "web", "NewServerCertificateName", "site");
        ServerCertificateMaterial material = Objects.requireNonNull(material(id));
        assertThat(server.unseal(material.sealedPrivateKey(), "iam.server-certificate/" + id))
                .isEqualTo(LEAF.keyPem());
        assertThat(material.toString()).doesNotContain("PRIVATE");
        call("DeleteServerCertificate", NAME, "site");
        assertThat(material(id)).isNull();
    }

    private @Nullable ServerCertificateMaterial material(String id) {
        return server.store.begin().get(IamTables.SERVER_CERTIFICATE_MATERIALS, IamTables.uniqueId(id));
    }

    @Test
    void keysComeInTheFormsThatTheyHave() {
        TestCertificate rsa = TestCertificate.selfSigned("rsa");
        String pkcs8 = rsa.pkcs8Pem();
        assertThat(rsa.keyPem()).contains("BEGIN RSA PRIVATE KEY");
        assertThat(LEAF.keyPem()).contains("BEGIN EC PRIVATE KEY");
        assertThat(pkcs8).contains("BEGIN PRIVATE KEY");
        assertThat(upload("a", rsa).status()).isEqualTo(200);
        assertThat(upload("b", LEAF).status()).isEqualTo(200);
        call("UploadServerCertificate", NAME, "c", BODY, rsa.pem(), KEY, pkcs8);
    }

    @Test
    void aNameIsTakenInWhateverCase() {
        upload("web", LEAF);
        assertFails(
                upload("Web", LEAF, "Path", "/other/"),
                409,
                "EntityAlreadyExists",
                "The Server Certificate with name Web already exists.");
        upload("other", LEAF);
        assertFails(
                root.iam("UpdateServerCertificate", NAME, "other", "NewServerCertificateName", "WEB"),
                409,
                "EntityAlreadyExists",
                "The Server Certificate with name WEB already exists.");
        call("UpdateServerCertificate", NAME, "web", "NewServerCertificateName", "WEB", "NewPath", "/new/");
        assertThat(call("GetServerCertificate", NAME, "web").element("Arn"))
                .isEqualTo(IAM + "server-certificate/new/WEB");
    }

    @Test
    void whatIsNotThereIsSaidSo() {
        for (String action : List.of(
                "GetServerCertificate",
                "UpdateServerCertificate",
                "DeleteServerCertificate",
                "TagServerCertificate",
                "ListServerCertificateTags")) {
            assertFails(
                    root.iam(action, tag("team", "blue")),
                    404,
                    "NoSuchEntity",
                    "The Server Certificate with name web cannot be found.");
        }
    }

    @Test
    void aKeyOfAnotherCertificateIsRefused() {
        for (TestCertificate other :
                List.of(INTERMEDIATE, CA, TestCertificate.selfSigned(TestCertificate.keys("EC", 384)))) {
            assertFails(
                    root.iam("UploadServerCertificate", NAME, "web", BODY, LEAF.pem(), KEY, other.keyPem()),
                    400,
                    "KeyPairMismatch",
                    "The public key certificate and the private key do not match.");
        }
    }

    @Test
    void whatCannotBeReadIsMalformed() {
        String unreadable = "Unable to parse certificate. Please ensure the certificate is in PEM format.";
        for (String body :
                List.of("no certificate", LEAF.pem() + CA.pem(), LEAF.pem().replace("MII", "MIJ"))) {
            assertFails(
                    root.iam("UploadServerCertificate", NAME, "web", BODY, body, KEY, LEAF.keyPem()),
                    400,
                    "MalformedCertificate",
                    unreadable);
        }
        assertFails(upload("web", LEAF, CHAIN, "words\n" + CA.pem()), 400, "MalformedCertificate", unreadable);
        String key = LEAF.keyPem();
        for (String bad : List.of(
                "no key",
                key.substring(0, 90),
                key.replace("MH", "!!"),
                key.replace("MH", "MI"),
                key.replace("EC PRIVATE", "PRIVATE"),
                LEAF.pem())) {
            assertFails(
                    root.iam("UploadServerCertificate", NAME, "web", BODY, LEAF.pem(), KEY, bad),
                    400,
                    "MalformedCertificate",
                    "Invalid Private Key.");
        }
    }

    @Test
    void aCertificateMustBeOfItsTime() {
        Instant now = Instant.parse("2026-03-01T10:00:00Z");
        assertFails(
                upload("web", TestCertificate.valid(now.minusSeconds(9), now.minusSeconds(1))),
                400,
                "MalformedCertificate",
                "The certificate has expired.");
        assertFails(
                upload("web", TestCertificate.valid(now.plusSeconds(1), now.plusSeconds(9))),
                400,
                "MalformedCertificate",
                "The certificate is not valid yet.");
    }

    @Test
    void eachCertificateOfAChainSignedTheOneBefore() {
        assertThat(upload("a", LEAF, CHAIN, INTERMEDIATE.pem()).status()).isEqualTo(200);
        assertThat(upload("b", CA, CHAIN, CA.pem()).status()).isEqualTo(200);
        String message = "Unable to validate certificate chain. The certificate chain must start with the immediate"
                + " signing certificate, followed by any intermediaries in order. The index within the chain of the"
                + " invalid certificate is: ";
        assertFails(upload("c", LEAF, CHAIN, CA.pem()), 400, "MalformedCertificate", message + -1);
        assertFails(upload("c", LEAF, CHAIN, CA.pem() + INTERMEDIATE.pem()), 400, "MalformedCertificate", message + -1);
        TestCertificate impostor = CA.issue("Intermediate", TestCertificate.RSA);
        assertFails(upload("c", LEAF, CHAIN, impostor.pem() + CA.pem()), 400, "MalformedCertificate", message + 0);
    }

    @Test
    void listsHavePagesAndPaths() {
        upload("a", LEAF, "Path", "/x/");
        upload("b", LEAF, "Path", "/x/y/");
        upload("c", LEAF);
        upload("d", LEAF, "Path", "/x/");
        assertThat(pages(NAME, "ListServerCertificates")).containsExactly("a", "b", "c", "d");
        assertThat(pages(NAME, "ListServerCertificates", "PathPrefix", "/x/")).containsExactly("a", "b", "d");
        assertThat(server.otherRoot.iam("ListServerCertificates").body()).doesNotContain(NAME);
    }

    @Test
    void anAccountHasSoManyCertificatesAndTheSummaryCountsThem() {
        for (String name : List.of("a", "b", "c", "d")) {
            upload(name, LEAF);
        }
        assertFails(upload("e", LEAF), 409, "LimitExceeded", "Cannot exceed quota for ServerCertificatesPerAccount: 4");
        call("DeleteServerCertificate", NAME, "a");
        assertThat(call("GetAccountSummary").body())
                .contains(
                        "<key>ServerCertificates</key><value>3</value>",
                        "<key>ServerCertificatesQuota</key><value>4</value>");
        assertThat(upload("e", LEAF).status()).isEqualTo(200);
    }

    @Test
    void tagsAreSetRemovedListedAndFew() {
        assertThat(upload("web", LEAF, "Tags.member.1.Key", "team", "Tags.member.1.Value", "blue")
                        .element("Key"))
                .isEqualTo("team");
        call("TagServerCertificate", tag("team", "red"));
        call("TagServerCertificate", tag("Cost", "1"));
        assertFails(
                root.iam("TagServerCertificate", tag("third", "x")),
                409,
                "LimitExceeded",
                "The number of tags has reached the maximum limit.");
        assertThat(pages("Key", "ListServerCertificateTags", NAME, "web")).containsExactly("Cost", "team");
        assertThat(elements(call("GetServerCertificate", NAME, "web"), "Value")).containsExactly("1", "red");
        call("UntagServerCertificate", NAME, "web", "TagKeys.member.1", "team");
        assertThat(elements(call("ListServerCertificateTags", NAME, "web"), "Key"))
                .containsExactly("Cost");
    }

    @Test
    void uploadingWithTagsNeedsThePermissionToTagAndTagsDecide() {
        Client creator = server.client("creator", """
                {"Version":"2012-10-17","Statement":[
                {"Effect":"Allow","Action":"iam:UploadServerCertificate","Resource":"*"},
                {"Effect":"Allow","Action":"iam:GetServerCertificate","Resource":"*",
                "Condition":{"StringEquals":{"aws:ResourceTag/team":"blue"}}}]}""");
        String[] tagged = {
            NAME, "web", BODY, LEAF.pem(), KEY, LEAF.keyPem(), "Tags.member.1.Key", "team", "Tags.member.1.Value", "x"
        };
        assertThat(creator.iam("UploadServerCertificate", tagged).message())
                .contains(
                        "is not authorized to perform: iam:TagServerCertificate on resource: ",
                        IAM + "server-certificate/web");
        upload("web", LEAF);
        assertThat(creator.iam("GetServerCertificate", NAME, "web").code()).isEqualTo("AccessDenied");
        call("TagServerCertificate", tag("team", "blue"));
        assertThat(creator.iam("GetServerCertificate", NAME, "web").status()).isEqualTo(200);
    }

    @Test
    void whoRenamesMustBeAllowedToUnderBothNames() {
        upload("web", LEAF);
        Client renamer =
                server.client("renamer", Policies.allow("iam:UpdateServerCertificate", IAM + "server-certificate/web"));
        Reply denied = renamer.iam("UpdateServerCertificate", NAME, "web", "NewServerCertificateName", "site");
        assertThat(denied.message()).contains("on resource: " + IAM + "server-certificate/site because");
        assertThat(call("GetServerCertificate", NAME, "web").element(NAME)).isEqualTo("web");
    }

    @Test
    void anEventIsFoundByCertificate() {
        upload("web", LEAF);
        call("GetServerCertificate", NAME, "WEB");
        assertThat(server.lastEntry(TestServer.ACCOUNT, "us-east-1").attributes())
                .contains(
                        new Attribute("ResourceType", "AWS::IAM::ServerCertificate"),
                        new Attribute("ResourceName", "web"));
    }
}
