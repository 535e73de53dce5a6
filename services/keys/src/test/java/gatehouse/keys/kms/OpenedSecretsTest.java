package gatehouse.keys.kms;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.crypto.Entropy;
import gatehouse.crypto.RootKey;
import gatehouse.crypto.Sealer;
import gatehouse.crypto.SecretBytes;
import gatehouse.crypto.SystemEntropy;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenedSecretsTest {
    private static final Entropy ENTROPY = new SystemEntropy();
    private static final String IDENTITY = "kms.material/test";

    @TempDir
    private Path folder;

    private Sealer sealer;

    @BeforeEach
    void start() throws IOException {
        sealer = new Sealer(RootKey.create(folder.resolve("root.key"), ENTROPY), ENTROPY);
    }

    @Test
    void whatWasForgottenIsErasedOnceNobodyHoldsIt() {
        OpenedSecrets<SecretBytes> secrets = secrets(10);
        KeyMaterial material = material((byte) 7);
        Opened<SecretBytes> held = open(secrets, material);
        SecretBytes bytes = held.secret();
        secrets.forget(material);

        assertThat(bytes.revealSecret()).containsOnly((byte) 7);
        held.close();
        assertThat(bytes.revealSecret()).containsOnly((byte) 0);
        try (Opened<SecretBytes> again = open(secrets, material)) {
            assertThat(again.secret().revealSecret()).containsOnly((byte) 7);
        }
    }

    @Test
    void nobodyEverHoldsErasedBytesHoweverSmallTheCache() throws InterruptedException, ExecutionException {
        OpenedSecrets<SecretBytes> secrets = secrets(1);
        List<KeyMaterial> materials = List.of(material((byte) 1), material((byte) 2), material((byte) 3));
        List<Future<?>> users = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            for (int user = 0; user < 4; user++) {
                users.add(threads.submit(() -> {
                    for (int i = 0; i < 2_000; i++) {
                        KeyMaterial material = materials.get(i % materials.size());
                        try (Opened<SecretBytes> held = open(secrets, material)) {
                            byte expected = (byte) (i % materials.size() + 1);
                            assertThat(held.secret().revealSecret()[31]).isEqualTo(expected);
                        }
                    }
                }));
            }
        }
        for (Future<?> user : users) {
            user.get();
        }
    }

    @Test
    void nothingPrintsASecret() {
        KeyMaterial material = material((byte) 7);
        try (Opened<SecretBytes> held = open(secrets(1), material)) {
            assertThat(held.toString()).isEqualTo("Opened");
            assertThat(held.secret()).hasToString("SecretBytes[32]");
        }
        assertThat(material).hasToString("KeyMaterial[key, id]");
        assertThat(new HeaderKey("1", requireNonNull(material.sealed()))).hasToString("HeaderKey[1]");
    }

    private KeyMaterial material(byte value) {
        byte[] secret = new byte[32];
        Arrays.fill(secret, value);
        byte[] sealed = sealer.seal(secret, IDENTITY);
        return new KeyMaterial("us-east-1", "key", "id", Instant.EPOCH, sealed, null, null, null, false, null, null);
    }

    private static OpenedSecrets<SecretBytes> secrets(int openedMax) {
        return new OpenedSecrets<>(openedMax, SecretBytes::erase);
    }

    private Opened<SecretBytes> open(OpenedSecrets<SecretBytes> secrets, KeyMaterial material) {
        return secrets.open(
                material, () -> SecretBytes.owning(sealer.open(requireNonNull(material.sealed()), IDENTITY)));
    }
}
