package gatehouse.keys.kms;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gatehouse.ports.SealedTable;
import gatehouse.store.ConflictException;
import gatehouse.store.Key;
import gatehouse.store.Store;
import gatehouse.store.Transaction;
import gatehouse.store.View;
import gatehouse.store.log.EventLog;
import gatehouse.store.log.LogEntry;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Key material is off the disk before its deletion is recorded, and before the call that deletes it is
/// answered.
final class ErasureTest {
    @TempDir
    private Path folder;

    private FailingErasure store;
    private KmsFixture kms;

    @BeforeEach
    void start() throws IOException {
        kms = KmsFixture.around(folder, FailingErasure::new);
        store = (FailingErasure) kms.store;
    }

    @AfterEach
    void stop() {
        kms.close();
    }

    /// A store whose erasures fail when they are told to, as on a disk that breaks.
    private static final class FailingErasure implements Store {
        private final Store real;
        private boolean fails;

        FailingErasure(Store real) {
            this.real = real;
        }

        @Override
        public void erase() {
            if (fails) {
                throw new IllegalStateException("no disk");
            }
            real.erase();
        }

        @Override
        public Transaction begin() {
            return real.begin();
        }

        @Override
        public void commit(Transaction transaction, List<LogEntry> entries) throws ConflictException {
            real.commit(transaction, entries);
        }

        @Override
        public void append(List<LogEntry> entries) {
            real.append(entries);
        }

        @Override
        public EventLog log() {
            return real.log();
        }

        @Override
        public String epoch() {
            return real.epoch();
        }

        @Override
        public void reset() {
            real.reset();
        }

        @Override
        public Statistics statistics() {
            return real.statistics();
        }

        @Override
        public void close() {
            real.close();
        }
    }

    private List<byte[]> secrets(String key) {
        return StoredSecrets.of(kms.store.begin(), KmsFixture.REGION, key);
    }

    private List<String> files(List<byte[]> ends) throws IOException {
        return StoredSecrets.files(folder, ends);
    }

    private Answer on(String operation, String key, String more) {
        return kms.call(kms.root, operation, "{'KeyId':'" + key + "'" + more + "}");
    }

    private String encrypt(String key) {
        return on("Encrypt", key, ",'Plaintext':'AAAA'").text("CiphertextBlob");
    }

    private Answer decrypt(String ciphertext) {
        return kms.call(kms.root, "Decrypt", "{'CiphertextBlob':'" + ciphertext + "'}");
    }

    private String imported(String more) throws Exception {
        String key = kms.call(kms.root, "CreateKey", "{'Origin':'EXTERNAL'}")
                .ok()
                .path("KeyMetadata")
                .path("KeyId")
                .asString();
        JsonNode parameters = on(
                        "GetParametersForImport",
                        key,
                        ",'WrappingAlgorithm':'RSAES_OAEP_SHA_256','WrappingKeySpec':'RSA_2048'")
                .ok();
        byte[] material = new byte[32];
        new SecureRandom().nextBytes(material);
        String wrapped = KmsFixture.base64(ImportsTest.wrap(parameters, "RSAES_OAEP_SHA_256", material));
        String token = parameters.path("ImportToken").asString();
        on("ImportKeyMaterial", key, ",'ImportToken':'" + token + "','EncryptedKeyMaterial':'" + wrapped + "'" + more)
                .ok();
        return key;
    }

    private int events(String operation) {
        return kms.store
                .log()
                .find(new EventLog.Query(
                        KmsFixture.ACCOUNT,
                        KmsFixture.REGION,
                        new LogEntry.Attribute("EventName", operation),
                        null,
                        null,
                        null,
                        10))
                .entries()
                .size();
    }

    private void whenItIsDue(String key) {
        on("ScheduleKeyDeletion", key, ",'PendingWindowInDays':7").ok();
        kms.clock.advance(Duration.ofDays(7));
    }

    @Test
    void aDeletedKeyLeavesNothingOnDisk() throws IOException {
        String key = kms.key();
        on("RotateKeyOnDemand", key, "").ok();
        String kept = kms.key();
        List<byte[]> secrets = secrets(key);
        assertThat(secrets).hasSize(3);
        whenItIsDue(key);
        assertThat(files(secrets)).isNotEmpty();
        assertThat(kms.sweep.run(kms.clock.instant())).isEqualTo(1);
        assertThat(files(secrets)).isEmpty();
        assertThat(events("DeleteKey")).isEqualTo(1);
        assertThat(files(secrets(kept))).isNotEmpty();
        decrypt(encrypt(kept)).ok();
    }

    @Test
    void aDeletionThatCannotBeErasedIsNotRecordedAndIsContinued() throws IOException {
        String key = kms.key();
        List<byte[]> secrets = secrets(key);
        whenItIsDue(key);
        store.fails = true;
        assertThatThrownBy(() -> kms.sweep.run(kms.clock.instant())).hasMessage("no disk");
        assertThat(events("DeleteKey")).isZero();
        assertThat(files(secrets)).isNotEmpty();
        on("DescribeKey", key, "").isRefusedWith("NotFoundException");
        // Not even a clock that goes back makes it a key again.
        kms.clock.advance(Duration.ofDays(-3));
        on("CancelKeyDeletion", key, "").isRefusedWith("NotFoundException");

        store.fails = false;
        assertThat(kms.sweep.run(kms.clock.instant())).isEqualTo(1);
        assertThat(events("DeleteKey")).isEqualTo(1);
        assertThat(files(secrets)).isEmpty();
        assertThat(kms.sweep.run(kms.clock.instant())).isZero();
    }

