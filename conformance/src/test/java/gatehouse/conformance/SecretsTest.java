package gatehouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.conformance.RawClient.Reply;
import gatehouse.wire.http.HttpRequest;
import gatehouse.wire.sigv4.Signer;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyResponse;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;

/// No secret of a run is found where it does not belong: not on disk, not in the log, not in an error answer, not in
/// the event history.
final class SecretsTest {
    /// The two files that hold a secret on purpose, readable by their owner alone.
    private static final Set<String> INTENDED = Set.of("root.key", "credentials");

    /// Not secret, and stored and recorded as they are: if the scan did not find these, it would find nothing.
    private static final String DESCRIPTION = "a-description-7Qx2mVb9LkTz4RnW8pYc";

    private static final String GROUP = "a-group-5Hs8dKfJ3wEu6GyNq1Zt";
    private static final int OF_EACH = 5;

    @TempDir
    Path folder = Path.of("");

    private final SecretScan secrets = new SecretScan();

    @Test
    void noSecretOfARunIsFoundWhereItDoesNotBelong() throws IOException, InterruptedException {
        Path data = folder.resolve("data");
        List<Reply> errors;
        String history;
        try (ServerProcess server = ServerProcess.start(data, List.of())) {
            use(server.endpoint());
            errors = errors(server.endpoint());
            history = history(server.endpoint());
            server.kill();
        }
        addRootKey(data);
        assertThat(secrets.size()).isEqualTo(3 + 9 * OF_EACH);
        assertThat(secrets.find("the event history", bytes(history))).isEmpty();
        for (Reply error : errors) {
            assertThat(error.status()).as(error.body()).isGreaterThanOrEqualTo(400);
            assertThat(secrets.find("the answer " + error.body(), bytes(error.body())))
                    .isEmpty();
        }
        nothingIsIn(data, "after a kill");
        try (ServerProcess server = ServerProcess.start(data, List.of())) {
            history(server.endpoint());
            assertThat(server.stop()).isZero();
        }
        nothingIsIn(data, "after a restart and a clean stop");
    }

    @Test
    void theScanFindsASecretInEveryForm() {
        byte[] secret = HexFormat.of().parseHex("00ff7c3eb15d9a2e4f8017c6d3ab5590fe");
        SecretScan scan = new SecretScan();
        scan.add("it", secret);
        String hex = HexFormat.of().formatHex(secret);
        List<byte[]> places = new ArrayList<>(
                List.of(concat(bytes("before"), secret), bytes("x" + hex + "y"), bytes(hex.toUpperCase(Locale.ROOT))));
        for (int before = 0; before < 3; before++) {
            byte[] around = concat(concat(new byte[before], secret), bytes("after"));
            places.add(Base64.getEncoder().encode(around));
            places.add(Base64.getUrlEncoder().withoutPadding().encode(around));
        }
        assertThat(places)
                .allSatisfy(place -> assertThat(scan.find("place", place)).containsExactly("it in place"));
        secret[8] ^= 1;
        assertThat(scan.find("place", secret)).isEmpty();
    }

    private void nothingIsIn(Path data, String when) throws IOException {
        assertThat(secrets.findInFolder(data, INTENDED)).as(when).isEmpty();
        byte[] log = Files.readAllBytes(ServerProcess.log(data));
        assertThat(log).as(when).isNotEmpty();
        assertThat(secrets.find("the log", log)).as(when).isEmpty();
        SecretScan planted = new SecretScan();
        planted.add("description", DESCRIPTION);
        planted.add("group", GROUP);
        assertThat(planted.findInFolder(data, INTENDED))
                .as("what is stored in the open is found " + when)
                .anyMatch(found -> found.startsWith("description in store"))
                .anyMatch(found -> found.startsWith("group in store"));
        SecretScan root = new SecretScan();
        root.add("root's secret", TestServer.ROOT_SECRET);
        assertThat(root.findInFolder(data, Set.of())).containsExactly("root's secret in credentials");
    }

