package gatehouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gatehouse.conformance.SdkCase.Callers;
import gatehouse.model.kms.Kms;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.DisabledException;
import software.amazon.awssdk.services.kms.model.IncorrectKeyException;
import software.amazon.awssdk.services.kms.model.InvalidCiphertextException;
import software.amazon.awssdk.services.kms.model.KmsInvalidStateException;
import software.amazon.awssdk.services.kms.model.NotFoundException;
import software.amazon.awssdk.services.kms.model.Tag;

/// Every operation of KMS that is built, through the AWS SDK.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class KmsSdkTest {
    /// What this version of the SDK does not know: `ManagedKeysTest` and `EveryOperationTest` call it.
    private static final Set<String> ELSEWHERE = Set.of("GetKeyLastUsage");

    private static final String MISSING = "12345678-1234-1234-1234-123456789012";
    private static final SdkBytes HELLO = SdkBytes.fromUtf8String("hello");
    private static final Map<String, String> CONTEXT = Map.of("purpose", "test");
    private static final Tag TAG = Tag.builder().tagKey("team").tagValue("blue").build();
    private static final String POLICY = """
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"kms:*","Resource":"*",\
            "Principal":{"AWS":"arn:aws:iam::111122223333:root"}}]}""";

    private final TestServer server = TestServer.start();
    private final IamWorld world = new IamWorld(server);
    private final KmsClient root = server.kms(server.root());
    private final Callers<KmsClient> callers =
            new Callers<>(root, server.kms(world.newUser("nobody")), new Events(server.cloudTrail(server.root())));

    @AfterAll
    void stop() {
        callers.nobody().close();
        callers.events().close();
        root.close();
        world.root().close();
        server.close();
    }

    @TestFactory
    Stream<DynamicTest> everyBuiltOperation() {
        return table().map(each -> each.test(callers));
    }

    @Test
    void theTableHoldsEveryBuiltOperation() {
        // Those of custom key stores have a table of their own: CustomKeyStoresSdkTest.
        assertThat(table().map(SdkCase::operation))
                .containsExactlyInAnyOrderElementsOf(server.builtOperations(Kms.MODEL).stream()
                        .filter(each -> !each.contains("CustomKeyStore") && !ELSEWHERE.contains(each))
                        .toList());
    }

    @Test
    void whatIsEncryptedIsDecryptedInItsContextAlone() {
        String keyId = key();
        SdkBytes ciphertext = encrypted(keyId);
        var decrypted = root.decrypt(in -> in.ciphertextBlob(ciphertext).encryptionContext(CONTEXT));
        assertThat(decrypted.plaintext()).isEqualTo(HELLO);
        assertThat(decrypted.keyId()).endsWith(":key/" + keyId);
        assertThatThrownBy(() -> root.decrypt(in -> in.ciphertextBlob(ciphertext)))
                .isInstanceOf(InvalidCiphertextException.class);
        assertThatThrownBy(() -> root.decrypt(in ->
                        in.ciphertextBlob(ciphertext).encryptionContext(CONTEXT).keyId(key())))
                .isInstanceOf(IncorrectKeyException.class);
        byte[] changed = ciphertext.asByteArray();
        changed[changed.length - 1] ^= 1;
        assertThatThrownBy(() -> root.decrypt(
                        in -> in.ciphertextBlob(SdkBytes.fromByteArray(changed)).encryptionContext(CONTEXT)))
                .isInstanceOf(InvalidCiphertextException.class);
    }

    @Test
    void aDataKeyDecryptsToItsPlaintextAndAfterReEncryptionUnderAnotherKeyToo() {
        String first = key();
        String second = key();
        var dataKey = root.generateDataKey(in -> in.keyId(first).keySpec("AES_256"));
        assertThat(dataKey.plaintext().asByteArray()).hasSize(32);
        var moved =
                root.reEncrypt(in -> in.ciphertextBlob(dataKey.ciphertextBlob()).destinationKeyId(second));
        assertThat(moved.keyId()).endsWith(second);
        assertThat(root.decrypt(in -> in.ciphertextBlob(moved.ciphertextBlob())).plaintext())
                .isEqualTo(dataKey.plaintext());
    }

    @Test
    void aKeyThatIsDisabledOrLeavingIsOfNoUse() {
        String keyId = key();
        root.disableKey(in -> in.keyId(keyId));
        assertThatThrownBy(() -> encrypted(keyId)).isInstanceOf(DisabledException.class);
        root.enableKey(in -> in.keyId(keyId));
        SdkBytes ciphertext = encrypted(keyId);
        root.scheduleKeyDeletion(in -> in.keyId(keyId));
        assertThatThrownBy(
                        () -> root.decrypt(in -> in.ciphertextBlob(ciphertext).encryptionContext(CONTEXT)))
                .isInstanceOf(KmsInvalidStateException.class)
                .hasMessageContaining(" is pending deletion.");
    }

    @Test
    void aKeyIsOfItsRegion() {
        String arn = root.createKey().keyMetadata().arn();
        try (KmsClient elsewhere = server.kms(server.root(), Region.EU_CENTRAL_1)) {
            assertThat(elsewhere.listKeys().keys()).isEmpty();
            assertThatThrownBy(() -> elsewhere.describeKey(in -> in.keyId(arn))).isInstanceOf(NotFoundException.class);
            assertThat(elsewhere.createKey().keyMetadata().arn()).startsWith("arn:aws:kms:eu-central-1:");
        }
    }

    private String key() {
        return root.createKey(in -> in.description("made by a test"))
                .keyMetadata()
                .keyId();
    }

    private String keyIn(String state) {
        String keyId = key();
        if (state.equals("Disabled")) {
            root.disableKey(in -> in.keyId(keyId));
        } else {
            root.scheduleKeyDeletion(in -> in.keyId(keyId).pendingWindowInDays(7));
        }
        return keyId;
    }

    private String alias() {
        String name = "alias/" + world.fresh();
        root.createAlias(in -> in.aliasName(name).targetKeyId(key()));
        return name;
    }

    private SdkBytes encrypted(String keyId) {
        return root.encrypt(in -> in.keyId(keyId).plaintext(HELLO).encryptionContext(CONTEXT))
                .ciphertextBlob();
    }

    private static SdkCase<KmsClient> on(
            String operation, Supplier<String> made, Function<String, Function<KmsClient, AwsResponse>> call) {
        return SdkCase.of(operation, () -> call.apply(made.get()));
    }

    private Stream<SdkCase<KmsClient>> table() {
        return Stream.of(
                        keys(),
                        policiesAndTags(),
                        aliases(),
                        uses(),
                        new KmsMaterialTable(root).rows(),
                        new KmsGrantTable(root).rows())
                .flatMap(each -> each);
    }

    private Stream<SdkCase<KmsClient>> keys() {
        return Stream.of(
                SdkCase.<KmsClient>of(
                                "CreateKey",
                                () -> kms -> kms.createKey(
                                        in -> in.description("new").tags(TAG)),
                                "KeyState=Enabled",
                                "SYMMETRIC_DEFAULT",
                                "AWS_KMS")
                        .butNot(kms -> kms.createKey(in -> in.policy("{}")), "MalformedPolicyDocumentException"),
                on("DescribeKey", this::key, id -> kms -> kms.describeKey(in -> in.keyId(id)))
                        .butNot(kms -> kms.describeKey(in -> in.keyId(MISSING)), "NotFoundException"),
                SdkCase.<KmsClient>of("ListKeys", () -> kms -> kms.listKeys())
                        .butNot(kms -> kms.listKeys(in -> in.limit(0)), "ValidationException"),
                on("EnableKey", () -> keyIn("Disabled"), id -> kms -> kms.enableKey(in -> in.keyId(id)))
                        .butNot(
                                kms -> kms.enableKey(in -> in.keyId(keyIn("PendingDeletion"))),
                                "KMSInvalidStateException"),
                on("DisableKey", this::key, id -> kms -> kms.disableKey(in -> in.keyId(id)))
                        .butNot(kms -> kms.disableKey(in -> in.keyId(MISSING)), "NotFoundException"),
                on(
                                "UpdateKeyDescription",
                                this::key,
                                id -> kms -> kms.updateKeyDescription(
                                        in -> in.keyId(id).description("other")))
                        .butNot(
                                kms -> kms.updateKeyDescription(
                                        in -> in.keyId(key()).description("x".repeat(8193))),
                                "ValidationException"),
                on("GetKeyRotationStatus", this::key, id -> kms -> kms.getKeyRotationStatus(in -> in.keyId(id)))
                        .butNot(kms -> kms.getKeyRotationStatus(in -> in.keyId(MISSING)), "NotFoundException"),
                on(
                                "ScheduleKeyDeletion",
                                this::key,
                                id -> kms -> kms.scheduleKeyDeletion(
                                        in -> in.keyId(id).pendingWindowInDays(7)))
                        .butNot(
                                kms -> kms.scheduleKeyDeletion(
                                        in -> in.keyId(key()).pendingWindowInDays(6)),
                                "ValidationException"),
                on(
                                "CancelKeyDeletion",
                                () -> keyIn("PendingDeletion"),
                                id -> kms -> kms.cancelKeyDeletion(in -> in.keyId(id)))
                        .butNot(kms -> kms.cancelKeyDeletion(in -> in.keyId(key())), "KMSInvalidStateException"));
    }

    private Stream<SdkCase<KmsClient>> policiesAndTags() {
        return Stream.of(
                on("GetKeyPolicy", this::key, id -> kms -> kms.getKeyPolicy(in -> in.keyId(id)))
                        .butNot(
                                kms -> kms.getKeyPolicy(in -> in.keyId(key()).policyName("other")),
                                "NotFoundException"),
                on(
                                "PutKeyPolicy",
                                this::key,
                                id -> kms -> kms.putKeyPolicy(in -> in.keyId(id).policy(POLICY)))
                        .butNot(
                                kms -> kms.putKeyPolicy(
                                        in -> in.keyId(key()).policy(POLICY.replace("kms:*", "kms:Encrypt"))),
                                "MalformedPolicyDocumentException"),
                on("ListKeyPolicies", this::key, id -> kms -> kms.listKeyPolicies(in -> in.keyId(id)))
                        .butNot(kms -> kms.listKeyPolicies(in -> in.keyId(MISSING)), "NotFoundException"),
                on(
                                "TagResource",
                                this::key,
                                id -> kms -> kms.tagResource(in -> in.keyId(id).tags(TAG)))
                        .butNot(kms -> kms.tagResource(in -> in.keyId(key()).tags(TAG, TAG)), "TagException"),
                on(
                                "UntagResource",
                                this::key,
                                id -> kms ->
                                        kms.untagResource(in -> in.keyId(id).tagKeys("team")))
                        .butNot(kms -> kms.untagResource(in -> in.keyId(MISSING).tagKeys("team")), "NotFoundException"),
                on("ListResourceTags", this::key, id -> kms -> kms.listResourceTags(in -> in.keyId(id)))
                        .butNot(kms -> kms.listResourceTags(in -> in.keyId(MISSING)), "NotFoundException"));
    }

    private Stream<SdkCase<KmsClient>> aliases() {
        return Stream.of(
                on(
                                "CreateAlias",
                                this::key,
                                id -> kms -> kms.createAlias(
                                        in -> in.aliasName("alias/of-" + id).targetKeyId(id)))
                        .butNot(
                                kms -> kms.createAlias(
                                        in -> in.aliasName("no-alias").targetKeyId(MISSING)),
                                "ValidationException"),
                on(
                                "UpdateAlias",
                                this::alias,
                                name -> kms ->
                                        kms.updateAlias(in -> in.aliasName(name).targetKeyId(key())))
                        .butNot(
                                kms -> kms.updateAlias(
                                        in -> in.aliasName("alias/missing").targetKeyId(key())),
                                "NotFoundException"),
                on("DeleteAlias", this::alias, name -> kms -> kms.deleteAlias(in -> in.aliasName(name)))
                        .butNot(kms -> kms.deleteAlias(in -> in.aliasName("alias/missing")), "NotFoundException"),
                SdkCase.<KmsClient>of("ListAliases", () -> kms -> kms.listAliases(), "AliasName")
                        .butNot(kms -> kms.listAliases(in -> in.limit(101)), "ValidationException"));
    }

    private Stream<SdkCase<KmsClient>> uses() {
        return Stream.of(
                on(
                                "Encrypt",
                                this::alias,
                                id -> kms -> kms.encrypt(in -> in.keyId(id).plaintext(HELLO)))
                        .butNot(
                                kms -> kms.encrypt(
                                        in -> in.keyId(key()).plaintext(SdkBytes.fromByteArray(new byte[4097]))),
                                "ValidationException"),
                SdkCase.<KmsClient>of("Decrypt", () -> {
                            SdkBytes ciphertext = encrypted(key());
                            return kms -> kms.decrypt(
                                    in -> in.ciphertextBlob(ciphertext).encryptionContext(CONTEXT));
                        })
                        .butNot(kms -> kms.decrypt(in -> in.ciphertextBlob(HELLO)), "InvalidCiphertextException"),
                SdkCase.<KmsClient>of("ReEncrypt", () -> {
                            SdkBytes ciphertext = encrypted(key());
                            String other = key();
                            return kms -> kms.reEncrypt(in -> in.ciphertextBlob(ciphertext)
                                    .sourceEncryptionContext(CONTEXT)
                                    .destinationKeyId(other));
                        })
                        .butNot(
                                kms -> kms.reEncrypt(
                                        in -> in.ciphertextBlob(HELLO).destinationKeyId(key())),
                                "InvalidCiphertextException"),
                on(
                                "GenerateDataKey",
                                this::key,
                                id -> kms ->
                                        kms.generateDataKey(in -> in.keyId(id).numberOfBytes(64)))
                        .butNot(kms -> kms.generateDataKey(in -> in.keyId(key())), "ValidationException"),
                on(
                                "GenerateDataKeyWithoutPlaintext",
                                this::key,
                                id -> kms -> kms.generateDataKeyWithoutPlaintext(
                                        in -> in.keyId(id).keySpec("AES_128")))
                        .butNot(
                                kms -> kms.generateDataKeyWithoutPlaintext(
                                        in -> in.keyId(keyIn("Disabled")).keySpec("AES_128")),
                                "DisabledException"),
                SdkCase.<KmsClient>of("GenerateRandom", () -> kms -> kms.generateRandom(in -> in.numberOfBytes(16)))
                        .butNot(kms -> kms.generateRandom(in -> in.numberOfBytes(1025)), "ValidationException"));
    }
}
