package gatehouse.identity.iam;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.identity.Reply;
import gatehouse.identity.TestServer;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Service-specific credentials.
class ServiceCredentialsTest extends IamTest {
    private static final String CODECOMMIT = "codecommit.amazonaws.com";
    private static final String KEYSPACES = "cassandra.amazonaws.com";

    @BeforeEach
    void makeAlice() {
        call("CreateUser", "UserName", "alice");
    }

    private Reply create(String service) {
        return root.iam("CreateServiceSpecificCredential", "UserName", "alice", "ServiceName", service);
    }

    private Reply on(String action, String credentialId, String... more) {
        String[] all = new String[4 + more.length];
        System.arraycopy(new String[] {"UserName", "alice", "ServiceSpecificCredentialId", credentialId}, 0, all, 0, 4);
        System.arraycopy(more, 0, all, 4, more.length);
        return root.iam(action, all);
    }

    @Test
    void aCredentialLivesAndItsPasswordIsShownOnlyWhenItIsMade() {
        Reply made = create(CODECOMMIT);
        String id = made.element("ServiceSpecificCredentialId");
        assertThat(id).matches("ACCA[A-Z2-7]{17}");
        assertThat(made.element("ServiceUserName")).isEqualTo("alice-at-" + TestServer.ACCOUNT);
        assertThat(made.element("ServicePassword")).matches("[A-Za-z0-9+/]{43}=");
        assertThat(made.element("Status")).isEqualTo("Active");
        assertThat(server.lastIamEvent(TestServer.ACCOUNT).toString())
                .contains(id)
                .doesNotContain(made.element("ServicePassword"));
        assertThat(on("UpdateServiceSpecificCredential", id, "Status", "Inactive")
                        .status())
                .isEqualTo(200);
        call("UpdateUser", "UserName", "alice", "NewUserName", "alice2");
        call("UpdateUser", "UserName", "alice2", "NewUserName", "alice");
        Reply reset = on("ResetServiceSpecificCredential", id);
        assertThat(reset.element("ServicePassword"))
                .matches("[A-Za-z0-9+/]{43}=")
                .isNotEqualTo(made.element("ServicePassword"));
        assertThat(reset.element("Status")).isEqualTo("Inactive");
        Reply listed = call("ListServiceSpecificCredentials", "UserName", "alice");
        assertThat(listed.element("ServiceSpecificCredentialId")).isEqualTo(id);
        assertThat(listed.body()).doesNotContain("ServicePassword");
        assertThat(on("DeleteServiceSpecificCredential", id).status()).isEqualTo(200);
        assertFails(
                on("DeleteServiceSpecificCredential", id), 404, "NoSuchEntity", "No such credential " + id + " exists");
    }

    @Test
    void aUserHasTwoForEachServiceUnderDifferentNames() {
        create(CODECOMMIT);
        assertThat(create(CODECOMMIT).element("ServiceUserName")).isEqualTo("alice+1-at-" + TestServer.ACCOUNT);
        assertFails(
                create(CODECOMMIT),
                409,
                "LimitExceeded",
                "Cannot exceed quota for ServiceSpecificCredentialsPerUser: 2");
        assertThat(create(KEYSPACES).element("ServiceUserName")).isEqualTo("alice-at-" + TestServer.ACCOUNT);
        assertThat(pages("ServiceSpecificCredentialId", "ListServiceSpecificCredentials", "UserName", "alice"))
                .hasSize(3)
                .doesNotHaveDuplicates();
        assertThat(elements(
                        call("ListServiceSpecificCredentials", "UserName", "alice", "ServiceName", KEYSPACES),
                        "ServiceName"))
                .containsExactly(KEYSPACES);
        assertThat(pages("UserName", "ListServiceSpecificCredentials", "AllUsers", "true"))
                .containsExactly("alice", "alice", "alice");
    }

    @ParameterizedTest
    @CsvSource({"bedrock.amazonaws.com, ABSK", "logs.amazonaws.com, ACWL"})
    void anApiKeyIsOneTokenUnderAnAliasAndMayExpire(String service, String start) {
        Reply made = call(
                "CreateServiceSpecificCredential",
                "UserName",
                "alice",
                "ServiceName",
                service,
                "CredentialAgeDays",
                "30");
        String alias = "alice-at-" + TestServer.ACCOUNT;
        String secret = made.element("ServiceCredentialSecret");
        assertThat(made.element("ServiceCredentialAlias")).isEqualTo(alias);
        assertThat(new String(Base64.getDecoder().decode(secret.substring(4)), US_ASCII))
                .startsWith(alias + ":")
                .hasSizeGreaterThan(alias.length() + 40);
        assertThat(secret).startsWith(start);
        assertThat(made.body()).doesNotContain("ServiceUserName", "ServicePassword");
        assertThat(server.lastIamEvent(TestServer.ACCOUNT).toString()).doesNotContain(secret);
        Instant expiry = Instant.parse(made.element("ExpirationDate"));
        assertThat(expiry).isEqualTo(Instant.parse(made.element("CreateDate")).plus(Duration.ofDays(30)));
        Reply listed = call("ListServiceSpecificCredentials", "UserName", "alice");
        assertThat(listed.element("ServiceCredentialAlias")).isEqualTo(alias);
        assertThat(listed.element("ExpirationDate")).isEqualTo(made.element("ExpirationDate"));
        assertThat(listed.element("Status")).isEqualTo("Active");
        assertThat(listed.body()).doesNotContain("ServiceCredentialSecret", "ServiceUserName");
        Reply reset = on("ResetServiceSpecificCredential", made.element("ServiceSpecificCredentialId"));
        assertThat(reset.element("ServiceCredentialSecret")).startsWith(start).isNotEqualTo(secret);
        server.clock.advance(Duration.ofDays(30));
        assertThat(call("ListServiceSpecificCredentials", "UserName", "alice").element("Status"))
                .isEqualTo("Expired");
    }

    @Test
    void onlyApiKeysExpire() {
        assertFails(
                root.iam(
                        "CreateServiceSpecificCredential",
                        "UserName",
                        "alice",
                        "ServiceName",
                        CODECOMMIT,
                        "CredentialAgeDays",
                        "30"),
                400,
                "ValidationError",
                "CredentialAgeDays is not supported for " + CODECOMMIT);
    }

    @Test
    void otherServicesHaveNone() {
        assertFails(
                create("s3.amazonaws.com"),
                404,
                "NotSupportedService",
                "No such service s3.amazonaws.com is supported for Service Specific Credentials");
    }
}
