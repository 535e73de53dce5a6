package gatehouse.identity.iam;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.identity.Policies;
import gatehouse.identity.Reply;
import gatehouse.model.iam.InvalidPublicKeyException;
import gatehouse.model.iam.UnrecognizedPublicKeyEncodingException;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SshPublicKeysTest extends IamTest {
    private static final String BODY = "SSHPublicKeyBody";
    private static final String ID = "SSHPublicKeyId";

    @BeforeEach
    void makeAlice() {
        call("CreateUser", "UserName", "alice");
    }

    private Reply upload(String body) {
        return root.iam("UploadSSHPublicKey", "UserName", "alice", BODY, body);
    }

    private Reply get(String keyId, String encoding) {
        return call("GetSSHPublicKey", "UserName", "alice", ID, keyId, "Encoding", encoding);
    }

    @Test
    void aKeyIsTheSameInWhateverFormItComesAndGoes() {
        for (String body :
                List.of(SshKeys.OPENSSH, SshKeys.OPENSSH + " alice@example.com\n", SshKeys.PEM, SshKeys.PKCS1_PEM)) {
            Reply made = upload(body);
            String id = made.element(ID);
            assertThat(id).matches("APKA[A-Z2-7]{17}");
            assertThat(made.element("Fingerprint")).isEqualTo(SshKeys.FINGERPRINT);
            assertThat(made.element("Status")).isEqualTo("Active");
            assertThat(made.element("UploadDate")).isEqualTo("2026-03-01T10:00:00Z");
            assertThat(get(id, "SSH").element(BODY)).isEqualTo(SshKeys.OPENSSH);
            assertThat(get(id, "PEM").element(BODY)).isEqualTo(SshKeys.PEM);
            call("DeleteSSHPublicKey", "UserName", "alice", ID, id);
        }
    }

    @Test
    void aKeyIsSwitchedOffAndOnAndStaysWithItsUserThroughARename() {
        String id = upload(SshKeys.OPENSSH).element(ID);
        call("UpdateSSHPublicKey", "UserName", "alice", ID, id, "Status", "Inactive");
        call("UpdateUser", "UserName", "alice", "NewUserName", "alicia");
        Reply listed = call("ListSSHPublicKeys", "UserName", "alicia");
        assertThat(listed.element("Status")).isEqualTo("Inactive");
        assertThat(listed.element("UserName")).isEqualTo("alicia");
        assertThat(listed.body()).doesNotContain(BODY, "Fingerprint");
        call("UpdateSSHPublicKey", "UserName", "alicia", ID, id, "Status", "Active");
        assertThat(call("ListSSHPublicKeys", "UserName", "alicia").element("Status"))
                .isEqualTo("Active");
        assertThat(root.iam("UpdateSSHPublicKey", "UserName", "alicia", ID, id, "Status", "Expired")
                        .code())
                .isEqualTo("InvalidInput");
    }

    @Test
    void aUserIsDeletedOnlyWithoutKeys() {
        String id = upload(SshKeys.PEM).element(ID);
        assertFails(
                root.iam("DeleteUser", "UserName", "alice"),
                409,
                "DeleteConflict",
                "Cannot delete entity, must remove referenced objects first.");
        call("DeleteSSHPublicKey", "UserName", "alice", ID, id);
        for (String action : List.of("GetSSHPublicKey", "UpdateSSHPublicKey", "DeleteSSHPublicKey")) {
            assertFails(
                    root.iam(action, "UserName", "alice", ID, id, "Encoding", "SSH", "Status", "Active"),
                    404,
                    "NoSuchEntity",
                    "The Public Key with id " + id + " cannot be found.");
        }
        call("DeleteUser", "UserName", "alice");
    }

    @Test
    void aUserHasFiveKeysAndNoneTwice() {
        for (int i = 0; i < 5; i++) {
            assertThat(upload(SshKeys.another(i)).status()).isEqualTo(200);
        }
        assertFails(
                upload(SshKeys.OPENSSH),
                400,
                "DuplicateSSHPublicKey",
                "The SSH public key is already associated with the specified user.");
        assertFails(
                upload(SshKeys.another(5)), 409, "LimitExceeded", "Cannot exceed quota for SSHPublicKeysPerUser: 5");
        assertThat(pages(ID, "ListSSHPublicKeys", "UserName", "alice"))
                .hasSize(5)
                .doesNotHaveDuplicates();
        call("CreateUser", "UserName", "bob");
        call("UploadSSHPublicKey", "UserName", "bob", BODY, SshKeys.OPENSSH);
    }

    @Test
    void aKeyIsOnlyItsUsers() {
        String id = upload(SshKeys.PEM).element(ID);
        call("CreateUser", "UserName", "bob");
        assertThat(root.iam("DeleteSSHPublicKey", "UserName", "bob", ID, id).code())
                .isEqualTo("NoSuchEntity");
    }

    @Test
    void whoListsWithoutANameMeansItself() {
        server.client("carol", Policies.allow("iam:*SSHPublicKey*", "*"));
        assertThat(server.client("dave", Policies.allow("iam:*SSHPublicKey*", "*"))
                        .iam("ListSSHPublicKeys")
                        .status())
                .isEqualTo(200);
        assertThat(root.iam("ListSSHPublicKeys").code()).isEqualTo("ValidationError");
    }

    static Stream<String> others() {
        return Stream.of(
                "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOtwQHExiW7k7BlVVpQZGb3m2A6MS3fkG64KkNiaEy2f",
                "no key",
                SshKeys.OPENSSH + "\n" + SshKeys.OPENSSH,
                SshKeys.PEM + SshKeys.PEM,
                SshKeys.PEM.replace("PUBLIC", "PRIVATE"));
    }

    @ParameterizedTest
    @MethodSource("others")
    void whatIsInNoFormThatAwsKnowsIsRefused(String body) {
        assertFails(
                upload(body),
                400,
                "UnrecognizedPublicKeyEncoding",
                "The public key encoding format is unsupported or unrecognized.");
    }

    static Stream<String> invalid() {
        return Stream.of(
                SshKeys.SMALL_PEM,
                SshKeys.EC_PEM,
                "ssh-rsa AAAAC3NzaC1lZDI1NTE5AAAAIOtwQHExiW7k7BlVVpQZGb3m2A6MS3fkG64KkNiaEy2f",
                "ssh-rsa no-base64!",
                SshKeys.OPENSSH.substring(0, 200),
                SshKeys.PEM.replace("MIIB", "MIIC"),
                SshKeys.PKCS1_PEM.replace("MIIB", "MIIC"));
    }

    @ParameterizedTest
    @MethodSource("invalid")
    void whatIsNoRsaKeyOfEnoughBitsIsRefused(String body) {
        assertFails(upload(body), 400, "InvalidPublicKey", "The public key is malformed or otherwise invalid.");
    }

    @Test
    void aKeyThatIsBrokenAnywhereIsReadOrRefused() {
        byte[] blob = SshKeyFormat.read(SshKeys.OPENSSH);
        String base64 = SshKeys.PEM.replaceAll("-----[A-Z ]+-----", "");
        byte[] der = Base64.getMimeDecoder().decode(base64);
        int refused = 0;
        for (int bit = 0; bit < 8 * der.length; bit++) {
            refused += isRefused("-----BEGIN PUBLIC KEY-----" + flipped(der, bit) + "-----END PUBLIC KEY-----") ? 1 : 0;
        }
        for (int bit = 0; bit < 8 * blob.length; bit++) {
            refused += isRefused("ssh-rsa " + flipped(blob, bit)) ? 1 : 0;
        }
        // At least the bits of all names, lengths and tags.
        assertThat(refused).isGreaterThan(8 * 32);
    }

    private static String flipped(byte[] bytes, int bit) {
        byte[] broken = bytes.clone();
        broken[bit / 8] ^= (byte) (1 << (bit % 8));
        return Base64.getEncoder().encodeToString(broken);
    }

    private static boolean isRefused(String body) {
        try {
            SshKeyFormat.read(body);
            return false;
        } catch (InvalidPublicKeyException | UnrecognizedPublicKeyEncodingException _) {
            return true;
        }
    }
}
