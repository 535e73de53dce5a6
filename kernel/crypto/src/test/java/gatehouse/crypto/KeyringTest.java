package gatehouse.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyringTest {
    private static final Entropy ENTROPY = new SystemEntropy();
    private static final String IDENTITY = "kms.material/some-key";

    @TempDir
    Path folder = Path.of("");

    /// What can be done to a keyring.
    enum Step {
        SEAL,
        NEXT_GENERATION,
        RESEAL_ALL_AND_RETIRE,
        ANOTHER_ROOT_KEY,
        RESTART
    }

    @Property(tries = 100)
    void whatWasSealedBeforeAnyStepsOpensAfterThem(@ForAll @Size(max = 20) List<Step> steps) {
        RootKey root = rootKey();
        Keyring keyring = Keyring.create(ENTROPY);
        Sealer sealer = new Sealer(keyring, ENTROPY);
        List<byte[]> seals = new ArrayList<>();
        for (Step step : steps) {
            switch (step) {
                case SEAL -> seals.add(sealer.seal(new byte[] {(byte) seals.size()}, IDENTITY));
                case NEXT_GENERATION -> {
                    keyring = keyring.withNext(ENTROPY);
                    sealer.use(keyring);
                }
                case RESEAL_ALL_AND_RETIRE -> {
                    Sealer now = sealer;
                    seals.replaceAll(each -> now.reseal(each, IDENTITY));
                    assertThat(seals).allMatch(now::isNewest);
                    keyring = keyring.withoutOld();
                    sealer.use(keyring);
                }
                case ANOTHER_ROOT_KEY -> root = rootKey();
                case RESTART -> {
                    keyring = Keyring.open(keyring.sealedUnder(root, ENTROPY), root, ENTROPY);
                    sealer = new Sealer(keyring, ENTROPY);
                }
            }
        }
        for (int i = 0; i < seals.size(); i++) {
            assertThat(sealer.open(seals.get(i), IDENTITY)).containsExactly((byte) i);
        }
    }

    @Test
    void aRetiredGenerationOpensNothingAnyMore() {
        Keyring keyring = Keyring.create(ENTROPY);
        byte[] sealed = new Sealer(keyring, ENTROPY).seal(new byte[3], IDENTITY);
        Keyring next = keyring.withNext(ENTROPY);

        assertThat(new Sealer(next, ENTROPY).open(sealed, IDENTITY)).hasSize(3);
        assertThat(new Sealer(next, ENTROPY).isNewest(sealed)).isFalse();
        Sealer retired = new Sealer(next.withoutOld(), ENTROPY);
        assertThatThrownBy(() -> retired.open(sealed, IDENTITY)).isInstanceOf(SealException.class);
    }

    @Test
    void aKeyringOpensUnderItsRootKeyAloneAndUnchanged() {
        RootKey root = rootKey();
        byte[] sealed = Keyring.create(ENTROPY).sealedUnder(root, ENTROPY);

        assertThat(Keyring.open(sealed, root, ENTROPY).newest()).isEqualTo(1);
        assertThatThrownBy(() -> Keyring.open(sealed, rootKey(), ENTROPY)).isInstanceOf(SealException.class);
        for (int bit = 0; bit < sealed.length * 8; bit++) {
            byte[] changed = sealed.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            assertThatThrownBy(() -> Keyring.open(changed, root, ENTROPY)).isInstanceOf(SealException.class);
        }
    }

    /// The seal is `SealerTest`'s of the first version, under the root key of that file.
    @Test
    void theRootKeyOfOldDataBecomesTheirFirstGeneration() throws Exception {
        Path file = folder.resolve("root.key");
        String key = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, "gatehouse root key 1\nid 5f089d665d3d972cf590fdc9c9cf891f\nkey " + key + "\n");
        Keyring keyring = Keyring.ofRootKeyFile(file).withNext(ENTROPY);
        Sealer sealer = new Sealer(keyring, ENTROPY);
        byte[] old = HexFormat.of().parseHex(SealerTest.SEAL_OF_THE_FIRST_VERSION);

        byte[] resealed = sealer.reseal(old, SealerTest.IDENTITY);
        assertThat(sealer.isNewest(old)).isFalse();
        assertThat(sealer.isNewest(resealed)).isTrue();
        assertThat(new Sealer(keyring.withoutOld(), ENTROPY).open(resealed, SealerTest.IDENTITY))
                .isEqualTo("a secret".getBytes(UTF_8));
    }

    @Test
    void anErasedKeyringSealsNothingUnderZeros() {
        Keyring keyring = Keyring.create(ENTROPY);
        Sealer sealer = new Sealer(keyring, ENTROPY);
        byte[] sealed = sealer.seal(new byte[3], IDENTITY);
        keyring.erase();

        assertThatThrownBy(() -> sealer.seal(new byte[3], IDENTITY)).isInstanceOf(SealException.class);
        assertThatThrownBy(() -> sealer.open(sealed, IDENTITY)).isInstanceOf(SealException.class);
        assertThatThrownBy(() -> keyring.sealedUnder(rootKey(), ENTROPY)).isInstanceOf(SealException.class);
    }

    @Test
    void itsTextTellsNothingOfItsKeys() {
        assertThat(Keyring.create(ENTROPY).withNext(ENTROPY)).hasToString("Keyring[1..2]");
    }

    private static RootKey rootKey() {
        return new RootKey(SecretBytes.owning(ENTROPY.bytes(RootKey.KEY_BYTES)));
    }
}
