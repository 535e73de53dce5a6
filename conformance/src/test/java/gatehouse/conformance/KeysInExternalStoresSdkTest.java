package gatehouse.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttributeKey;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.CustomKeyStoreHasCmKsException;
import software.amazon.awssdk.services.kms.model.CustomKeyStoreInvalidStateException;
import software.amazon.awssdk.services.kms.model.InvalidCiphertextException;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.KeyState;
import software.amazon.awssdk.services.kms.model.KmsException;
import software.amazon.awssdk.services.kms.model.KmsInvalidStateException;
import software.amazon.awssdk.services.kms.model.UnsupportedOperationException;
import software.amazon.awssdk.services.kms.model.XksKeyAlreadyInUseException;
import software.amazon.awssdk.services.kms.model.XksKeyInvalidConfigurationException;
import software.amazon.awssdk.services.kms.model.XksKeyNotFoundException;
import software.amazon.awssdk.services.sts.StsClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// KMS keys with an external key behind them, through the AWS SDK and a proxy.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class KeysInExternalStoresSdkTest {
    private static final SdkBytes HELLO = SdkBytes.fromUtf8String("hello, this is what no proxy sees");
    private static final Map<String, String> CONTEXT = Map.of("purpose", "test");
    private static final String ZEROS = Base64.getEncoder().encodeToString(new byte[32]);

    private final XksWorld xks = new XksWorld();
    private final ReferenceProxy proxy = xks.proxy;
    private final TestServer server = TestServer.start(xks.settings());
    private final KmsClient kms = server.kms(server.root());
    private final Events events = new Events(server.cloudTrail(server.root()));
    private final String store = XksWorld.connected(kms, "keys");
    private int made;

    @AfterAll
    void stop() {
        events.close();
        kms.close();
        server.close();
        xks.close();
    }

    @AfterEach
    void recover() {
        proxy.recover();
    }

    @Test
    void aKeyNamesItsExternalKey() {
        String id = proxy.newKey("a.key_of-mine");
        KeyMetadata key = key(id);
        assertThat(key.originAsString()).isEqualTo("EXTERNAL_KEY_STORE");
        assertThat(key.customKeyStoreId()).isEqualTo(store);
        assertThat(key.xksKeyConfiguration().id()).isEqualTo(id);
        assertThat(key.cloudHsmClusterId()).isNull();
        assertThat(kms.describeKey(in -> in.keyId(key.keyId())).keyMetadata()).isEqualTo(key);
        JsonNode asked = proxy.lastSeen().body().path("requestMetadata");
        assertThat(proxy.lastSeen().path()).endsWith("/keys/a.key_of-mine/metadata");
        assertThat(asked.path("awsPrincipalArn").asString()).isEqualTo("arn:aws:iam::111122223333:root");
        assertThat(asked.path("kmsOperation").asString()).isEqualTo("CreateKey");
        assertThat(asked.has("kmsKeyArn")).isFalse();
        JsonNode event = events.latest("CreateKey");
        assertThat(asked.path("kmsRequestId").asString())
                .isEqualTo(event.path("requestID").asString());
        assertThat(event.at("/requestParameters/xksKeyId").asString()).isEqualTo(id);
        assertThat(event.at("/responseElements/keyMetadata/xksKeyConfiguration/id")
                        .asString())
                .isEqualTo(id);
        assertThatThrownBy(() -> kms.deleteCustomKeyStore(in -> in.customKeyStoreId(disconnected())))
                .isInstanceOf(CustomKeyStoreHasCmKsException.class);
        kms.connectCustomKeyStore(in -> in.customKeyStoreId(store));
    }

    @Test
    void onlySuitableExternalKeysAreTaken() {
        assertThatThrownBy(() -> key("no-such-key")).isInstanceOf(XksKeyNotFoundException.class);
        int before = proxy.seen().size();
        for (String path : List.of(".", "..")) {
            assertThatThrownBy(() -> key(path)).isInstanceOf(XksKeyNotFoundException.class);
        }
        assertThat(proxy.seen()).hasSize(before);
        Set<String> both = Set.of("ENCRYPT", "DECRYPT");
        for (String unsuitable : List.of(
                proxy.newKey("short", "AES_128", both, "ENABLED"),
                proxy.newKey("one-way", "AES_256", Set.of("ENCRYPT"), "ENABLED"),
                proxy.newKey("off", "AES_256", both, "DISABLED"))) {
            assertThatThrownBy(() -> key(unsuitable)).isInstanceOf(XksKeyInvalidConfigurationException.class);
        }
        String id = newExternalKey();
        key(id);
        assertThatThrownBy(() -> key(id)).isInstanceOf(XksKeyAlreadyInUseException.class);
        assertThatThrownBy(() -> kms.createKey(in -> in.origin("EXTERNAL_KEY_STORE")
                        .customKeyStoreId(store)
                        .xksKeyId(newExternalKey())
                        .keySpec("HMAC_256")
                        .keyUsage("GENERATE_VERIFY_MAC")))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> kms.createKey(in -> in.origin("EXTERNAL_KEY_STORE")
                        .customKeyStoreId(store)
                        .xksKeyId(newExternalKey())
                        .multiRegion(true)))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> kms.createKey(in -> in.origin("AWS_CLOUDHSM").customKeyStoreId(store)))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() ->
                        kms.generateRandom(in -> in.customKeyStoreId(store).numberOfBytes(16)))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void aKeyIsOneExternalKeysWhateverTheHaste() throws Exception {
        String id = newExternalKey();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Boolean>> all = IntStream.range(0, 8)
                    .mapToObj(_ -> callers.submit(() -> {
                        try {
                            key(id);
                            return true;
                        } catch (XksKeyAlreadyInUseException _) {
                            return false;
                        }
                    }))
                    .toList();
            int created = 0;
            for (Future<Boolean> each : all) {
                created += each.get() ? 1 : 0;
            }
            assertThat(created).isOne();
        }
    }

    @Test
    void whatAProxyFailsIsToldToWhoMakesAKey() {
        String id = newExternalKey();
        creationFails(id, "ValidationException", CustomKeyStoreInvalidStateException.class);
        creationFails(id, "InvalidStateException", XksKeyInvalidConfigurationException.class);
        creationFails(id, "InvalidKeyUsageException", XksKeyInvalidConfigurationException.class);
        creationFails(id, "AuthenticationFailedException", CustomKeyStoreInvalidStateException.class);
        creationFails(id, "AccessDeniedException", KmsInvalidStateException.class);
        creationFails(id, "KeyNotFoundException", XksKeyNotFoundException.class);
        creationFails(id, "InvalidUriPathException", CustomKeyStoreInvalidStateException.class);
        creationFails(id, "ThrottlingException", CustomKeyStoreInvalidStateException.class);
        creationFails(id, "InternalException", CustomKeyStoreInvalidStateException.class);
        creationFails(id, "NoSuchException", CustomKeyStoreInvalidStateException.class);
        proxy.change(metadata -> metadata.put("keyStatus", "SLEEPING"));
        assertThatThrownBy(() -> key(id)).isInstanceOf(CustomKeyStoreInvalidStateException.class);
        proxy.recover();
        key(id);
    }

    @Test
    void aProxyNeverSeesThePlaintextAndIsToldWhatForItWorks() {
        KeyMetadata key = key();
        SdkBytes ciphertext = encrypted(key);
        ReferenceProxy.Seen seen = proxy.lastSeen();
        assertThat(seen.path()).endsWith("/encrypt");
        JsonNode asked = seen.body().path("requestMetadata");
        assertThat(asked.path("kmsKeyArn").asString()).isEqualTo(key.arn());
        assertThat(asked.path("kmsOperation").asString()).isEqualTo("Encrypt");
        assertThat(asked.path("kmsRequestId").asString())
                .isEqualTo(events.latest("Encrypt").path("requestID").asString());
        assertThat(asked.has("kmsViaService")).isFalse();
        byte[] sent = Base64.getDecoder().decode(seen.body().path("plaintext").asString());
        assertThat(sent).hasSize(HELLO.asByteArrayUnsafe().length + 16);
        assertThat(seen.body().toString()).doesNotContain("hello").doesNotContain("aGVsbG8");
        assertThat(Base64.getDecoder()
                        .decode(seen.body().path("additionalAuthenticatedData").asString()))
                .asString()
                .contains("purpose", "test");

        assertThat(decrypted(ciphertext)).isEqualTo(HELLO);
        assertThat(proxy.lastSeen().path()).endsWith("/decrypt");
        assertThat(proxy.lastSeen().body().path("ciphertextMetadata").asString())
                .isEqualTo(Base64.getEncoder().encodeToString("version=1".getBytes(UTF_8)));
        assertThat(proxy.lastSeen().body().at("/requestMetadata/kmsOperation").asString())
                .isEqualTo("Decrypt");
        assertThat(encrypted(key)).isNotEqualTo(ciphertext);
        SdkBytes none =
                kms.encrypt(in -> in.keyId(key.keyId()).plaintext(HELLO)).ciphertextBlob();
        assertThat(proxy.lastSeen().body().has("additionalAuthenticatedData")).isFalse();
        assertThat(kms.decrypt(in -> in.ciphertextBlob(none)).plaintext()).isEqualTo(HELLO);
    }

    @Test
    void theLargestPlaintextAndContextFit() {
        KeyMetadata key = key();
        SdkBytes large = SdkBytes.fromByteArray(new byte[4_096]);
        SdkBytes ciphertext =
                kms.encrypt(in -> in.keyId(key.keyId()).plaintext(large)).ciphertextBlob();
        assertThat(kms.decrypt(in -> in.ciphertextBlob(ciphertext)).plaintext()).isEqualTo(large);
        Map<String, String> context = Map.of("k", "v".repeat(8_192 - 9));
        SdkBytes bound = kms.encrypt(
                        in -> in.keyId(key.keyId()).plaintext(HELLO).encryptionContext(context))
                .ciphertextBlob();
        assertThat(kms.decrypt(in -> in.ciphertextBlob(bound).encryptionContext(context))
                        .plaintext())
                .isEqualTo(HELLO);
        assertThatThrownBy(() -> kms.encrypt(in ->
                        in.keyId(key.keyId()).plaintext(HELLO).encryptionContext(Map.of("k", "v".repeat(8_192 - 8)))))
                .hasMessageContaining("EncryptionContext has 8193 bytes");
    }

    @Test
    void aChangedCiphertextIsRefusedBeforeTheProxySeesIt() {
        SdkBytes ciphertext = encrypted(key());
        int before = proxy.seen().size();
        byte[] bytes = ciphertext.asByteArray();
        for (int i = 0; i < bytes.length; i += 5) {
            byte[] changed = bytes.clone();
            changed[i] ^= 1;
            assertThatThrownBy(() -> decrypted(SdkBytes.fromByteArray(changed)))
                    .isInstanceOf(InvalidCiphertextException.class);
        }
        byte[] shorter = Arrays.copyOf(bytes, bytes.length - 1);
        assertThatThrownBy(() -> decrypted(SdkBytes.fromByteArray(shorter)))
                .isInstanceOf(InvalidCiphertextException.class);
        byte[] header = Arrays.copyOf(bytes, 111);
        assertThatThrownBy(() -> decrypted(SdkBytes.fromByteArray(header)))
                .isInstanceOf(InvalidCiphertextException.class);
        assertThat(proxy.seen()).hasSize(before);
        assertThat(decrypted(ciphertext)).isEqualTo(HELLO);
    }

    @Test
    void anotherContextIsTheProxysToRefuse() {
        SdkBytes ciphertext = encrypted(key());
        assertThatThrownBy(() -> kms.decrypt(in -> in.ciphertextBlob(ciphertext)))
                .isInstanceOf(KmsInvalidStateException.class)
                .hasMessageContaining("specified ciphertext or encryption context is corrupted");
    }

    @Test
    void dataKeysComeFromItAndMoveToOtherKeys() {
        KeyMetadata key = key();
        var dataKey = kms.generateDataKey(in -> in.keyId(key.keyId()).keySpec("AES_256"));
        String sent = Base64.getEncoder().encodeToString(dataKey.plaintext().asByteArray());
        assertThat(proxy.seen().toString()).doesNotContain(sent.substring(0, 20));
        var hidden =
                kms.generateDataKeyWithoutPlaintext(in -> in.keyId(key.keyId()).keySpec("AES_128"));
        assertThat(kms.decrypt(in -> in.ciphertextBlob(hidden.ciphertextBlob()))
                        .plaintext()
                        .asByteArray())
                .hasSize(16);
        String other = kms.createKey().keyMetadata().keyId();
        var moved =
                kms.reEncrypt(in -> in.ciphertextBlob(dataKey.ciphertextBlob()).destinationKeyId(other));
        assertThat(proxy.lastSeen().body().at("/requestMetadata/kmsOperation").asString())
                .isEqualTo("ReEncrypt");
        var back = kms.reEncrypt(in -> in.ciphertextBlob(moved.ciphertextBlob()).destinationKeyId(key.keyId()));
        assertThat(kms.decrypt(in -> in.ciphertextBlob(back.ciphertextBlob())).plaintext())
                .isEqualTo(dataKey.plaintext());
        // AWS: no data key pairs of keys in custom key stores, and no rotation.
        for (Runnable each : List.<Runnable>of(
                () -> kms.generateDataKeyPair(in -> in.keyId(key.keyId()).keyPairSpec("ECC_NIST_P256")),
                () -> kms.generateDataKeyPairWithoutPlaintext(
                        in -> in.keyId(key.keyId()).keyPairSpec("ECC_NIST_P256")),
                () -> kms.enableKeyRotation(in -> in.keyId(key.keyId())),
                () -> kms.rotateKeyOnDemand(in -> in.keyId(key.keyId())))) {
            assertThatThrownBy(each::run).isInstanceOf(UnsupportedOperationException.class);
        }
    }

    @Test
    void whatAProxyFailsIsToldToWhoUsesAKey() {
        KeyMetadata key = key();
        SdkBytes ciphertext = encrypted(key);
        Map<String, String> words = Map.ofEntries(
                Map.entry("ValidationException", "cannot interpret the response"),
                Map.entry("InvalidStateException", "is not enabled in the external key manager"),
                Map.entry("InvalidCiphertextException", "specified ciphertext or encryption context is corrupted"),
                Map.entry("InvalidKeyUsageException", "does not support the requested operation"),
                Map.entry("AuthenticationFailedException", "could not authenticate AWS KMS"),
                Map.entry("AccessDeniedException", "denied access to the operation"),
                Map.entry("KeyNotFoundException", "was not found in its external key manager"),
                Map.entry("InvalidUriPathException", "invalid URI path"),
                Map.entry("ThrottlingException", "very high request rate"),
                Map.entry("UnsupportedOperationException", "does not support the requested operation"),
                Map.entry("DependencyTimeoutException", "did not respond to the request in the time allotted"),
                Map.entry("InternalException", "cannot communicate with the external key manager"),
                Map.entry("NoSuchException", "cannot interpret the response"));
        words.forEach((errorName, message) -> {
            proxy.fail(400, errorName);
            assertThatThrownBy(() -> encrypted(key))
                    .isInstanceOf(KmsInvalidStateException.class)
                    .hasMessageContaining(message)
                    .hasMessageNotContaining("told to");
            assertThatThrownBy(() -> decrypted(ciphertext))
                    .isInstanceOf(KmsInvalidStateException.class)
                    .hasMessageContaining(message);
        });
        proxy.recover();
        assertThat(decrypted(ciphertext)).isEqualTo(HELLO);
    }

    @Test
    void anEncryptionIsTakenOnlyWhole() {
        KeyMetadata key = key();
        for (String member :
                List.of("ciphertext", "initializationVector", "authenticationTag", "ciphertextDataIntegrityValue")) {
            encryptionIsRefused(key, answer -> answer.remove(member));
            encryptionIsRefused(key, answer -> answer.put(member, ZEROS));
            encryptionIsRefused(key, answer -> answer.put(member, "not base64"));
            encryptionIsRefused(key, answer -> answer.put(member, 7));
        }
        encryptionIsRefused(key, answer -> answer.remove("ciphertextMetadata"));
        encryptionIsRefused(key, answer -> answer.put("ciphertextMetadata", ZEROS));
        proxy.recover();
        assertThat(decrypted(encrypted(key))).isEqualTo(HELLO);
    }

    @Test
    void aDecryptionThatGivesSomethingElseIsRefused() {
        SdkBytes ciphertext = encrypted(key());
        proxy.change(answer -> answer.put(
                "plaintext", Base64.getEncoder().encodeToString(new byte[HELLO.asByteArrayUnsafe().length + 16])));
        assertThatThrownBy(() -> decrypted(ciphertext))
                .isInstanceOf(KmsInvalidStateException.class)
                .hasMessageContaining("The ciphertext that the external key store proxy submitted for decryption");
        proxy.change(answer -> answer.put("plaintext", ZEROS));
        assertThatThrownBy(() -> decrypted(ciphertext))
                .isInstanceOf(KmsInvalidStateException.class)
                .hasMessageContaining("cannot interpret the response");
    }

    @Test
    void anExternalKeyThatIsDisabledOrDeletedIsToldAndOneThatIsBackWorks() {
        String id = newExternalKey();
        KeyMetadata key = key(id);
        SdkBytes ciphertext = encrypted(key);
        proxy.setStatus(id, "DISABLED");
        assertThatThrownBy(() -> decrypted(ciphertext)).hasMessageContaining("is not enabled");
        proxy.setStatus(id, "ENABLED");
        assertThat(decrypted(ciphertext)).isEqualTo(HELLO);
        proxy.deleteKey(id);
        assertThatThrownBy(() -> decrypted(ciphertext))
                .isInstanceOf(KmsInvalidStateException.class)
                .hasMessageContaining("was not found in its external key manager");
        // Another key of that name is not the key.
        proxy.newKey(id);
        assertThatThrownBy(() -> decrypted(ciphertext)).isInstanceOf(KmsInvalidStateException.class);
    }

    @Test
    void aKeyIsUnavailableWhileItsStoreIsDisconnected() {
        KeyMetadata key = key();
        SdkBytes ciphertext = encrypted(key);
        int before = proxy.seen().size();
        disconnected();
        try {
            assertThat(kms.describeKey(in -> in.keyId(key.keyId()))
                            .keyMetadata()
                            .keyState())
                    .isEqualTo(KeyState.UNAVAILABLE);
            assertThatThrownBy(() -> encrypted(key))
                    .isInstanceOf(KmsInvalidStateException.class)
                    .hasMessageContaining("not connected to its external key store proxy");
            assertThatThrownBy(() -> decrypted(ciphertext)).isInstanceOf(KmsInvalidStateException.class);
            assertThatThrownBy(this::key).isInstanceOf(CustomKeyStoreInvalidStateException.class);
            assertThat(proxy.seen()).hasSize(before);
        } finally {
            kms.connectCustomKeyStore(in -> in.customKeyStoreId(store));
        }
        assertThat(decrypted(ciphertext)).isEqualTo(HELLO);
    }

    @Test
    void aProxyThatHangsDelaysNobodyElseAndHeals() throws Exception {
        KeyMetadata key = key();
        SdkBytes ciphertext = encrypted(key);
        String elsewhere = kms.createKey().keyMetadata().keyId();
        proxy.hang();
        try (StsClient sts = server.sts(server.root());
                ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> waiting = IntStream.range(0, 20)
                    .<Future<?>>mapToObj(_ -> callers.submit(() -> assertThatThrownBy(() -> encrypted(key))
                            .isInstanceOf(KmsInvalidStateException.class)
                            .hasMessageContaining("did not respond in time")))
                    .collect(Collectors.toList());
            int answered = 0;
            while (!waiting.getFirst().isDone()) {
                long before = System.nanoTime();
                sts.getCallerIdentity();
                kms.encrypt(in -> in.keyId(elsewhere).plaintext(HELLO));
                assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(2));
                answered++;
            }
            for (Future<?> each : waiting) {
                each.get();
            }
            assertThat(answered).isGreaterThan(10);
        }
        proxy.recover();
        assertThat(decrypted(ciphertext)).isEqualTo(HELLO);
    }

    @Test
    void aDeletedKeyIsGoneAndItsExternalKeyStays() {
        String id = newExternalKey();
        KeyMetadata key = key(id);
        kms.scheduleKeyDeletion(in -> in.keyId(key.keyId()).pendingWindowInDays(7));
        assertThatThrownBy(() -> encrypted(key)).isInstanceOf(KmsInvalidStateException.class);
        assertThatThrownBy(() -> key(id)).isInstanceOf(XksKeyAlreadyInUseException.class);
        kms.cancelKeyDeletion(in -> in.keyId(key.keyId()));
        kms.enableKey(in -> in.keyId(key.keyId()));
        assertThat(decrypted(encrypted(key))).isEqualTo(HELLO);
    }

    @Test
    void nothingOfTheSecretIsOnRecord() {
        encrypted(key());
        for (String operation : List.of("CreateCustomKeyStore", "CreateKey", "Encrypt")) {
            events.with(LookupAttributeKey.EVENT_NAME, operation)
                    .forEach(each -> assertThat(each.cloudTrailEvent()).doesNotContain(ReferenceProxy.SECRET));
        }
    }

    private String disconnected() {
        kms.disconnectCustomKeyStore(in -> in.customKeyStoreId(store));
        return store;
    }

    private void creationFails(String id, String errorName, Class<? extends KmsException> expected) {
        proxy.fail(400, errorName);
        assertThatThrownBy(() -> key(id)).as(errorName).isInstanceOf(expected);
        proxy.recover();
    }

    private void encryptionIsRefused(KeyMetadata key, Consumer<ObjectNode> change) {
        proxy.change(answer -> {
            change.accept(answer);
            return answer;
        });
        assertThatThrownBy(() -> encrypted(key))
                .isInstanceOf(KmsInvalidStateException.class)
                .hasMessageContaining("cannot interpret the response");
    }

    private synchronized String newExternalKey() {
        return proxy.newKey("key-" + made++);
    }

    private KeyMetadata key() {
        return key(newExternalKey());
    }

    private KeyMetadata key(String xksKeyId) {
        return kms.createKey(in ->
                        in.origin("EXTERNAL_KEY_STORE").customKeyStoreId(store).xksKeyId(xksKeyId))
                .keyMetadata();
    }

    private SdkBytes encrypted(KeyMetadata key) {
        return kms.encrypt(in -> in.keyId(key.keyId()).plaintext(HELLO).encryptionContext(CONTEXT))
                .ciphertextBlob();
    }

    private SdkBytes decrypted(SdkBytes ciphertext) {
        return kms.decrypt(in -> in.ciphertextBlob(ciphertext).encryptionContext(CONTEXT))
                .plaintext();
    }
}
