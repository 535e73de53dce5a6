package gatehouse.identity.iam;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import gatehouse.identity.Client;
import gatehouse.identity.Policies;
import gatehouse.identity.Reply;
import gatehouse.identity.TestServer;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Virtual MFA devices, from the seed to the second factor of a session.
class MfaTest extends IamTest {
    private static final String SERIAL = IAM + "mfa/phone";
    private static final String WRONG = "Authentication code for device is not valid.";

    private byte[] createDevice(String name) {
        return Authenticator.seed(call("CreateVirtualMFADevice", "VirtualMFADeviceName", name));
    }

    private String code(byte[] seed, int stepsFromNow) {
        return Totp.code(seed, Totp.step(server.clock.instant()) + stepsFromNow);
    }

    private Reply enable(String userName, String serialNumber, String first, String second) {
        return root.iam(
                "EnableMFADevice",
                "UserName",
                userName,
                "SerialNumber",
                serialNumber,
                "AuthenticationCode1",
                first,
                "AuthenticationCode2",
                second);
    }

    private byte[] enabled(String userName) {
        byte[] seed = createDevice("phone");
        assertThat(enable(userName, SERIAL, code(seed, -1), code(seed, 0)).status())
                .isEqualTo(200);
        return seed;
    }

    @Test
    void codesAreThoseOfRfc6238() {
        byte[] seed = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);
        assertThat(Totp.code(seed, 59 / 30)).isEqualTo("287082");
        assertThat(Totp.code(seed, 1_111_111_109L / 30)).isEqualTo("081804");
        assertThat(Totp.code(seed, 1_234_567_890L / 30)).isEqualTo("005924");
        assertThat(Totp.code(seed, 20_000_000_000L / 30)).isEqualTo("353130");
    }

    @Test
    void theQrCodeHoldsTheSeedAndTheTrailDoesNot() throws IOException, ReaderException {
        Reply created = call(
                "CreateVirtualMFADevice",
                "VirtualMFADeviceName",
                "phone",
                "Path",
                "/staff/",
                "Tags.member.1.Key",
                "team",
                "Tags.member.1.Value",
                "blue");
        assertThat(created.element("SerialNumber")).isEqualTo(IAM + "mfa/staff/phone");
        assertThat(created.element("Key")).isEqualTo("team");
        String base32 =
                new String(Base64.getDecoder().decode(created.element("Base32StringSeed")), StandardCharsets.US_ASCII);
        assertThat(base32).matches("[A-Z2-7]{64}");
        assertThat(read(Base64.getDecoder().decode(created.element("QRCodePNG"))))
                .isEqualTo("otpauth://totp/phone@" + TestServer.ACCOUNT + "?secret=" + base32);
        JsonNode event = server.lastIamEvent(TestServer.ACCOUNT);
        assertThat(event.toString())
                .contains(IAM + "mfa/staff/phone")
                .doesNotContain(base32)
                .doesNotContain(created.element("Base32StringSeed"));
    }

    private static String read(byte[] png) throws IOException, ReaderException {
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
        int[] pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        RGBLuminanceSource source = new RGBLuminanceSource(image.getWidth(), image.getHeight(), pixels);
        return new QRCodeReader()
                .decode(new BinaryBitmap(new HybridBinarizer(source)))
                .getText();
    }

    @Test
    void aDeviceIsEnabledByTwoConsecutiveCodesOnly() {
        server.client("alice", null);
        byte[] seed = createDevice("phone");
        assertFails(enable("alice", SERIAL, code(seed, 0), code(seed, 0)), 403, "InvalidAuthenticationCode", WRONG);
        assertFails(enable("alice", SERIAL, code(seed, 0), code(seed, -1)), 403, "InvalidAuthenticationCode", WRONG);
        assertFails(enable("alice", SERIAL, code(seed, -30), code(seed, -29)), 403, "InvalidAuthenticationCode", WRONG);
        assertThat(call("ListVirtualMFADevices", "AssignmentStatus", "Unassigned")
                        .element("SerialNumber"))
                .isEqualTo(SERIAL);
        assertThat(enable("alice", SERIAL, code(seed, -1), code(seed, 0)).status())
                .isEqualTo(200);
        JsonNode event = server.lastIamEvent(TestServer.ACCOUNT);
        assertThat(event.path("requestParameters").path("serialNumber").asString())
                .isEqualTo(SERIAL);
        assertThat(event.path("requestParameters").has("authenticationCode1")).isFalse();
        assertThat(event.path("requestParameters").has("authenticationCode2")).isFalse();
        assertThat(enable("alice", SERIAL, code(seed, 1), code(seed, 2)).code()).isEqualTo("EntityAlreadyExists");
    }

    @Test
    void codesThatWereUsedAreNotAcceptedAgain() {
        Client alice = server.client("alice", null);
        byte[] seed = enabled("alice");
        call("DeactivateMFADevice", "UserName", "alice", "SerialNumber", SERIAL);
        assertFails(enable("alice", SERIAL, code(seed, -1), code(seed, 0)), 403, "InvalidAuthenticationCode", WRONG);
        assertThat(enable("alice", SERIAL, code(seed, 1), code(seed, 2)).status())
                .isEqualTo(200);
        assertThat(session(alice, SERIAL, code(seed, 2)).code()).isEqualTo("AccessDenied");
    }

    @Test
    void aDeviceInUseIsFoundWithItsUserAndNotDeleted() {
        server.client("alice", null);
        enabled("alice");
        call("UpdateUser", "UserName", "alice", "NewUserName", "carol");
        Reply listed = call("ListVirtualMFADevices", "AssignmentStatus", "Assigned");
        assertThat(listed.element("UserName")).isEqualTo("carol");
        assertThat(listed.element("EnableDate")).isEqualTo("2026-03-01T10:00:00Z");
        assertThat(listed.body()).doesNotContain("Base32StringSeed");
        assertThat(call("ListMFADevices", "UserName", "carol").element("SerialNumber"))
                .isEqualTo(SERIAL);
        assertThat(call("GetMFADevice", "UserName", "carol", "SerialNumber", SERIAL)
                        .element("UserName"))
                .isEqualTo("carol");
        assertThat(call("GetAccountSummary").body())
                .contains("<key>MFADevices</key><value>1</value>", "<key>MFADevicesInUse</key><value>1</value>");
        assertFails(
                root.iam("DeleteVirtualMFADevice", "SerialNumber", SERIAL),
                409,
                "DeleteConflict",
                "MFA VirtualDevice in use. Must deactivate first.");
        call("DeleteAccessKey", "UserName", "carol", "AccessKeyId", key("carol"));
        assertFails(
                root.iam("DeleteUser", "UserName", "carol"),
                409,
                "DeleteConflict",
                "Cannot delete entity, must delete MFA device first.");
        call("DeactivateMFADevice", "UserName", "carol", "SerialNumber", SERIAL);
        assertFails(
                root.iam("GetMFADevice", "UserName", "carol", "SerialNumber", SERIAL),
                404,
                "NoSuchEntity",
                "MFA Device invalid for user.");
        call("DeleteVirtualMFADevice", "SerialNumber", SERIAL);
        assertFails(
                root.iam("DeleteVirtualMFADevice", "SerialNumber", SERIAL),
                404,
                "NoSuchEntity",
                "MFA Device with serial number " + SERIAL + " does not exist.");
        assertThat(call("GetAccountSummary").body()).contains("<key>MFADevices</key><value>0</value>");
    }

    private String key(String userName) {
        return call("ListAccessKeys", "UserName", userName).element("AccessKeyId");
    }

    @Test
    void aNameOfADeviceIsTakenWhateverItsCase() {
        createDevice("phone");
        assertFails(
                root.iam("CreateVirtualMFADevice", "VirtualMFADeviceName", "Phone"),
                409,
                "EntityAlreadyExists",
                "MFA device already exists.");
    }

    @Test
    void devicesAreListedInPagesAndHaveTags() {
        for (String name : new String[] {"a", "b", "c"}) {
            createDevice(name);
        }
        assertThat(pages("SerialNumber", "ListVirtualMFADevices"))
                .containsExactly(IAM + "mfa/a", IAM + "mfa/b", IAM + "mfa/c");
        for (String key : new String[] {"k1", "k2", "k3"}) {
            call("TagMFADevice", "SerialNumber", IAM + "mfa/a", "Tags.member.1.Key", key, "Tags.member.1.Value", "v");
        }
        assertThat(pages("Key", "ListMFADeviceTags", "SerialNumber", IAM + "mfa/a"))
                .containsExactly("k1", "k2", "k3");
        call("UntagMFADevice", "SerialNumber", IAM + "mfa/a", "TagKeys.member.1", "k2");
        assertThat(pages("Key", "ListMFADeviceTags", "SerialNumber", IAM + "mfa/a"))
                .containsExactly("k1", "k3");
        Client tagger = server.client(
                "tagger",
                Policies.allow("iam:DeleteVirtualMFADevice", "*")
                        .replace(
                                "\"Action\"",
                                "\"Condition\":{\"StringEquals\":{\"aws:ResourceTag/k1\":\"v\"}},\"Action\""));
        assertThat(tagger.iam("DeleteVirtualMFADevice", "SerialNumber", IAM + "mfa/b")
                        .code())
                .isEqualTo("AccessDenied");
        assertThat(tagger.iam("DeleteVirtualMFADevice", "SerialNumber", IAM + "mfa/a")
                        .status())
                .isEqualTo(200);
    }

    private static Reply session(Client client, String serialNumber, String code) {
        return client.sts("GetSessionToken", "SerialNumber", serialNumber, "TokenCode", code);
    }

    @Test
    void aSessionWithACodeMayCallIam() {
        Client alice = server.client("alice", Policies.allow("iam:GetUser", "*"));
        byte[] seed = enabled("alice");
        String refusal = "MultiFactorAuthentication failed with invalid MFA one time pass code. ";
        assertThat(session(alice, SERIAL, code(seed, 5)).message()).isEqualTo(refusal);
        assertThat(session(alice, IAM + "mfa/other", code(seed, 1)).message()).isEqualTo(refusal);
        assertThat(session(server.client("mallory", null), SERIAL, code(seed, 1))
                        .message())
                .isEqualTo(refusal);
        Reply issued = session(alice, SERIAL, code(seed, 1));
        assertThat(issued.session(server).iam("GetUser").element("UserName")).isEqualTo("alice");
        assertThat(session(alice, SERIAL, code(seed, 1)).message()).isEqualTo(refusal);
        assertThat(alice.sts("GetSessionToken").session(server).iam("GetUser").code())
                .isEqualTo("InvalidClientTokenId");
    }

    @Test
    void afterTenWrongCodesNotEvenTheRightOneIsTakenForAMinute() {
        Client alice = server.client("alice", null);
        byte[] seed = enabled("alice");
        for (int i = 0; i < Guesses.WRONG_MAX; i++) {
            assertThat(session(alice, SERIAL, code(seed, 40 + i)).code()).isEqualTo("AccessDenied");
        }
        assertThat(session(alice, SERIAL, code(seed, 1)).code()).isEqualTo("AccessDenied");
        server.clock.advance(Guesses.WINDOW);
        assertThat(session(alice, SERIAL, code(seed, 1)).status()).isEqualTo(200);
    }

    @Test
    void aDeviceWhoseClockHasDriftedIsResynchronized() {
        Client alice = server.client("alice", null);
        byte[] seed = enabled("alice");
        server.clock.advance(Duration.ofMinutes(10));
        assertThat(session(alice, SERIAL, code(seed, 7)).code()).isEqualTo("AccessDenied");
        String[] resync = {
            "UserName",
            "alice",
            "SerialNumber",
            SERIAL,
            "AuthenticationCode1",
            code(seed, 7),
            "AuthenticationCode2",
            code(seed, 8)
        };
        call("ResyncMFADevice", resync);
        assertFails(root.iam("ResyncMFADevice", resync), 403, "InvalidAuthenticationCode", WRONG);
        assertThat(session(alice, SERIAL, code(seed, 9)).status()).isEqualTo(200);
    }

    @Test
    void aRoleThatWantsASecondFactorIsAssumedWithACodeOnly() {
        Client alice = server.client("alice", Policies.allow("sts:AssumeRole", "*"));
        byte[] seed = enabled("alice");
        String careful = Policies.trustIf(
                "{\"Bool\":{\"aws:MultiFactorAuthPresent\":\"true\"}}", TestServer.ACCOUNT, "sts:AssumeRole");
        server.role(TestServer.ACCOUNT, "careful", careful, Policies.allow("iam:ListUsers", "*"));
        assertThat(assume(alice).code()).isEqualTo("AccessDenied");
        assertThat(assume(alice, "SerialNumber", SERIAL, "TokenCode", code(seed, 4))
                        .message())
                .isEqualTo("MultiFactorAuthentication failed with invalid MFA one time pass code. ");
        Reply assumed = assume(alice, "SerialNumber", SERIAL, "TokenCode", code(seed, 1));
        assertThat(assumed.status()).as(assumed.body()).isEqualTo(200);
        assertThat(assumed.session(server).iam("ListUsers").status()).isEqualTo(200);
        assertThat(assume(alice, "SerialNumber", SERIAL, "TokenCode", code(seed, 1))
                        .code())
                .isEqualTo("AccessDenied");
    }

    private static Reply assume(Client client, String... more) {
        String[] parameters = new String[4 + more.length];
        System.arraycopy(
                new String[] {"RoleArn", IAM + "role/careful", "RoleSessionName", "session"}, 0, parameters, 0, 4);
        System.arraycopy(more, 0, parameters, 4, more.length);
        return client.sts("AssumeRole", parameters);
    }
}