    @Test
    void expiredMaterialIsErasedBeforeItIsRecorded() throws Exception {
        String key =
                imported(",'ValidTo':" + kms.clock.instant().plusSeconds(60).getEpochSecond());
        List<byte[]> secrets = secrets(key).subList(0, 1);
        kms.clock.advance(Duration.ofMinutes(2));
        store.fails = true;
        assertThatThrownBy(() -> kms.sweep.run(kms.clock.instant())).hasMessage("no disk");
        assertThat(events("DeleteExpiredKeyMaterial")).isZero();
        assertThat(files(secrets)).isNotEmpty();
        on("Encrypt", key, ",'Plaintext':'AAAA'").isRefusedWith("KMSInvalidStateException");

        store.fails = false;
        assertThat(kms.sweep.run(kms.clock.instant())).isEqualTo(1);
        assertThat(events("DeleteExpiredKeyMaterial")).isEqualTo(1);
        assertThat(files(secrets)).isEmpty();
        assertThat(kms.sweep.run(kms.clock.instant())).isZero();
    }

    @Test
    void importedMaterialIsErasedBeforeItsDeletionIsAnswered() throws Exception {
        String key = imported(",'ExpirationModel':'KEY_MATERIAL_DOES_NOT_EXPIRE'");
        List<byte[]> secrets = secrets(key).subList(0, 1);
        assertThat(files(secrets)).isNotEmpty();
        on("DeleteImportedKeyMaterial", key, "").ok();
        assertThat(files(secrets)).isEmpty();
    }

    @Test
    void whatAnAnswerThatFailedLeftIsErasedByTheNextSweep() throws Exception {
        String key = imported(",'ExpirationModel':'KEY_MATERIAL_DOES_NOT_EXPIRE'");
        List<byte[]> secrets = secrets(key).subList(0, 1);
        store.fails = true;
        assertThat(on("DeleteImportedKeyMaterial", key, "").status()).isEqualTo(500);
        assertThat(files(secrets)).isNotEmpty();
        store.fails = false;
        kms.sweep.run(kms.clock.instant());
        assertThat(files(secrets)).isEmpty();
    }

    @Test
    void materialIsWrappedForItsPlaceAlone() {
        String one = kms.key();
        String other = kms.key();
        Transaction tx = kms.store.begin();
        List<StoredWrappingKey> wrapping = new ArrayList<>();
        for (String key : List.of(one, other)) {
            wrapping.add(requireNonNull(tx.get(KmsTables.WRAPPING_KEYS, KmsTables.key(KmsFixture.REGION, key))));
        }
        String ciphertext = encrypt(one);
        // Under another key's wrapping key it opens no more than the wrapping key itself does there.
        tx.put(
                KmsTables.WRAPPING_KEYS,
                new StoredWrappingKey(KmsFixture.REGION, one, wrapping.get(1).sealed()));
        KeyMaterial material = tx.scan(KmsTables.MATERIAL, KmsTables.key(KmsFixture.REGION, one), null, 1)
                .items()
                .getFirst();
        // Another record, for which nothing is kept opened.
        tx.put(KmsTables.MATERIAL, material.in(KmsFixture.REGION, requireNonNull(material.sealed())));
        commit(tx);
        assertThat(decrypt(ciphertext).status()).isEqualTo(500);
    }

    @Test
    void ofAKeyOnlyItsWrappingKeyIsSealedAnew() {
        kms.key();
        View view = kms.store.begin();
        for (SealedTable<?> table : KeyMaterials.SEALED) {
            checkIsNewest(view, table);
        }
    }

    private <R extends Record> void checkIsNewest(View view, SealedTable<R> table) {
        List<R> rows = view.scan(table.table(), Key.ALL, null, 10).items();
        assertThat(rows).isNotEmpty().allMatch(row -> table.isNewest(row, kms.sealer));
    }

    @Test
    void materialThatIsSealedAsBeforeOpensAndIsWrappedByTheFirstSweep() throws IOException {
        String key = kms.key();
        String ciphertext = encrypt(key);
        Key stored = KmsTables.key(KmsFixture.REGION, key);
        Transaction tx = kms.store.begin();
        KeyMaterial now = tx.scan(KmsTables.MATERIAL, stored, null, 1).items().getFirst();
        String identity = "kms.material/" + KmsFixture.arn(key) + "/" + now.materialId();
        byte[] secret = new byte[32];
        new SecureRandom().nextBytes(secret);
        byte[] sealed = kms.sealer.seal(secret, identity);
        tx.put(KmsTables.MATERIAL, now.in(KmsFixture.REGION, sealed));
        tx.delete(KmsTables.WRAPPING_KEYS, stored);
        commit(tx);
        List<byte[]> before = List.of(StoredSecrets.end(sealed));

        decrypt(ciphertext).isRefusedWith("InvalidCiphertextException");
        String under = encrypt(key);
        kms.sweep.run(kms.clock.instant());
        assertThat(secrets(key)).hasSize(2);
        assertThat(files(before)).isEmpty();
        assertThat(decrypt(under).text("Plaintext")).isEqualTo("AAAA");
        List<byte[]> wrapped = secrets(key);
        kms.sweep.run(kms.clock.instant());
        assertThat(secrets(key)).containsExactlyElementsOf(wrapped);
    }

    private void commit(Transaction tx) {
        try {
            kms.store.commit(tx, List.of());
        } catch (ConflictException e) {
            throw new IllegalStateException(e);
        }
    }
}
