package gatehouse.keys.kms;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.store.Key;
import gatehouse.store.Page;
import gatehouse.store.View;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Killed at any moment of a key's life, KMS has it in the state before or in the state behind: what was
/// encrypted is decrypted, and what was deleted is not on the disk. `-Dgatehouse.deep=true` kills 50 times.
final class KmsKillTest {
    private static final int KILLS = Boolean.getBoolean("gatehouse.deep") ? 50 : 2;
    private static final int LINES = 120;

    private final Map<String, List<String>> ciphertexts = new LinkedHashMap<>();
    private final Map<String, List<byte[]>> leaving = new HashMap<>();
    private final Map<String, List<byte[]>> unimporting = new HashMap<>();
    private final Set<String> deleted = new HashSet<>();
    private final Set<String> unimported = new HashSet<>();
    private final Set<String> imported = new HashSet<>();
    private final Set<String> replicated = new HashSet<>();

    @TempDir
    private Path folder;

    @Test
    @Timeout(1800)
    void aKeyIsInTheStateBeforeOrBehindWhereverKmsIsKilled() throws Exception {
        Random random = new Random();
        // On until each kind of deletion has been answered, however short the first runs were.
        for (int round = 0; round < KILLS || deleted.isEmpty() || unimported.isEmpty(); round++) {
            workUntilKilled(round, LINES / 2 + random.nextInt(LINES), random.nextLong());
            // Before anyone opens the store: what was answered as deleted is gone already.
            assertThat(StoredSecrets.files(folder, answered())).isEmpty();
            check(round);
        }
    }

    private List<byte[]> answered() {
        List<byte[]> gone = new ArrayList<>();
        deleted.forEach(key -> gone.addAll(requireNonNull(leaving.get(key))));
        unimported.forEach(key -> gone.addAll(requireNonNull(unimporting.get(key))));
        return gone;
    }

    private void workUntilKilled(int round, int lines, long seed) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledKms.class.getName(),
                        folder.toString(),
                        Integer.toString(round),
                        Long.toString(seed))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        int count = 0;
        try (BufferedReader answers = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = answers.readLine(); line != null; line = answers.readLine()) {
                // A line that the kill cut short has no end.
                if (line.endsWith(" .")) {
                    take(line.split(" ", -1));
                    count++;
                }
                if (count == lines) {
                    // Through the handle: what was printed before stays readable.
                    process.toHandle().destroyForcibly();
                }
            }
        }
        assertThat(process.waitFor()).isNotZero();
        assertThat(count).isGreaterThanOrEqualTo(lines);
    }

    private void take(String... words) {
        String key = words[1];
        List<String> rest = Arrays.asList(words).subList(2, words.length - 1);
        switch (words[0]) {
            case "created" -> ciphertexts.put(key, new ArrayList<>());
            case "ciphertext" -> requireNonNull(ciphertexts.get(key)).addAll(rest);
            case "leaving" -> leaving.put(key, bytes(rest));
            case "deleted" -> deleted.add(key);
            case "unimporting" -> unimporting.put(key, bytes(rest));
            case "unimported" -> unimported.add(key);
            case "imported" -> imported.add(key);
            case "replicated" -> replicated.add(key);
            case "rotated" -> {}
            default -> assertThat(words).as("said by the process").isEmpty();
        }
    }

    private static List<byte[]> bytes(Collection<String> hex) {
        return hex.stream().map(HexFormat.of()::parseHex).toList();
    }

    private void check(int round) throws IOException {
        try (KmsFixture kms = KmsFixture.lasting(folder)) {
            kms.clock.advance(Duration.ofDays((long) round * KilledKms.ROUND_DAYS + KilledKms.ROUND_DAYS / 2));
            checkRows(kms.store.begin());
            for (int i = 0; i < 3; i++) {
                kms.clock.advance(Duration.ofDays(8));
                kms.sweep.run(kms.clock.instant());
            }
            checkRows(kms.store.begin());
            View view = kms.store.begin();
            List<byte[]> gone = new ArrayList<>();
            ciphertexts.forEach((key, all) -> {
                KmsKey row = view.get(KmsTables.KEYS, KmsTables.key(KmsFixture.REGION, key));
                if (row == null) {
                    assertThat(leaving).as("asked to go").containsKey(key);
                    gone.addAll(requireNonNull(leaving.get(key)));
                } else {
                    assertThat(deleted).doesNotContain(key);
                    checkKey(kms, row, all);
                }
            });
            assertThat(view.scan(KmsTables.KEYS, KmsTables.KEYS_BY_DELETION, Key.ALL, null, 1)
                            .items())
                    .isEmpty();
            assertThat(StoredSecrets.files(folder, gone)).isEmpty();
        }
    }

    private void checkKey(KmsFixture kms, KmsKey key, List<String> all) {
        boolean unsure = unimporting.containsKey(key.keyId()) && !imported.contains(key.keyId());
        if (key.state() == KeyState.PENDING_IMPORT) {
            assertThat(unsure || all.isEmpty())
                    .as("%s waits for material", key.keyId())
                    .isTrue();
            return;
        }
        assertThat(key.state()).isEqualTo(KeyState.ENABLED);
        for (String ciphertext : all) {
            String body = "{'CiphertextBlob':'" + ciphertext + "'}";
            assertThat(kms.call(kms.root, "Decrypt", body).text("Plaintext")).isEqualTo(KilledKms.PLAINTEXT);
            if (replicated.contains(key.keyId()) && !leaving.containsKey(key.keyId())) {
                assertThat(kms.callIn(KilledKms.REPLICA, kms.root, "Decrypt", body)
                                .text("Plaintext"))
                        .isEqualTo(KilledKms.PLAINTEXT);
            }
        }
    }

    /// Every key is whole: it has its current material and the key that wraps it, all its regions, or it is
    /// gone.
    private static void checkRows(View view) {
        @Nullable Key after = null;
        do {
            Page<KmsKey> page = view.scan(KmsTables.KEYS, Key.ALL, after, 100);
            page.items().forEach(key -> checkRow(view, key));
            after = page.next();
        } while (after != null);
        for (KeyMaterial material :
                view.scan(KmsTables.MATERIAL, Key.ALL, null, Integer.MAX_VALUE).items()) {
            Key key = KmsTables.key(material.region(), material.keyId());
            assertThat(view.get(KmsTables.KEYS, key)).isNotNull();
            assertThat(view.get(KmsTables.WRAPPING_KEYS, key)).isNotNull();
        }
        for (StoredWrappingKey wrapping : view.scan(KmsTables.WRAPPING_KEYS, Key.ALL, null, Integer.MAX_VALUE)
                .items()) {
            assertThat(view.get(KmsTables.KEYS, KmsTables.key(wrapping.region(), wrapping.keyId())))
                    .isNotNull();
        }
    }

    private static void checkRow(View view, KmsKey key) {
        if (key.replication() != null) {
            assertThat(KeyRegions.all(view, key))
                    .hasSameSizeAs(key.replication().regions());
        }
        boolean removed = Instant.EPOCH.equals(key.deletionDate());
        if (!removed && key.state() != KeyState.PENDING_IMPORT) {
            KeyMaterial current = view.get(
                    KmsTables.MATERIAL,
                    KmsTables.material(key.region(), key.keyId(), requireNonNull(key.materialId())));
            assertThat(requireNonNull(current).sealed()).isNotNull();
        }
    }
}