    /// Makes and uses secrets of every kind, each some times.
    private void use(URI endpoint) {
        secrets.add("root's secret access key", TestServer.ROOT_SECRET);
        try (IamClient iam = TestServer.client(endpoint, IamClient.builder(), root(), Region.US_EAST_1);
                StsClient sts = TestServer.client(endpoint, StsClient.builder(), root(), Region.US_EAST_1);
                KmsClient kms = TestServer.client(endpoint, KmsClient.builder(), root(), Region.US_EAST_1)) {
            iam.createGroup(in -> in.groupName(GROUP));
            String keyId = kms.createKey(in -> in.description(DESCRIPTION))
                    .keyMetadata()
                    .keyId();
            for (int i = 0; i < OF_EACH; i++) {
                String name = "user-" + i;
                iam.createUser(in -> in.userName(name));
                secrets.add(
                        "secret access key " + i,
                        iam.createAccessKey(in -> in.userName(name)).accessKey().secretAccessKey());
                String password = "Correct-horse-battery-" + i;
                iam.createLoginProfile(in -> in.userName(name).password(password));
                secrets.add("password " + i, password);
                secrets.add(
                        "seed " + i,
                        iam.createVirtualMFADevice(in -> in.virtualMFADeviceName(name))
                                .virtualMFADevice()
                                .base32StringSeed()
                                .asUtf8String());
                secrets.add(
                        "service password " + i,
                        iam.createServiceSpecificCredential(
                                        in -> in.userName(name).serviceName("codecommit.amazonaws.com"))
                                .serviceSpecificCredential()
                                .servicePassword());
                SelfSigned made = SelfSigned.make();
                iam.uploadServerCertificate(in -> in.serverCertificateName(name)
                        .certificateBody(made.certificate())
                        .privateKey(made.privateKey()));
                secrets.add("private key " + i, made.secretLine());
                Credentials session = sts.getSessionToken().credentials();
                secrets.add("session's secret access key " + i, session.secretAccessKey());
                secrets.add("session token " + i, session.sessionToken());
                SdkBytes plaintext = SdkBytes.fromUtf8String("a plaintext that nobody should see, number " + i);
                secrets.add("plaintext " + i, plaintext.asByteArray());
                SdkBytes ciphertext =
                        kms.encrypt(in -> in.keyId(keyId).plaintext(plaintext)).ciphertextBlob();
                kms.decrypt(in -> in.ciphertextBlob(ciphertext));
                GenerateDataKeyResponse dataKey =
                        kms.generateDataKey(in -> in.keyId(keyId).keySpec("AES_256"));
                secrets.add("data key " + i, dataKey.plaintext().asByteArray());
                kms.decrypt(in -> in.ciphertextBlob(dataKey.ciphertextBlob()));
            }
            byte[] random =
                    kms.generateRandom(in -> in.numberOfBytes(32)).plaintext().asByteArray();
            secrets.add("random bytes", random);
        }
    }

    /// Calls that fail, each with a secret near it.
    private static List<Reply> errors(URI endpoint) {
        String plaintext = Base64.getEncoder().encodeToString(bytes("a plaintext that nobody should see, number 0"));
        Signer.Credentials root = new Signer.Credentials(TestServer.ROOT_KEY_ID, TestServer.ROOT_SECRET, null);
        Signer.Credentials wrong = new Signer.Credentials(TestServer.ROOT_KEY_ID, "wrong", null);
        try (RawClient client = new RawClient(endpoint)) {
            String missing = "{\"KeyId\":\"alias/missing\",\"Plaintext\":\"" + plaintext + "\"}";
            String tooMuch = "{\"KeyId\":\"alias/missing\",\"Plaintext\":\"" + plaintext.repeat(4) + "!\"}";
            String wrongType = "{\"KeyId\":7,\"Plaintext\":\"" + plaintext + "\"}";
            String broken = "{\"Plaintext\":\"" + plaintext + "\",,";
            String tooLong = "{\"KeyId\":\"alias/missing\",\"Plaintext\":\""
                    + plaintext.replace("=", "").repeat(120) + "\"}";
            List<Reply> errors = new ArrayList<>();
            for (String body : List.of(missing, tooMuch, wrongType, broken, tooLong)) {
                errors.add(client.signed(kms(client, body), root, "kms"));
                errors.add(client.signed(kms(client, body), wrong, "kms"));
                errors.add(client.send(kms(client, body)));
            }
            return errors;
        }
    }

    private static HttpRequest kms(RawClient client, String body) {
        return client.request(
                "POST",
                "/",
                body,
                "content-type",
                "application/x-amz-json-1.1",
                "x-amz-target",
                "TrentService.Encrypt");
    }

    private static String history(URI endpoint) {
        try (CloudTrailClient client =
                TestServer.client(endpoint, CloudTrailClient.builder(), root(), Region.US_EAST_1)) {
            StringBuilder all = new StringBuilder();
            client.lookupEventsPaginator().events().forEach(event -> all.append(event.cloudTrailEvent()));
            assertThat(all).contains("GenerateDataKey", "GetSessionToken", "CreateAccessKey", DESCRIPTION);
            return all.toString();
        }
    }

    /// The root key: the last word of its file, in hexadecimal.
    private void addRootKey(Path data) throws IOException {
        String text = Files.readString(data.resolve("root.key")).strip();
        String digits = text.substring(text.lastIndexOf(' ') + 1);
        secrets.add("the root key", HexFormat.of().parseHex(digits));
    }

    private static AwsCredentials root() {
        return AwsBasicCredentials.create(TestServer.ROOT_KEY_ID, TestServer.ROOT_SECRET);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] concat(byte[] first, byte[] second) {
        byte[] all = new byte[first.length + second.length];
        System.arraycopy(first, 0, all, 0, first.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        return all;
    }
}
