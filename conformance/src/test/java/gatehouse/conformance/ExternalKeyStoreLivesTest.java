package gatehouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gatehouse.keys.kms.xks.XksSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.InvalidCiphertextException;
import software.amazon.awssdk.services.kms.model.KmsException;
import software.amazon.awssdk.services.kms.model.KmsInvalidStateException;
import software.amazon.awssdk.services.kms.model.NotFoundException;

/// What external key stores and their keys go through: restarts of either side, deletion, other settings.
final class ExternalKeyStoreLivesTest {
    private static final SdkBytes HELLO = SdkBytes.fromUtf8String("hello");

    @TempDir
    Path folder;

    private final XksWorld xks = new XksWorld();
    private final String external = xks.proxy.newKey("external");

    @AfterEach
    void stop() {
        xks.close();
    }

    @Test
    void whatIsConnectedIsConnectedAfterARestartAndTheSecretIsNowhere() throws IOException {
        String store;
        SdkBytes ciphertext;
        try (TestServer server = TestServer.on(folder, xks.settings());
                KmsClient kms = server.kms(server.root())) {
            store = XksWorld.connected(kms, "kept");
            ciphertext = encrypted(kms, key(kms, store));
        }
        SecretScan secrets = new SecretScan();
        secrets.add("the proxy's secret", ReferenceProxy.SECRET);
        assertThat(secrets.findInFolder(folder, Set.of())).isEmpty();
        SecretScan open = new SecretScan();
        open.add("the proxy's path", ReferenceProxy.PATH);
        assertThat(open.findInFolder(folder, Set.of())).isNotEmpty();

        try (TestServer server = TestServer.on(folder, xks.settings());
                KmsClient kms = server.kms(server.root())) {
            assertThat(XksWorld.entry(kms, store).connectionStateAsString()).isEqualTo("CONNECTED");
            assertThat(decrypted(kms, ciphertext)).isEqualTo(HELLO);
        }
        // An operator who names the proxy no more.
        try (TestServer server = TestServer.on(folder, XksSettings.NONE);
                KmsClient kms = server.kms(server.root())) {
            assertThatThrownBy(() -> decrypted(kms, ciphertext))
                    .isInstanceOf(KmsInvalidStateException.class)
                    .hasMessageContaining("--xks");
            assertThat(connectionErrorCode(kms, store)).isEqualTo("XKS_PROXY_NOT_REACHABLE");
        }
        XksSettings withoutCertificate =
                xks.settings(xks.proxy.port(), XksWorld.PATIENT_MILLIS, "authorities=ca.pem\n");
        try (TestServer server = TestServer.on(folder, withoutCertificate);
                KmsClient kms = server.kms(server.root())) {
            xks.reopenToRefuseEarly();
            assertThat(connectionErrorCode(kms, store)).isEqualTo("XKS_PROXY_INVALID_TLS_CONFIGURATION");
        }
    }

    @Test
    void theSecretIsSealedAnewWhenTheRootKeyIsRotated() throws InterruptedException {
        try (TestServer server = TestServer.on(folder, xks.settings());
                KmsClient kms = server.kms(server.root())) {
            String store = XksWorld.connected(kms, "rotated");
            SdkBytes ciphertext = encrypted(kms, key(kms, store));
            assertThat(rotated(server)).isTrue();
            // The second rotation begins when everything is sealed anew after the first.
            await(() -> rotated(server));
            await(() -> rotated(server));
            assertThat(decrypted(kms, ciphertext)).isEqualTo(HELLO);
        }
        try (TestServer server = TestServer.on(folder, xks.settings());
                KmsClient kms = server.kms(server.root())) {
            SdkBytes after = encrypted(kms, kms.listKeys().keys().getFirst().keyId());
            assertThat(decrypted(kms, after)).isEqualTo(HELLO);
        }
    }

