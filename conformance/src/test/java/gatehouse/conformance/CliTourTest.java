package gatehouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import tools.jackson.databind.JsonNode;

/// What a new user does, with the real AWS CLI.
final class CliTourTest {
    private static final String PLAINTEXT = "attack at dawn";

    @TempDir
    Path folder = Path.of("");

    @Test
    void theTourOfTheReadme() throws IOException {
        try (TestServer server = TestServer.start()) {
            new Tour(server, folder).walk();
        }
    }

    /// The tour, step by step: each uses what those before it made.
    private static final class Tour {
        private final Path folder;
        private final AwsCli root;
        private final AwsCli alice;
        private final String keyId;
        private final String keyArn;
        private final String secret;

        Tour(TestServer server, Path folder) throws IOException {
            this.folder = folder;
            this.root = new AwsCli(server.endpoint(), server.root(), folder);
            JsonNode identity = root.run("sts", "get-caller-identity");
            assertThat(text(identity, "Account")).isEqualTo(TestServer.ACCOUNT);
            assertThat(text(identity, "Arn")).isEqualTo("arn:aws:iam::111122223333:root");

            JsonNode user =
                    root.run("iam", "create-user", "--user-name", "alice").get("User");
            assertThat(text(user, "Arn")).isEqualTo("arn:aws:iam::111122223333:user/alice");
            JsonNode accessKey =
                    root.run("iam", "create-access-key", "--user-name", "alice").get("AccessKey");
            this.secret = text(accessKey, "SecretAccessKey");
            this.alice = new AwsCli(
                    server.endpoint(), AwsBasicCredentials.create(text(accessKey, "AccessKeyId"), secret), folder);

            JsonNode key =
                    root.run("kms", "create-key", "--description", "the tour's").get("KeyMetadata");
            this.keyId = text(key, "KeyId");
            this.keyArn = text(key, "Arn");
            root.run("kms", "create-alias", "--alias-name", "alias/tour", "--target-key-id", keyId);
            Files.writeString(folder.resolve("plaintext"), PLAINTEXT);
            allowAlice();
        }

        private void allowAlice() throws IOException {
            Files.writeString(folder.resolve("policy.json"), """
                    {"Version": "2012-10-17", "Statement": [{
                      "Effect": "Allow", "Action": "kms:Encrypt", "Resource": "%s",
                      "Condition": {"StringEquals": {"kms:EncryptionContext:purpose": "test"}}}]}
                    """.replace("%s", keyArn));
            root.run(
                    "iam",
                    "put-user-policy",
                    "--user-name",
                    "alice",
                    "--policy-name",
                    "encrypt",
                    "--policy-document",
                    "file://policy.json");
        }

        void walk() throws IOException {
            rootEncryptsAndDecrypts();
            aliceMayOnlyEncryptWithTheRightContext();
            theEventHistoryShowsAllOfIt();
        }

        private void rootEncryptsAndDecrypts() throws IOException {
            encrypt(root, "alias/tour", "purpose=test");
            JsonNode decrypted = decrypt(root);
            assertThat(Base64.getDecoder().decode(text(decrypted, "Plaintext")))
                    .asString()
                    .isEqualTo(PLAINTEXT);
            assertThat(text(decrypted, "KeyId")).isEqualTo(keyArn);
        }

        private void aliceMayOnlyEncryptWithTheRightContext() throws IOException {
            encrypt(alice, keyId, "purpose=test");
            assertThat(alice.fail(encryptCommand(keyId, "purpose=production")))
                    .contains("(AccessDeniedException) when calling the Encrypt operation: " + denied("kms:Encrypt"));
            assertThat(alice.fail(decryptCommand()))
                    .contains("(AccessDeniedException) when calling the Decrypt operation: " + denied("kms:Decrypt"));
        }

        private String denied(String action) {
            return "User: arn:aws:iam::111122223333:user/alice is not authorized to perform: " + action
                    + " on resource: " + keyArn + " because no identity-based policy allows the " + action + " action";
        }

        private void encrypt(AwsCli who, String key, String context) throws IOException {
            JsonNode answer = who.run(encryptCommand(key, context));
            assertThat(text(answer, "KeyId")).isEqualTo(keyArn);
            Files.write(folder.resolve("ciphertext"), Base64.getDecoder().decode(text(answer, "CiphertextBlob")));
        }

        private static String[] encryptCommand(String key, String context) {
            return new String[] {
                "kms", "encrypt", "--key-id", key, "--plaintext", "fileb://plaintext", "--encryption-context", context
            };
        }

        private static JsonNode decrypt(AwsCli who) {
            return who.run(decryptCommand());
        }

        private static String[] decryptCommand() {
            return new String[] {
                "kms", "decrypt", "--ciphertext-blob", "fileb://ciphertext", "--encryption-context", "purpose=test"
            };
        }

