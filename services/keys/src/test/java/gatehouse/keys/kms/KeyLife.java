package gatehouse.keys.kms;

import static gatehouse.keys.kms.KmsFixture.base64;
import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.crypto.Entropy;
import gatehouse.crypto.Keyring;
import gatehouse.crypto.SystemEntropy;
import gatehouse.ports.SealedTable;
import gatehouse.store.Key;
import gatehouse.store.Transaction;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/// A multi-Region key to which anything is done, and every ciphertext that was ever made with it.
///
/// What an operation answers is for it to know; none may fail otherwise than by one of KMS's errors.
final class KeyLife implements AutoCloseable {
    private static final List<String> REGIONS = List.of("us-east-1", "eu-west-1", "eu-north-1");
    private static final String PLAINTEXT = "AAAA";
    private static final String WRAPPING = "RSAES_OAEP_SHA_256";
    private static final Duration ROTATION = Duration.ofDays(90);
    private static final Duration EXPIRY = Duration.ofDays(30);
    private static final String NEVER = ",'ExpirationModel':'KEY_MATERIAL_DOES_NOT_EXPIRE'";

    /// What a key may refuse for its state, and for what it is.
    private static final Set<String> REFUSALS = Set.of(
            "DisabledException",
            "KMSInvalidStateException",
            "UnsupportedOperationException",
            "IncorrectKeyMaterialException",
            "AlreadyExistsException",
            "LimitExceededException");

    private final Path folder;
    private final boolean imported;
    private final Entropy entropy = new SystemEntropy();
    private final List<String> ciphertexts = new ArrayList<>();
    private final Map<String, byte[]> materials = new LinkedHashMap<>();
    private final Map<String, Parameters> parameters = new HashMap<>();
    private Duration passed = Duration.ZERO;
    private Keyring keyring = Keyring.create(entropy);
    private KmsFixture kms;
    private final String key;

    KeyLife(Path folder, boolean imported) throws IOException {
        this.folder = folder;
        this.imported = imported;
        this.kms = KmsFixture.sealedUnder(keyring, folder);
        this.key = kms.call(kms.root, "CreateKey", "{'MultiRegion':true" + (imported ? ",'Origin':'EXTERNAL'}" : "}"))
                .ok()
                .path("KeyMetadata")
                .path("KeyId")
                .asString();
    }

    /// What material of a region can be wrapped with, and until when.
    private record Parameters(JsonNode answer, Instant until) {}

    /// Something that is done to the key; `choice` chooses a region, or material.
    enum Step {
        ENCRYPT,
        ROTATE,
        ROTATE_YEARLY,
        ROTATE_NEVER,
        PASS_TIME,
        IMPORT_NEW,
        IMPORT_AGAIN,
        DELETE_MATERIAL,
        REPLICATE,
        UPDATE_PRIMARY,
        DISABLE,
        ENABLE,
        SCHEDULE_AND_CANCEL,
        RESTART,
        ROTATE_ROOT_KEY
    }

    void take(Step step, int choice) throws Exception {
        String region = region(choice);
        switch (step) {
            case ENCRYPT -> encrypt(region);
            case ROTATE -> on(primary(), "RotateKeyOnDemand", "");
            case ROTATE_YEARLY -> on(primary(), "EnableKeyRotation", ",'RotationPeriodInDays':" + ROTATION.toDays());
            case ROTATE_NEVER -> on(primary(), "DisableKeyRotation", "");
            case PASS_TIME -> passTime();
            case IMPORT_NEW -> importNew(choice);
            case IMPORT_AGAIN -> importAgain(region, choice);
            case DELETE_MATERIAL -> deleteMaterial(region, choice);
            case REPLICATE -> on(primary(), "ReplicateKey", ",'ReplicaRegion':'" + anyRegion(choice) + "'");
            case UPDATE_PRIMARY -> {
                if (!region.equals(primary())) {
                    on(primary(), "UpdatePrimaryRegion", ",'PrimaryRegion':'" + region + "'");
                }
            }
            case DISABLE -> on(region, "DisableKey", "");
            case ENABLE -> on(region, "EnableKey", "");
            case SCHEDULE_AND_CANCEL -> {
                on(region, "ScheduleKeyDeletion", "");
                on(region, "CancelKeyDeletion", "");
            }
            case RESTART -> restart();
            case ROTATE_ROOT_KEY -> rotateRootKey();
        }
    }

    /// Whatever was done: where the key is enabled it encrypts, and opens everything that it ever made, in
    /// whatever region; and where it is not, nothing.
    void check() {
        for (String region : regions()) {
            String state = describe(region).path("KeyState").asString();
            if (state.equals("Enabled")) {
                encrypt(region);
            }
            for (String ciphertext : ciphertexts) {
                Answer answer = kms.callIn(region, kms.root, "Decrypt", "{'CiphertextBlob':'" + ciphertext + "'}");
                switch (state) {
                    case "Enabled" -> assertThat(answer.text("Plaintext")).isEqualTo(PLAINTEXT);
                    case "Disabled" -> answer.isRefusedWith("DisabledException");
                    default -> answer.isRefusedWith("KMSInvalidStateException");
                }
            }
        }
    }

