package gatehouse.keys.kms.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gatehouse.crypto.Entropy;
import gatehouse.crypto.RootKey;
import gatehouse.crypto.Sealer;
import gatehouse.crypto.SystemEntropy;
import gatehouse.crypto.pkcs11.HangingLibrary;
import gatehouse.crypto.pkcs11.SoftHsm;
import gatehouse.crypto.pkcs11.TokenLimits;
import gatehouse.crypto.pkcs11.TokenLocation;
import gatehouse.keys.kms.store.CustomKeyStore.Connection;
import gatehouse.model.kms.CloudHsmClusterInvalidConfigurationException;
import gatehouse.model.kms.CustomKeyStoreInvalidStateException;
import gatehouse.model.kms.CustomKeyStoreNotFoundException;
import gatehouse.model.kms.DependencyTimeoutException;
import gatehouse.model.kms.InvalidCiphertextException;
import gatehouse.model.kms.KMSInvalidStateException;
import gatehouse.ports.HsmClusters;
import gatehouse.ports.HsmClusters.Cluster;
import gatehouse.store.Store;
import gatehouse.store.StoreSettings;
import gatehouse.store.Transaction;
import gatehouse.store.rocks.RocksStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/// The keys of a store in a real token, whose library can hang and lose its device.
class StoreKeysTest {
    private static final String ACCOUNT = "111122223333";
    private static final String REGION = "us-east-1";
    private static final String STORE = "cks-1234567890abcdef0";
    private static final byte[] CONTEXT = "purpose=test".getBytes(UTF_8);
    private static final TokenLimits LIMITS = new TokenLimits(4, 16, Duration.ofSeconds(2), Duration.ofSeconds(2), 100);

    @TempDir
    private Path folder;

    private HangingLibrary library;
    private Store store;
    private Sealer sealer;
    private StoreConnections connections;
    private StoreKeys keys;
    private Set<String> zones = Set.of("us-east-1a", "us-east-1b");
    private CustomKeyStore keyStore;

    @BeforeEach
    void start(TestInfo test) throws Exception {
        Entropy entropy = new SystemEntropy();
        library = new HangingLibrary(folder);
        store = RocksStore.open(
                folder.resolve("store"),
                StoreSettings.temporary().unsafeWithoutSync(),
                InstantSource.system(),
                entropy);
        sealer = new Sealer(RootKey.openFor(folder.resolve("root.key"), null, entropy), entropy);
        TokenLocation location = library.newToken(
                "keys " + test.getTestMethod().orElseThrow().getName().hashCode());
        HsmClusters clusters = (view, account, region, id) -> new Cluster(id, id, "anchor", zones, location);
        connections = new StoreConnections(sealer, LIMITS);
        keys = new StoreKeys(clusters, connections);
        keyStore = put(Connection.CONNECTED, SoftHsm.PIN);
        keys.generate(store.begin(), keyStore, "key");
    }

    @AfterEach
    void stop() throws Exception {
        library.recover();
        connections.disconnect(STORE);
        store.close();
    }

    @Test
    void aKeyWorksInItsTokenAndInItsContextAlone() {
        byte[] ciphertext = encrypt();
        assertThat(decrypt(ciphertext)).isEqualTo(CONTEXT);
        assertThatThrownBy(() -> keys.decrypt(store.begin(), keyStore, "key", new byte[0], ciphertext))
                .isInstanceOf(InvalidCiphertextException.class);
        keys.delete(store.begin(), keyStore, "key");
        keys.delete(store.begin(), keyStore, "key");
        assertThatThrownBy(() -> decrypt(ciphertext))
                .isInstanceOf(KMSInvalidStateException.class)
                .hasMessageContaining("has no key key");
    }

    @Test
    void aStoreOfTheLastRunIsOpenedWhenItIsUsed() {
        byte[] ciphertext = encrypt();
        connections.disconnect(STORE);
        assertThat(decrypt(ciphertext)).isEqualTo(CONTEXT);
    }

