package gatehouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.DeleteConflictException;
import software.amazon.awssdk.services.iam.model.InvalidAuthenticationCodeException;
import software.amazon.awssdk.services.iam.model.MFADevice;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.iam.model.PasswordPolicy;
import software.amazon.awssdk.services.iam.model.PasswordPolicyViolationException;
import software.amazon.awssdk.services.iam.model.VirtualMFADevice;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;
import software.amazon.awssdk.services.sts.model.StsException;

/// The lives of passwords and MFA devices, through the AWS SDK.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class IamCredentialsSdkTest {
    private final TestServer server = TestServer.start();
    private final IamWorld world = new IamWorld(server);
    private final IamClient root = world.root();
    private final Authenticator authenticator = new Authenticator(server, world);

    @AfterAll
    void stop() {
        root.close();
        server.close();
    }

    private static void missing(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(NoSuchEntityException.class);
    }

    @Test
    void aPasswordFromItsPolicyToItsEnd() {
        AwsCredentials alice = world.newUser("alice");
        missing(root::getAccountPasswordPolicy);
        root.updateAccountPasswordPolicy(in -> in.minimumPasswordLength(12)
                .requireSymbols(true)
                .maxPasswordAge(90)
                .passwordReusePrevention(3)
                .allowUsersToChangePassword(true));
        PasswordPolicy policy = root.getAccountPasswordPolicy().passwordPolicy();
        assertThat(policy.minimumPasswordLength()).isEqualTo(12);
        assertThat(policy.expirePasswords()).isTrue();
        assertThat(policy.passwordReusePrevention()).isEqualTo(3);

        assertThatThrownBy(
                        () -> root.createLoginProfile(in -> in.userName("alice").password("elevenchars")))
                .isInstanceOf(PasswordPolicyViolationException.class);
        root.createLoginProfile(
                in -> in.userName("alice").password(IamWorld.PASSWORD).passwordResetRequired(true));
        assertThat(root.getLoginProfile(in -> in.userName("alice"))
                        .loginProfile()
                        .passwordResetRequired())
                .isTrue();
        try (IamClient client = server.iam(alice)) {
            client.changePassword(in -> in.oldPassword(IamWorld.PASSWORD).newPassword("another-Horse-2"));
            assertThatThrownBy(() -> client.changePassword(
                            in -> in.oldPassword("another-Horse-2").newPassword(IamWorld.PASSWORD)))
                    .isInstanceOf(PasswordPolicyViolationException.class);
        }
        assertThat(root.getLoginProfile(in -> in.userName("alice"))
                        .loginProfile()
                        .passwordResetRequired())
                .isFalse();
        root.deleteLoginProfile(in -> in.userName("alice"));
        missing(() -> root.getLoginProfile(in -> in.userName("alice")));
        root.deleteAccountPasswordPolicy();
        missing(root::getAccountPasswordPolicy);
    }

    @Test
    void aDeviceFromItsSeedToItsEnd() {
        AwsCredentials bob = world.newUser("bob");
        String serial = authenticator.device();
        assertThatThrownBy(() -> root.enableMFADevice(in -> in.userName("bob")
                        .serialNumber(serial)
                        .authenticationCode1(authenticator.code(serial, 0))
                        .authenticationCode2(authenticator.code(serial, 0))))
                .isInstanceOf(InvalidAuthenticationCodeException.class);
        root.enableMFADevice(in -> in.userName("bob")
                .serialNumber(serial)
                .authenticationCode1(authenticator.code(serial, -1))
                .authenticationCode2(authenticator.code(serial, 0)));
        assertThat(root.listMFADevices(in -> in.userName("bob")).mfaDevices())
                .extracting(MFADevice::serialNumber)
                .containsExactly(serial);
        String code = authenticator.code(serial, 1);
        try (StsClient sts = server.sts(bob)) {
            Credentials issued = sts.getSessionToken(
                            in -> in.serialNumber(serial).tokenCode(code))
                    .credentials();
            try (IamClient client = server.iam(AwsSessionCredentials.create(
                    issued.accessKeyId(), issued.secretAccessKey(), issued.sessionToken()))) {
                assertThatThrownBy(client::getUser).hasMessageContaining("is not authorized to perform: iam:GetUser");
            }
            assertThatThrownBy(() ->
                            sts.getSessionToken(in -> in.serialNumber(serial).tokenCode(code)))
                    .isInstanceOf(StsException.class)
                    .hasMessageContaining("MultiFactorAuthentication failed");
        }
        assertThatThrownBy(() -> root.deleteVirtualMFADevice(in -> in.serialNumber(serial)))
                .isInstanceOf(DeleteConflictException.class);
        root.deactivateMFADevice(in -> in.userName("bob").serialNumber(serial));
        missing(() -> root.getMFADevice(in -> in.userName("bob").serialNumber(serial)));
        root.deleteVirtualMFADevice(in -> in.serialNumber(serial));
        missing(() -> root.listMFADeviceTags(in -> in.serialNumber(serial)));
    }

    @Test
    void pagesHoldEveryDeviceOnce() {
        List<String> made =
                List.of(authenticator.device(), authenticator.device(), authenticator.device(), authenticator.device());
        assertThat(root.listVirtualMFADevicesPaginator(in -> in.maxItems(2)).virtualMFADevices().stream()
                        .map(VirtualMFADevice::serialNumber)
                        .filter(made::contains))
                .containsExactlyInAnyOrderElementsOf(made);
    }
}