    /// Brings back what is missing: then all of it is enabled.
    void mend() throws Exception {
        if (imported && materials.isEmpty()) {
            importNew(0);
        }
        List<String> regions = new ArrayList<>(regions());
        regions.remove(primary());
        regions.addFirst(primary());
        for (String region : regions) {
            if (imported) {
                importAll(region);
            }
            kms.callIn(region, kms.root, "EnableKey", body("")).ok();
            assertThat(describe(region).path("KeyState").asString()).isEqualTo("Enabled");
        }
    }

    private void encrypt(String region) {
        Answer answer = on(region, "Encrypt", ",'Plaintext':'" + PLAINTEXT + "'");
        if (answer.status() == 200) {
            ciphertexts.add(answer.text("CiphertextBlob"));
        }
    }

    /// So much that every key's rotation is due; and the server sweeps.
    private void passTime() {
        passed = passed.plus(ROTATION);
        kms.clock.advance(ROTATION);
        kms.sweep.run(kms.clock.instant());
    }

    private void restart() throws IOException {
        kms.close();
        kms = KmsFixture.sealedUnder(keyring, folder);
        kms.clock.advance(passed);
    }

    /// As the server does: a new generation, everything sealed anew, the old one retired.
    private void rotateRootKey() throws Exception {
        keyring = keyring.withNext(entropy);
        kms.sealer.use(keyring);
        for (SealedTable<?> table : KmsService.sealedTables()) {
            reseal(table);
        }
        keyring = keyring.withoutOld();
        kms.sealer.use(keyring);
        parameters.clear(); // Tokens are sealed, too.
        restart();
    }

    private <R extends Record> void reseal(SealedTable<R> table) throws Exception {
        Transaction tx = kms.store.begin();
        for (R row : tx.scan(table.table(), Key.ALL, null, Integer.MAX_VALUE).items()) {
            if (!table.isNewest(row, kms.sealer)) {
                tx.put(table.table(), table.resealing().reseal(tx, row, kms.sealer));
            }
        }
        kms.store.commit(tx, List.of());
    }

    private void importNew(int choice) throws Exception {
        byte[] material = new byte[32];
        Arrays.fill(material, (byte) (materials.size() + 1));
        boolean first = materials.isEmpty();
        String region = first ? primary() : region(choice);
        put(region, material, until(choice) + (first ? "" : ",'ImportType':'NEW_KEY_MATERIAL'"));
    }

    private void importAgain(String region, int choice) throws Exception {
        List<byte[]> all = List.copyOf(materials.values());
        if (!all.isEmpty()) {
            put(region, all.get(choice / REGIONS.size() % all.size()), until(choice));
        }
    }

    /// Some of what is imported expires before the next rotation is due.
    private String until(int choice) {
        return choice % 4 == 3
                ? ",'ValidTo':" + kms.clock.instant().plus(EXPIRY).getEpochSecond()
                : NEVER;
    }

    /// Imports what the region has not, the oldest first.
    private void importAll(String region) throws Exception {
        for (byte[] material : List.copyOf(materials.values())) {
            put(region, material, NEVER);
        }
    }

    private void put(String region, byte[] material, String more) throws Exception {
        Parameters now = parameters.get(region);
        if (now == null || !now.until.isAfter(kms.clock.instant())) {
            Answer answer = on(
                    region,
                    "GetParametersForImport",
                    ",'WrappingAlgorithm':'" + WRAPPING + "','WrappingKeySpec':'RSA_2048'");
            if (answer.status() != 200) {
                return;
            }
            now = new Parameters(answer.ok(), kms.clock.instant().plus(Duration.ofHours(20)));
            parameters.put(region, now);
        }
        Answer answer = on(
                region,
                "ImportKeyMaterial",
                ",'ImportToken':'" + now.answer.path("ImportToken").asString() + "','EncryptedKeyMaterial':'"
                        + base64(ImportsTest.wrap(now.answer, WRAPPING, material))
                        + "'" + more);
        if (answer.status() == 200) {
            materials.put(answer.text("KeyMaterialId"), material);
        }
    }

    private void deleteMaterial(String region, int choice) {
        List<String> ids = List.copyOf(materials.keySet());
        if (!ids.isEmpty()) {
            String id = ids.get(choice / REGIONS.size() % ids.size());
            on(region, "DeleteImportedKeyMaterial", ",'KeyMaterialId':'" + id + "'");
        }
    }

    private String primary() {
        return describe(regions().iterator().next())
                .path("MultiRegionConfiguration")
                .path("PrimaryKey")
                .path("Region")
                .asString();
    }

    /// Where the key is.
    private Set<String> regions() {
        Set<String> regions = new TreeSet<>();
        for (String region : REGIONS) {
            if (kms.callIn(region, kms.root, "DescribeKey", body("")).status() == 200) {
                regions.add(region);
            }
        }
        return regions;
    }

    private String region(int choice) {
        List<String> regions = List.copyOf(regions());
        return regions.get(choice % regions.size());
    }

    private static String anyRegion(int choice) {
        return REGIONS.get(choice % REGIONS.size());
    }

    private JsonNode describe(String region) {
        return kms.callIn(region, kms.root, "DescribeKey", body("")).ok().path("KeyMetadata");
    }

    private Answer on(String region, String operation, String more) {
        Answer answer = kms.callIn(region, kms.root, operation, body(more));
        if (answer.status() != 200) {
            assertThat(REFUSALS).as("%s: %s", operation, answer.json()).contains(answer.error());
        }
        return answer;
    }

    private String body(String more) {
        return "{'KeyId':'" + key + "'" + more + "}";
    }

    @Override
    public void close() {
        kms.close();
    }
}
