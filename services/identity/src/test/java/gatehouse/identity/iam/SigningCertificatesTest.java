package gatehouse.identity.iam;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.identity.Reply;
import gatehouse.identity.TestServer;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SigningCertificatesTest extends IamTest {
    private static final String BODY = "CertificateBody";
    private static final String ID = "CertificateId";

    @BeforeEach
    void makeAlice() {
        call("CreateUser", "UserName", "alice");
    }

    private static String fresh() {
        return TestCertificate.selfSigned("alice").pem();
    }

    private Reply upload(String body) {
        return root.iam("UploadSigningCertificate", "UserName", "alice", BODY, body);
    }

    @Test
    void aCertificateIsShownAsItCameAndSwitchedOffAndOn() {
        String body = fresh();
        Reply made = upload(body);
        String id = made.element(ID);
        assertThat(id).matches("[A-Z2-7]{32}");
        assertThat(made.element(BODY)).isEqualTo(body);
        assertThat(made.element("UserName")).isEqualTo("alice");
        assertThat(made.element("Status")).isEqualTo("Active");
        assertThat(made.element("UploadDate")).isEqualTo("2026-03-01T10:00:00Z");
        call("UpdateSigningCertificate", "UserName", "alice", ID, id, "Status", "Inactive");
        call("UpdateUser", "UserName", "alice", "NewUserName", "alicia");
        Reply listed = call("ListSigningCertificates", "UserName", "alicia");
        assertThat(listed.element("Status")).isEqualTo("Inactive");
        assertThat(listed.element(BODY)).isEqualTo(body);
        call("UpdateSigningCertificate", "UserName", "alicia", ID, id, "Status", "Active");
        assertThat(call("ListSigningCertificates", "UserName", "alicia").element("Status"))
                .isEqualTo("Active");
        assertThat(root.iam("UpdateSigningCertificate", "UserName", "alicia", ID, id, "Status", "Expired")
                        .code())
                .isEqualTo("InvalidInput");
    }

    @Test
    void aUserIsDeletedOnlyWithoutCertificates() {
        String id = upload(fresh()).element(ID);
        assertFails(
                root.iam("DeleteUser", "UserName", "alice"),
                409,
                "DeleteConflict",
                "Cannot delete entity, must delete certificates first.");
        call("DeleteSigningCertificate", "UserName", "alice", ID, id);
        for (String action : List.of("UpdateSigningCertificate", "DeleteSigningCertificate")) {
            assertFails(
                    root.iam(action, "UserName", "alice", ID, id, "Status", "Active"),
                    404,
                    "NoSuchEntity",
                    "The Certificate with id " + id + " cannot be found.");
        }
        call("DeleteUser", "UserName", "alice");
    }

    @Test
    void aUserHasTwoAndNoOneOfTheAccountHasTheSame() {
        String first = fresh();
        upload(first);
        assertThat(upload(fresh()).status()).isEqualTo(200);
        assertFails(upload(fresh()), 409, "LimitExceeded", "Cannot exceed quota for CertificatesPerUser: 2");
        assertThat(pages(ID, "ListSigningCertificates", "UserName", "alice"))
                .hasSize(2)
                .doesNotHaveDuplicates();
        assertThat(elements(call("ListSigningCertificates", "UserName", "alice", "MaxItems", "1"), ID))
                .hasSize(1);
        call("CreateUser", "UserName", "bob");
        assertFails(
                root.iam("UploadSigningCertificate", "UserName", "bob", BODY, "\n" + first),
                409,
                "DuplicateCertificate",
                "The same certificate is already associated with an IAM user in the account.");
        server.otherRoot.iam("CreateUser", "UserName", "bob");
        assertThat(server.otherRoot
                        .iam("UploadSigningCertificate", "UserName", "bob", BODY, first)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void theRootHasCertificatesOfItsOwnAndTheSummaryTells() {
        assertThat(call("GetAccountSummary").body())
                .contains(
                        "<key>AccountSigningCertificatesPresent</key><value>0</value>",
                        "<key>SigningCertificatesPerUserQuota</key><value>2</value>");
        String id = call("UploadSigningCertificate", BODY, fresh()).element(ID);
        assertThat(call("GetAccountSummary").body())
                .contains("<key>AccountSigningCertificatesPresent</key><value>1</value>");
        assertThat(call("ListSigningCertificates").element(ID)).isEqualTo(id);
        assertThat(root.iam("DeleteSigningCertificate", "UserName", "alice", ID, id)
                        .code())
                .isEqualTo("NoSuchEntity");
        call("UpdateSigningCertificate", ID, id, "Status", "Inactive");
        call("DeleteSigningCertificate", ID, id);
        assertThat(elements(call("ListSigningCertificates"), ID)).isEmpty();
    }

    @Test
    void whatIsNoOneCertificateIsMalformed() {
        String good = fresh();
        for (String body : List.of("no-certificate", good + good, "words\n" + good, good.replace("MII", "MIJ"))) {
            assertThat(upload(body).code()).as(body).isEqualTo("MalformedCertificate");
        }
        assertFails(upload("no-certificate"), 400, "MalformedCertificate", "Certificate no-certificate is malformed.");
    }

    @Test
    void aCertificateMustBeOfItsTimeAndOfRsa() {
        Instant now = Instant.parse("2026-03-01T10:00:00Z");
        assertFails(
                upload(TestCertificate.valid(now.minusSeconds(9), now.minusSeconds(1))
                        .pem()),
                400,
                "MalformedCertificate",
                "The certificate has expired.");
        assertFails(
                upload(TestCertificate.valid(now.plusSeconds(1), now.plusSeconds(9))
                        .pem()),
                400,
                "InvalidCertificate",
                "The certificate is not valid yet.");
        assertFails(
                upload(TestCertificate.selfSigned(TestCertificate.EC).pem()),
                400,
                "InvalidCertificate",
                "The certificate must hold an RSA public key of at least 1024 bits.");
        assertThat(server.lastIamEvent(TestServer.ACCOUNT).path("errorCode").asString())
                .startsWith("InvalidCertificate");
    }
}