        private void theEventHistoryShowsAllOfIt() {
            List<JsonNode> records = new ArrayList<>();
            for (JsonNode event : root.run("cloudtrail", "lookup-events").get("Events")) {
                records.addFirst(Events.tree(text(event, "CloudTrailEvent")));
            }
            assertThat(records.stream().map(each -> text(each, "eventName")))
                    .containsExactly(
                            "GetCallerIdentity",
                            "CreateUser",
                            "CreateAccessKey",
                            "CreateKey",
                            "CreateAlias",
                            "PutUserPolicy",
                            "Encrypt",
                            "Decrypt",
                            "Encrypt",
                            "Encrypt",
                            "Decrypt");
            records.subList(0, 8).forEach(Tour::isRootsCall);
            records.subList(8, 11).forEach(this::isAlicesCall);
            writesAreRecordedWithTheirAnswers(records);
            usesOfTheKeyAreRecordedWithoutSecrets(records);
            assertThat(records.toString()).doesNotContain(secret, PLAINTEXT, base64(PLAINTEXT), TestServer.ROOT_SECRET);
        }

        private static void isRootsCall(JsonNode event) {
            JsonNode identity = event.get("userIdentity");
            assertThat(text(identity, "type")).isEqualTo("Root");
            assertThat(text(identity, "principalId")).isEqualTo(TestServer.ACCOUNT);
            assertThat(text(identity, "arn")).isEqualTo("arn:aws:iam::111122223333:root");
            assertThat(text(identity, "accessKeyId")).isEqualTo(TestServer.ROOT_KEY_ID);
            cameFromTheCli(event);
            assertThat(event.has("errorCode")).isFalse();
        }

        private void isAlicesCall(JsonNode event) {
            JsonNode identity = event.get("userIdentity");
            assertThat(text(identity, "type")).isEqualTo("IAMUser");
            assertThat(text(identity, "principalId")).startsWith("AIDA");
            assertThat(text(identity, "arn")).isEqualTo("arn:aws:iam::111122223333:user/alice");
            assertThat(text(identity, "accountId")).isEqualTo(TestServer.ACCOUNT);
            assertThat(text(identity, "userName")).isEqualTo("alice");
            assertThat(text(identity, "accessKeyId"))
                    .isEqualTo(alice.credentials().accessKeyId());
            cameFromTheCli(event);
        }

        private static void cameFromTheCli(JsonNode event) {
            assertThat(text(event, "sourceIPAddress")).isEqualTo("127.0.0.1");
            assertThat(text(event, "userAgent")).startsWith("aws-cli/");
            assertThat(text(event, "awsRegion")).isEqualTo("us-east-1");
        }

        private void writesAreRecordedWithTheirAnswers(List<JsonNode> records) {
            JsonNode createUser = records.get(1);
            assertThat(text(createUser.get("requestParameters"), "userName")).isEqualTo("alice");
            assertThat(text(createUser.at("/responseElements/user"), "arn"))
                    .isEqualTo("arn:aws:iam::111122223333:user/alice");
            JsonNode accessKey = records.get(2).at("/responseElements/accessKey");
            assertThat(text(accessKey, "accessKeyId"))
                    .isEqualTo(alice.credentials().accessKeyId());
            assertThat(accessKey.has("secretAccessKey")).isFalse();
            assertThat(text(records.get(3).at("/responseElements/keyMetadata"), "arn"))
                    .isEqualTo(keyArn);
            assertThat(text(records.get(4).get("requestParameters"), "aliasName"))
                    .isEqualTo("alias/tour");
            JsonNode putUserPolicy = records.get(5).get("requestParameters");
            assertThat(text(putUserPolicy, "policyName")).isEqualTo("encrypt");
            assertThat(text(putUserPolicy, "policyDocument")).contains("kms:EncryptionContext:purpose");
            assertThat(records.get(5).get("responseElements").isNull()).isTrue();
        }

        private void usesOfTheKeyAreRecordedWithoutSecrets(List<JsonNode> records) {
            for (JsonNode event : records.subList(6, 11)) {
                assertThat(event.get("readOnly").asBoolean()).isTrue();
                assertThat(event.get("responseElements").isNull()).isTrue();
                assertThat(text(event.at("/resources/0"), "ARN")).isEqualTo(keyArn);
                assertThat(text(event.at("/resources/0"), "type")).isEqualTo("AWS::KMS::Key");
                assertThat(event.get("requestParameters").has("plaintext")).isFalse();
                assertThat(event.get("requestParameters").has("ciphertextBlob")).isFalse();
            }
            assertThat(text(records.get(8).at("/requestParameters/encryptionContext"), "purpose"))
                    .isEqualTo("test");
            assertThat(text(records.get(9).at("/requestParameters/encryptionContext"), "purpose"))
                    .isEqualTo("production");
            for (JsonNode denial : records.subList(9, 11)) {
                assertThat(text(denial, "errorCode")).isEqualTo("AccessDenied");
                assertThat(text(denial, "errorMessage")).isEqualTo(denied("kms:" + text(denial, "eventName")));
            }
        }

        private static String base64(String text) {
            return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
        }

        private static String text(JsonNode node, String name) {
            return Objects.requireNonNull(node.get(name), () -> name + " is missing in " + node)
                    .asString();
        }
    }
}
