package gatehouse.keys.kms;

import gatehouse.store.View;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A process that creates, uses, rotates, imports, replicates and deletes keys until it is killed. It
/// prints what it is about to do where that cannot be undone, and what was answered: a word, the key, and
/// what else there is.
final class KilledKms {
    static final String REPLICA = "eu-west-1";
    static final String PLAINTEXT = "aGVsbG8=";
    static final int ROUND_DAYS = 10_000;

    private static final int WORKERS = 3;
    private static final String NEVER = ",'ExpirationModel':'KEY_MATERIAL_DOES_NOT_EXPIRE'";

    private final PrintStream out = System.out;
    private final KmsFixture kms;
    private final Random random;
    /// Import tokens are valid for a day, and deletions take weeks.
    private final ReadWriteLock time = new ReentrantReadWriteLock();

    private KilledKms(KmsFixture kms, Random random) {
        this.kms = kms;
        this.random = random;
    }

    static void main(String[] arguments) throws Exception {
        int round = Integer.parseInt(arguments[1]);
        KmsFixture kms = KmsFixture.lasting(Path.of(arguments[0]));
        kms.clock.advance(Duration.ofDays((long) round * ROUND_DAYS));
        KilledKms worker = new KilledKms(kms, new Random(Long.parseLong(arguments[2])));
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < WORKERS; i++) {
            threads.add(Thread.ofPlatform().start(worker::work));
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private void work() {
        try {
            while (true) {
                if (random.nextInt(3) == 0) {
                    imported();
                } else {
                    made(random.nextBoolean());
                }
            }
        } catch (Exception | AssertionError e) {
            say("failed", e.toString().replace('\n', ' '));
        }
    }

    private synchronized void say(String... words) {
        out.println(String.join(" ", words) + " .");
        out.flush();
    }

    private void made(boolean multiRegion) {
        String key = create("{'MultiRegion':" + multiRegion + "}");
        encrypt(key);
        for (int i = random.nextInt(3); i > 0; i--) {
            on("RotateKeyOnDemand", key, "").ok();
            say("rotated", key);
            encrypt(key);
        }
        boolean replicated = multiRegion && random.nextBoolean();
        if (replicated) {
            on("ReplicateKey", key, ",'ReplicaRegion':'" + REPLICA + "'").ok();
            say("replicated", key);
            on("RotateKeyOnDemand", key, "").ok();
            encrypt(key);
        }
        if (random.nextBoolean()) {
            delete(key, replicated);
        }
    }

    private void imported() throws Exception {
        String key = create("{'Origin':'EXTERNAL'}");
        byte[] material = new byte[32];
        random.nextBytes(material);
        put(key, material);
        encrypt(key);
        saySecrets("unimporting", key);
        on("DeleteImportedKeyMaterial", key, "").ok();
        say("unimported", key);
        if (random.nextBoolean()) {
            put(key, material);
            say("imported", key);
            encrypt(key);
        }
    }

    private void put(String key, byte[] material) throws Exception {
        time.readLock().lock();
        try {
            JsonNode parameters = on(
                            "GetParametersForImport",
                            key,
                            ",'WrappingAlgorithm':'RSAES_OAEP_SHA_256','WrappingKeySpec':'RSA_2048'")
                    .ok();
            String wrapped = KmsFixture.base64(ImportsTest.wrap(parameters, "RSAES_OAEP_SHA_256", material));
            String token = parameters.path("ImportToken").asString();
            on(
                            "ImportKeyMaterial",
                            key,
                            ",'ImportToken':'" + token + "','EncryptedKeyMaterial':'" + wrapped + "'" + NEVER)
                    .ok();
        } finally {
            time.readLock().unlock();
        }
    }

    private void delete(String key, boolean replicated) {
        saySecrets("leaving", key);
        if (replicated) {
            kms.callIn(REPLICA, kms.root, "ScheduleKeyDeletion", "{'KeyId':'" + key + "','PendingWindowInDays':7}")
                    .ok();
        }
        on("ScheduleKeyDeletion", key, ",'PendingWindowInDays':7").ok();
        for (int i = 0; i < 2; i++) {
            time.writeLock().lock();
            try {
                kms.clock.advance(Duration.ofDays(8));
            } finally {
                time.writeLock().unlock();
            }
            kms.sweep.run(kms.clock.instant());
        }
        if (kms.store.begin().get(KmsTables.KEYS, KmsTables.key(KmsFixture.REGION, key)) == null) {
            say("deleted", key);
        }
    }

    private String create(String body) {
        String key = kms.call(kms.root, "CreateKey", body)
                .ok()
                .path("KeyMetadata")
                .path("KeyId")
                .asString();
        say("created", key);
        return key;
    }

    private void encrypt(String key) {
        say(
                "ciphertext",
                key,
                on("Encrypt", key, ",'Plaintext':'" + PLAINTEXT + "'").text("CiphertextBlob"));
    }

    /// What is stored of the key now, and is to go.
    private void saySecrets(String word, String key) {
        List<String> words = new ArrayList<>(List.of(word, key));
        View view = kms.store.begin();
        for (String region : List.of(KmsFixture.REGION, REPLICA)) {
            boolean whole = word.equals("leaving");
            for (byte[] end : StoredSecrets.of(view, region, key)) {
                @Nullable StoredWrappingKey wrapping = view.get(KmsTables.WRAPPING_KEYS, KmsTables.key(region, key));
                boolean stays = wrapping != null && Arrays.equals(end, StoredSecrets.end(wrapping.sealed()));
                if (whole || !stays) {
                    words.add(HexFormat.of().formatHex(end));
                }
            }
        }
        say(words.toArray(String[]::new));
    }

    private Answer on(String operation, String key, String more) {
        return kms.call(kms.root, operation, "{'KeyId':'" + key + "'" + more + "}");
    }
}
