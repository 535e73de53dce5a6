package gatehouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gatehouse.crypto.pkcs11.HangingLibrary;
import gatehouse.crypto.pkcs11.SoftHsm;
import gatehouse.keys.cloudhsm.HsmToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.cloudhsmv2.CloudHsmV2Client;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.CustomKeyStoreHasCmKsException;
import software.amazon.awssdk.services.kms.model.CustomKeyStoreInvalidStateException;
import software.amazon.awssdk.services.kms.model.CustomKeyStoreNotFoundException;
import software.amazon.awssdk.services.kms.model.InvalidCiphertextException;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.KeyState;
import software.amazon.awssdk.services.kms.model.KmsException;
import software.amazon.awssdk.services.kms.model.KmsInvalidStateException;
import software.amazon.awssdk.services.kms.model.UnsupportedOperationException;

/// KMS keys whose material SoftHSM2 makes, keeps and uses, through the AWS SDK.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class KeysInStoresSdkTest {
    private static final SdkBytes HELLO = SdkBytes.fromUtf8String("hello");
    private static final Map<String, String> CONTEXT = Map.of("purpose", "test");

    private final HsmOwner owner = new HsmOwner();
    private final HangingLibrary hanging = hanging();
    private final TestServer server = TestServer.start(tokens());
    private final CloudHsmV2Client hsm = server.cloudHsm(server.root());
    private final KmsClient kms = server.kms(server.root());

    /// On the token that can hang.
    private final String store = connected("keys");

    private static HangingLibrary hanging() {
        try {
            return new HangingLibrary(Files.createTempDirectory("gatehouse-hanging-"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<HsmToken> tokens() {
        List<HsmToken> tokens = new ArrayList<>(owner.tokens("keys", 2));
        tokens.addFirst(owner.token("a-hanging-one", hanging.newToken("keys hanging")));
        return tokens;
    }

    @AfterAll
    void stop() throws IOException {
        hanging.recover();
        kms.close();
        hsm.close();
        server.close();
    }

    @Test
    void theTokenEncryptsAndDecryptsInTheContextAlone() {
        KeyMetadata key = key();
        assertThat(key.customKeyStoreId()).isEqualTo(store);
        assertThat(key.cloudHsmClusterId()).startsWith("cluster-");
        assertThat(key.originAsString()).isEqualTo("AWS_CLOUDHSM");
        SdkBytes ciphertext = encrypted(key);
        assertThat(kms.decrypt(in -> in.ciphertextBlob(ciphertext).encryptionContext(CONTEXT))
                        .plaintext())
                .isEqualTo(HELLO);
        assertThatThrownBy(() -> kms.decrypt(in -> in.ciphertextBlob(ciphertext)))
                .isInstanceOf(InvalidCiphertextException.class);
        byte[] bytes = ciphertext.asByteArray();
        for (int i = 0; i < bytes.length; i += 7) {
            byte[] changed = bytes.clone();
            changed[i] ^= 1;
            assertThatThrownBy(() -> kms.decrypt(in ->
                            in.ciphertextBlob(SdkBytes.fromByteArray(changed)).encryptionContext(CONTEXT)))
                    .isInstanceOf(InvalidCiphertextException.class);
        }
        assertThat(encrypted(key)).isNotEqualTo(ciphertext);
    }

    @Test
    void dataKeysComeFromItAndMoveToOtherKeys() {
        var dataKey = kms.generateDataKey(in -> in.keyId(key().keyId()).keySpec("AES_256"));
        String other = kms.createKey().keyMetadata().keyId();
        var moved =
                kms.reEncrypt(in -> in.ciphertextBlob(dataKey.ciphertextBlob()).destinationKeyId(other));
        assertThat(kms.decrypt(in -> in.ciphertextBlob(moved.ciphertextBlob())).plaintext())
                .isEqualTo(dataKey.plaintext());
    }

    @Test
    void aKeyIsUnavailableWhileItsStoreIsDisconnected() {
        KeyMetadata key = key();
        SdkBytes ciphertext = encrypted(key);
        assertThatThrownBy(() -> kms.rotateKeyOnDemand(in -> in.keyId(key.keyId())))
                .isInstanceOf(UnsupportedOperationException.class);
        kms.disconnectCustomKeyStore(in -> in.customKeyStoreId(store));
        try {
            assertThat(kms.describeKey(in -> in.keyId(key.keyId()))
                            .keyMetadata()
                            .keyState())
                    .isEqualTo(KeyState.UNAVAILABLE);
            assertThatThrownBy(() -> encrypted(key))
                    .isInstanceOf(KmsInvalidStateException.class)
                    .hasMessageContaining(key.arn() + " is unavailable.");
            assertThatThrownBy(() -> kms.deleteCustomKeyStore(in -> in.customKeyStoreId(store)))
                    .isInstanceOf(CustomKeyStoreHasCmKsException.class);
        } finally {
            kms.connectCustomKeyStore(in -> in.customKeyStoreId(store));
        }
        assertThat(kms.decrypt(in -> in.ciphertextBlob(ciphertext).encryptionContext(CONTEXT))
                        .plaintext())
                .isEqualTo(HELLO);
    }

    @Test
    void aTokenThatHangsIsOneOfKmssErrorsAndHeals() throws IOException {
        KeyMetadata key = key();
        SdkBytes ciphertext = encrypted(key);
        String elsewhere = kms.createKey().keyMetadata().keyId();
        hanging.hang();
        assertThatThrownBy(() -> encrypted(key)).isInstanceOf(KmsException.class);
        assertThat(kms.encrypt(in -> in.keyId(elsewhere).plaintext(HELLO)).keyId())
                .endsWith(elsewhere);
        hanging.recover();
        assertThat(kms.decrypt(in -> in.ciphertextBlob(ciphertext).encryptionContext(CONTEXT))
                        .plaintext())
                .isEqualTo(HELLO);
    }

    @Test
    void randomBytesComeFromAStore() {
        SdkBytes random = random(store);
        assertThat(random.asByteArray()).hasSize(1024);
        assertThat(random).isNotEqualTo(random(store));
        assertThatThrownBy(() -> random("cks-00000000000000000")).isInstanceOf(CustomKeyStoreNotFoundException.class);
        kms.disconnectCustomKeyStore(in -> in.customKeyStoreId(store));
        try {
            assertThatThrownBy(() -> random(store)).isInstanceOf(CustomKeyStoreInvalidStateException.class);
        } finally {
            kms.connectCustomKeyStore(in -> in.customKeyStoreId(store));
        }
    }

    private SdkBytes random(String storeId) {
        return kms.generateRandom(in -> in.customKeyStoreId(storeId).numberOfBytes(1024))
                .plaintext();
    }

    @Test
    void onlySymmetricKeysOfOneRegionAreInAStore() {
        assertThatThrownBy(() -> kms.createKey(in -> in.origin("AWS_CLOUDHSM")
                        .customKeyStoreId(store)
                        .keySpec("RSA_2048")
                        .keyUsage("SIGN_VERIFY")))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> kms.createKey(in ->
                        in.origin("EXTERNAL_KEY_STORE").customKeyStoreId(store).xksKeyId("external")))
                .isInstanceOf(UnsupportedOperationException.class);
        String key = key().keyId();
        assertThatThrownBy(() -> kms.generateDataKeyPair(in -> in.keyId(key).keyPairSpec("ECC_NIST_P256")))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> kms.createKey(in -> in.customKeyStoreId(store)))
                .hasMessageContaining("CustomKeyStoreId");
    }

    private KeyMetadata key() {
        return kms.createKey(in -> in.origin("AWS_CLOUDHSM").customKeyStoreId(store))
                .keyMetadata();
    }

    private SdkBytes encrypted(KeyMetadata key) {
        return kms.encrypt(in -> in.keyId(key.keyId()).plaintext(HELLO).encryptionContext(CONTEXT))
                .ciphertextBlob();
    }

    private String connected(String name) {
        String cluster = owner.whole(hsm);
        String id = kms.createCustomKeyStore(in -> in.customKeyStoreName(name)
                        .cloudHsmClusterId(cluster)
                        .keyStorePassword(SoftHsm.PIN)
                        .trustAnchorCertificate(owner.anchor("ca")))
                .customKeyStoreId();
        kms.connectCustomKeyStore(in -> in.customKeyStoreId(id));
        return id;
    }
}
