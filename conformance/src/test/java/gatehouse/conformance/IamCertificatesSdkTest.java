package gatehouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.DeleteConflictException;
import software.amazon.awssdk.services.iam.model.DuplicateCertificateException;
import software.amazon.awssdk.services.iam.model.DuplicateSshPublicKeyException;
import software.amazon.awssdk.services.iam.model.EntityAlreadyExistsException;
import software.amazon.awssdk.services.iam.model.LimitExceededException;
import software.amazon.awssdk.services.iam.model.MalformedCertificateException;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.iam.model.SSHPublicKey;
import software.amazon.awssdk.services.iam.model.SSHPublicKeyMetadata;
import software.amazon.awssdk.services.iam.model.ServerCertificate;
import software.amazon.awssdk.services.iam.model.ServerCertificateMetadata;
import software.amazon.awssdk.services.iam.model.SigningCertificate;
import software.amazon.awssdk.services.iam.model.StatusType;
import software.amazon.awssdk.services.iam.model.Tag;
import software.amazon.awssdk.services.iam.model.UnrecognizedPublicKeyEncodingException;

/// The lives of certificates and SSH public keys, from upload to deletion, through the AWS SDK.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class IamCertificatesSdkTest {
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
    void aSigningCertificateIsItsUsersUntilItIsDeleted() {
        String user = world.user();
        String body = SelfSigned.make().certificate();
        SigningCertificate made = root.uploadSigningCertificate(
                        in -> in.userName(user).certificateBody(body))
                .certificate();
        assertThat(made.certificateBody()).isEqualTo(body);
        assertThatThrownBy(() -> root.uploadSigningCertificate(
                        in -> in.userName(world.user()).certificateBody(body)))
                .isInstanceOf(DuplicateCertificateException.class);
        String second = SelfSigned.make().certificate();
        root.uploadSigningCertificate(in -> in.userName(user).certificateBody(second));
        String third = SelfSigned.make().certificate();
        assertThatThrownBy(() ->
                        root.uploadSigningCertificate(in -> in.userName(user).certificateBody(third)))
                .isInstanceOf(LimitExceededException.class);
        assertThatThrownBy(() -> root.deleteUser(in -> in.userName(user)))
                .isInstanceOf(DeleteConflictException.class)
                .hasMessageContaining("must delete certificates first");
        root.updateSigningCertificate(
                in -> in.userName(user).certificateId(made.certificateId()).status(StatusType.INACTIVE));
        List<SigningCertificate> listed =
                root.listSigningCertificatesPaginator(in -> in.userName(user).maxItems(1)).certificates().stream()
                        .toList();
        assertThat(listed).hasSize(2);
        assertThat(listed)
                .filteredOn(each -> each.status() == StatusType.INACTIVE)
                .extracting(SigningCertificate::certificateBody)
                .containsExactly(body);
        for (SigningCertificate each : listed) {
            root.deleteSigningCertificate(in -> in.userName(user).certificateId(each.certificateId()));
        }
        assertThat(root.listSigningCertificates(in -> in.userName(user)).certificates())
                .isEmpty();
        root.deleteUser(in -> in.userName(user));
    }

    @Test
    void anSshPublicKeyIsItsUsersUntilItIsDeleted() {
        String user = world.user();
        String body = SelfSigned.make().publicKey();
        SSHPublicKey made = root.uploadSSHPublicKey(in -> in.userName(user).sshPublicKeyBody(body))
                .sshPublicKey();
        String line = body(user, made.sshPublicKeyId(), "SSH");
        assertThat(line).startsWith("ssh-rsa AAAAB3NzaC1yc2E");
        assertThat(body(user, made.sshPublicKeyId(), "PEM").replace("\n", "")).isEqualTo(body.replace("\n", ""));
        assertThatThrownBy(() ->
                        root.uploadSSHPublicKey(in -> in.userName(user).sshPublicKeyBody(line + " me@example.com")))
                .isInstanceOf(DuplicateSshPublicKeyException.class);
        assertThatThrownBy(() -> root.uploadSSHPublicKey(in -> in.userName(user).sshPublicKeyBody("ssh-dss AAAA")))
                .isInstanceOf(UnrecognizedPublicKeyEncodingException.class);
        String other = world.sshPublicKey();
        assertThatThrownBy(() -> body(user, other, "SSH")).isInstanceOf(NoSuchEntityException.class);
        for (int i = 1; i < 5; i++) {
            String key = SelfSigned.make().publicKey();
            root.uploadSSHPublicKey(in -> in.userName(user).sshPublicKeyBody(key));
        }
        String sixth = SelfSigned.make().publicKey();
        assertThatThrownBy(() -> root.uploadSSHPublicKey(in -> in.userName(user).sshPublicKeyBody(sixth)))
                .isInstanceOf(LimitExceededException.class);
        root.updateSSHPublicKey(
                in -> in.userName(user).sshPublicKeyId(made.sshPublicKeyId()).status(StatusType.INACTIVE));
        List<SSHPublicKeyMetadata> listed =
                root.listSSHPublicKeysPaginator(in -> in.userName(user).maxItems(2)).sshPublicKeys().stream()
                        .toList();
        assertThat(listed).hasSize(5);
        assertThat(listed)
                .filteredOn(each -> each.status() == StatusType.INACTIVE)
                .extracting(SSHPublicKeyMetadata::sshPublicKeyId)
                .containsExactly(made.sshPublicKeyId());
        assertThatThrownBy(() -> root.deleteUser(in -> in.userName(user))).isInstanceOf(DeleteConflictException.class);
        for (SSHPublicKeyMetadata each : listed) {
            root.deleteSSHPublicKey(in -> in.userName(user).sshPublicKeyId(each.sshPublicKeyId()));
        }
        assertThatThrownBy(() -> body(user, made.sshPublicKeyId(), "SSH")).isInstanceOf(NoSuchEntityException.class);
        root.deleteUser(in -> in.userName(user));
    }

    private String body(String user, String keyId, String encoding) {
        return root.getSSHPublicKey(
                        in -> in.userName(user).sshPublicKeyId(keyId).encoding(encoding))
                .sshPublicKey()
                .sshPublicKeyBody();
    }

    @Test
    void aServerCertificateIsRenamedListedAndDeleted() {
        SelfSigned self = SelfSigned.make();
        ServerCertificateMetadata made = root.uploadServerCertificate(in -> in.serverCertificateName("web")
                        .path("/life/")
                        .certificateBody(self.certificate())
                        .certificateChain(self.certificate())
                        .privateKey(self.privateKey())
                        .tags(TAG))
                .serverCertificateMetadata();
        assertThat(made.expiration()).hasToString("2060-01-01T00:00:00Z");
        assertThatThrownBy(() -> upload("WEB", self)).isInstanceOf(EntityAlreadyExistsException.class);
        String strange = SelfSigned.make().certificate();
        assertThatThrownBy(() -> root.uploadServerCertificate(in -> in.serverCertificateName("strange")
                        .certificateBody(strange)
                        .privateKey("none")))
                .isInstanceOf(MalformedCertificateException.class);
        root.updateServerCertificate(in -> in.serverCertificateName("web").newServerCertificateName("site"));
        upload("other", self);
        root.updateServerCertificate(in -> in.serverCertificateName("other").newPath("/life/"));
        ServerCertificate got = root.getServerCertificate(in -> in.serverCertificateName("site"))
                .serverCertificate();
        assertThat(got.serverCertificateMetadata().serverCertificateId()).isEqualTo(made.serverCertificateId());
        assertThat(got.serverCertificateMetadata().arn())
                .isEqualTo("arn:aws:iam::111122223333:server-certificate/life/site");
        assertThat(got.certificateBody()).isEqualTo(self.certificate());
        assertThat(got.certificateChain()).isEqualTo(self.certificate());
        assertThat(got.tags()).containsExactly(TAG);
        root.untagServerCertificate(in -> in.serverCertificateName("site").tagKeys("team"));
        assertThat(root.listServerCertificateTags(in -> in.serverCertificateName("site"))
                        .tags())
                .isEmpty();
        assertThat(root.listServerCertificatesPaginator(
                                in -> in.pathPrefix("/life/").maxItems(1))
                        .serverCertificateMetadataList())
                .extracting(ServerCertificateMetadata::serverCertificateName)
                .containsExactly("other", "site");
        root.deleteServerCertificate(in -> in.serverCertificateName("other"));
        root.deleteServerCertificate(in -> in.serverCertificateName("site"));
        assertThatThrownBy(() -> root.getServerCertificate(in -> in.serverCertificateName("site")))
                .isInstanceOf(NoSuchEntityException.class);
    }

    private void upload(String name, SelfSigned self) {
        root.uploadServerCertificate(in -> in.serverCertificateName(name)
                .certificateBody(self.certificate())
                .privateKey(self.privateKey()));
    }
}