    @Test
    void whatAnHsmFailsIsOneOfKmsErrorsAndHeals() throws Exception {
        byte[] ciphertext = encrypt();
        library.goAway();
        assertThatThrownBy(() -> decrypt(ciphertext)).isInstanceOf(KMSInvalidStateException.class);
        library.recover();
        assertThat(decrypt(ciphertext)).isEqualTo(CONTEXT);
        library.hang();
        assertThatThrownBy(this::encrypt).isInstanceOf(DependencyTimeoutException.class);
        library.recover();
        assertThat(decrypt(ciphertext)).isEqualTo(CONTEXT);
    }

    @Test
    void randomBytesComeFromTheToken() throws Exception {
        byte[] random = random(STORE);
        assertThat(random).hasSize(1024).isNotEqualTo(random(STORE));
        assertThatThrownBy(() -> random("cks-none")).isInstanceOf(CustomKeyStoreNotFoundException.class);
        library.goAway();
        assertThatThrownBy(() -> random(STORE)).isInstanceOf(CustomKeyStoreInvalidStateException.class);
        library.recover();
        library.hang();
        assertThatThrownBy(() -> random(STORE)).isInstanceOf(DependencyTimeoutException.class);
        library.recover();
        assertThat(random(STORE)).hasSize(1024);
        put(Connection.DISCONNECTED, SoftHsm.PIN);
        assertThatThrownBy(() -> random(STORE)).isInstanceOf(CustomKeyStoreInvalidStateException.class);
    }

    private byte[] random(String storeId) {
        return keys.random(store.begin(), ACCOUNT, REGION, storeId, 1024);
    }

    @Test
    void aStoreThatIsNotConnectedServesNoKeys() throws Exception {
        CustomKeyStore idle = put(Connection.DISCONNECTED, SoftHsm.PIN);
        assertThatThrownBy(() -> keys.encrypt(store.begin(), idle, "key", CONTEXT, CONTEXT))
                .isInstanceOf(KMSInvalidStateException.class);
        assertThatThrownBy(() -> keys.forNewKey(store.begin(), ACCOUNT, REGION, STORE))
                .isInstanceOf(CustomKeyStoreInvalidStateException.class);
        assertThatThrownBy(() -> keys.forNewKey(store.begin(), ACCOUNT, REGION, "cks-none"))
                .isInstanceOf(CustomKeyStoreNotFoundException.class);
        put(Connection.CONNECTED, SoftHsm.PIN);
        assertThat(keys.forNewKey(store.begin(), ACCOUNT, REGION, STORE).storeId())
                .isEqualTo(STORE);
        zones = Set.of("us-east-1a");
        assertThatThrownBy(() -> keys.forNewKey(store.begin(), ACCOUNT, REGION, STORE))
                .isInstanceOf(CloudHsmClusterInvalidConfigurationException.class);
    }

    @Test
    void aPasswordIsNotInWhatIsKept() {
        assertThat(new String(requireNonNull(keyStore.sealedPassword()), UTF_8)).doesNotContain(SoftHsm.PIN);
        assertThat(keyStore.toString()).doesNotContain(SoftHsm.PIN);
        assertThat(new String(sealer.open(requireNonNull(keyStore.sealedPassword()), keyStore.sealedFor()), UTF_8))
                .isEqualTo(SoftHsm.PIN);
    }

    private byte[] encrypt() {
        return keys.encrypt(store.begin(), keyStore, "key", CONTEXT, CONTEXT);
    }

    private byte[] decrypt(byte[] ciphertext) {
        return keys.decrypt(store.begin(), keyStore, "key", CONTEXT, ciphertext);
    }

    private CustomKeyStore put(Connection connection, String password) throws Exception {
        CustomKeyStore row = new CustomKeyStore(
                ACCOUNT,
                REGION,
                STORE,
                "name",
                Instant.EPOCH,
                "cluster-aaaaaaaaaaa",
                "cluster-aaaaaaaaaaa",
                "anchor",
                sealer.seal(password.getBytes(UTF_8), CustomKeyStore.sealedFor(STORE)),
                connection,
                null,
                null);
        Transaction transaction = store.begin();
        transaction.put(StoreTables.CUSTOM_KEY_STORES, row);
        store.commit(transaction, List.of());
        return row;
    }
}