    private static boolean rotated(TestServer server) {
        return server.admin("/_gatehouse/root-key/rotate", "{}").status() == 200;
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(end);
            Thread.sleep(50);
        }
    }

    @Test
    void aProxyThatWasAwayServesTheNextCall() {
        try (TestServer server = TestServer.start(xks.settings());
                KmsClient kms = server.kms(server.root())) {
            String key = key(kms, XksWorld.connected(kms, "away"));
            SdkBytes ciphertext = encrypted(kms, key);
            // The server holds connections that are dead now.
            xks.reopen();
            assertThat(decrypted(kms, ciphertext)).isEqualTo(HELLO);

            xks.renew(new XksAuthority("stranger"));
            xks.reopenToRefuseEarly();
            assertThatThrownBy(() -> decrypted(kms, ciphertext))
                    .isInstanceOf(KmsInvalidStateException.class)
                    .hasMessageContaining("cannot establish a TLS connection");
            xks.renew(xks.authority);
            assertThat(decrypted(kms, ciphertext)).isEqualTo(HELLO);
        }
    }

    @Test
    void aDeletedKeysCiphertextsAreLostThoughItsExternalKeyStays() {
        try (TestServer server = TestServer.start(xks.settings());
                KmsClient kms = server.kms(server.root())) {
            String store = XksWorld.connected(kms, "deletes");
            String key = key(kms, store);
            SdkBytes ciphertext = encrypted(kms, key);
            kms.scheduleKeyDeletion(in -> in.keyId(key).pendingWindowInDays(7));
            int calls = xks.proxy.seen().size();
            server.admin("/_gatehouse/clock", "{\"advance\":\"P8D\"}");
            assertThatThrownBy(() -> kms.describeKey(in -> in.keyId(key))).isInstanceOf(NotFoundException.class);
            assertThat(xks.proxy.seen()).hasSize(calls);

            // The same external key, and yet another key.
            String again = key(kms, store);
            assertThatThrownBy(() ->
                            kms.decrypt(in -> in.ciphertextBlob(ciphertext).keyId(again)))
                    .isInstanceOf(KmsException.class);
            assertThatThrownBy(() -> decrypted(kms, ciphertext)).isInstanceOf(KmsException.class);
            assertThat(decrypted(kms, encrypted(kms, again))).isEqualTo(HELLO);
            kms.scheduleKeyDeletion(in -> in.keyId(again).pendingWindowInDays(7));
            server.admin("/_gatehouse/clock", "{\"advance\":\"P8D\"}");
            kms.disconnectCustomKeyStore(in -> in.customKeyStoreId(store));
            kms.deleteCustomKeyStore(in -> in.customKeyStoreId(store));
            assertThat(kms.describeCustomKeyStores().customKeyStores()).isEmpty();
        }
    }

    @Test
    void aCiphertextOpensUnderItsKeyAlone() {
        try (TestServer server = TestServer.start(xks.settings());
                KmsClient kms = server.kms(server.root())) {
            SdkBytes ciphertext = encrypted(kms, key(kms, XksWorld.connected(kms, "one")));
            String plain = kms.createKey().keyMetadata().keyId();
            byte[] forged = ciphertext.asByteArray();
            forged[0] = 1;
            assertThatThrownBy(() -> decrypted(kms, SdkBytes.fromByteArray(forged)))
                    .isInstanceOf(InvalidCiphertextException.class);
            assertThatThrownBy(() ->
                            kms.decrypt(in -> in.ciphertextBlob(ciphertext).keyId(plain)))
                    .isInstanceOf(KmsException.class);
        }
    }

    private static String connectionErrorCode(KmsClient kms, String store) {
        if (!XksWorld.entry(kms, store).connectionStateAsString().equals("DISCONNECTED")) {
            kms.disconnectCustomKeyStore(in -> in.customKeyStoreId(store));
        }
        kms.connectCustomKeyStore(in -> in.customKeyStoreId(store));
        return XksWorld.entry(kms, store).connectionErrorCodeAsString();
    }

    private String key(KmsClient kms, String store) {
        return kms.createKey(in ->
                        in.origin("EXTERNAL_KEY_STORE").customKeyStoreId(store).xksKeyId(external))
                .keyMetadata()
                .keyId();
    }

    private static SdkBytes encrypted(KmsClient kms, String key) {
        return kms.encrypt(in -> in.keyId(key).plaintext(HELLO)).ciphertextBlob();
    }

    private static SdkBytes decrypted(KmsClient kms, SdkBytes ciphertext) {
        return kms.decrypt(in -> in.ciphertextBlob(ciphertext)).plaintext();
    }
}
