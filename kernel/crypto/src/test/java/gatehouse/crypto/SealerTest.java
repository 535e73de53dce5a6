package gatehouse.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class SealerTest {
    private static final Entropy ENTROPY = new SystemEntropy();
    static final String IDENTITY = "iam.access-key/AKIAIOSFODNN7EXAMPLE";

    /// Computed apart from this code, in Python, from what `docs/formats/sealing.md` says.
    static final String SEAL_OF_THE_FIRST_VERSION = "01404142434445464748494a4b4c4d4e4f505152535455565758595a5b5c5d5e5f"
            + "46212e23041fcc8524213a2767b38db17312b1908c930e62";

    private final RootKey rootKey = new RootKey(SecretBytes.owning(ENTROPY.bytes(RootKey.KEY_BYTES)));
    private final Sealer sealer = new Sealer(rootKey, ENTROPY);

    @Property(tries = 200)
    void opensWhatItSealed(@ForAll byte[] plaintext, @ForAll String identity) {
        assertThat(sealer.open(sealer.seal(plaintext, identity), identity)).isEqualTo(plaintext);
    }

    @Property(tries = 200)
    void opensForNoOtherIdentity(@ForAll byte[] plaintext, @ForAll String owner, @ForAll String other) {
        Assume.that(!new String(owner.getBytes(UTF_8), UTF_8).equals(new String(other.getBytes(UTF_8), UTF_8)));
        byte[] sealed = sealer.seal(plaintext, "kms.key/" + owner);

        assertThatThrownBy(() -> sealer.open(sealed, "kms.key/" + other)).isInstanceOf(SealException.class);
        assertThatThrownBy(() -> sealer.open(sealed, "iam.key/" + owner)).isInstanceOf(SealException.class);
    }

    @Test
    void opensNothingOfWhichOneBitWasChanged() {
        byte[] sealed = sealer.seal("wJalrXUtnFEMI".getBytes(UTF_8), IDENTITY);
        for (int bit = 0; bit < sealed.length * 8; bit++) {
            byte[] changed = sealed.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            assertThatThrownBy(() -> sealer.open(changed, IDENTITY)).isInstanceOf(SealException.class);
        }
    }

    @Test
    void opensNothingThatWasCutOrExtended() {
        byte[] sealed = sealer.seal("wJalrXUtnFEMI".getBytes(UTF_8), IDENTITY);
        for (int length = 0; length <= sealed.length + 1; length++) {
            if (length != sealed.length) {
                byte[] changed = Arrays.copyOf(sealed, length);
                assertThatThrownBy(() -> sealer.open(changed, IDENTITY)).isInstanceOf(SealException.class);
            }
        }
    }

    @Test
    void opensNothingOfAnotherRootKey() {
        Sealer other = new Sealer(new RootKey(SecretBytes.owning(ENTROPY.bytes(RootKey.KEY_BYTES))), ENTROPY);
        byte[] sealed = other.seal(new byte[32], IDENTITY);

        assertThatThrownBy(() -> sealer.open(sealed, IDENTITY)).isInstanceOf(SealException.class);
    }

    @Test
    void neverSealsTheSameSecretTheSameWay() {
        Set<String> seals = new HashSet<>();
        for (int i = 0; i < 1000; i++) {
            seals.add(HexFormat.of().formatHex(sealer.seal(new byte[16], IDENTITY)));
        }
        assertThat(seals).hasSize(1000);
    }

    @Test
    void addsTheDocumentedNumberOfBytes() {
        assertThat(sealer.seal(new byte[10], IDENTITY)).hasSize(10 + 53);
        assertThat(Sealer.OVERHEAD_BYTES).isEqualTo(53);
    }

    /// A seal of the first version under a known root key: what was sealed once has to open in every later version.
    @Test
    void opensASealOfTheFirstVersion() {
        RootKey known = new RootKey(SecretBytes.owning(
                HexFormat.of().parseHex("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f")));
        assertThat(known.keyId()).isEqualTo("5f089d665d3d972cf590fdc9c9cf891f");
        byte[] sealed = HexFormat.of().parseHex(SEAL_OF_THE_FIRST_VERSION);

        assertThat(new Sealer(known, ENTROPY).open(sealed, IDENTITY)).isEqualTo("a secret".getBytes(UTF_8));
    }

    @Test
    void servesManyThreadsAtOnce() throws InterruptedException, ExecutionException {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Boolean>> results = IntStream.range(0, 64)
                    .mapToObj(thread -> threads.submit(() -> opensItsOwn("kms.key/" + thread)))
                    .toList();
            for (Future<Boolean> result : results) {
                assertThat(result.get()).isTrue();
            }
        }
    }

    private boolean opensItsOwn(String identity) {
        return IntStream.range(0, 200)
                .mapToObj(i -> (identity + " " + i).getBytes(UTF_8))
                .allMatch(secret -> Arrays.equals(secret, sealer.open(sealer.seal(secret, identity), identity)));
    }
}
