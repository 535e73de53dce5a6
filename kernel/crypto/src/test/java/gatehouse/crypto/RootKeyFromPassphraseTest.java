package gatehouse.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gatehouse.crypto.RootKeySource.Made;
import gatehouse.crypto.RootLock.Stretching;
import java.util.HexFormat;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RootKeyFromPassphraseTest {
    private static final Entropy ENTROPY = new SystemEntropy();
    private static final String PASSPHRASE = "correct horse battery stäple";

    @Test
    void aPassphraseGivesTheSameRootKeyAgainAndNoOtherDoes() {
        Made made = source(PASSPHRASE).make(ENTROPY);

        assertThat(source(PASSPHRASE).open(made.lock(), made.key().keyId()).keyId())
                .isEqualTo(made.key().keyId());
        assertThatThrownBy(() ->
                        source(PASSPHRASE + " ").open(made.lock(), made.key().keyId()))
                .isInstanceOf(WrongRootSecretException.class)
                .hasMessage("The passphrase is wrong.");
        assertThat(source(PASSPHRASE).make(ENTROPY).key().keyId())
                .isNotEqualTo(made.key().keyId());
    }

    @Test
    void theCostIsStoredBesideTheSalt() {
        Stretching how =
                Objects.requireNonNull(source(PASSPHRASE).make(ENTROPY).lock().stretching());
        assertThat(how.salt()).hasSize(16);
        assertThat(new Argon2id(how.memoryKibibytes(), how.passes(), how.lanes()))
                .isEqualTo(new Argon2id(65_536, 3, 4));
    }

    /// Computed apart from this code, by the reference implementation (through `argon2-cffi`).
    @Test
    void theRootKeyIsWhatArgon2idGives() {
        byte[] salt = HexFormat.of().parseHex("000102030405060708090a0b0c0d0e0f");
        assertThat(HexFormat.of().formatHex(new Argon2id(65_536, 3, 4).hash(PASSPHRASE.getBytes(UTF_8), salt, 32)))
                .isEqualTo("8738b0214c7e6e5aee7d5b5d339fcaac7b4c2c279cdb007b42463e73f4c6b45e");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "fourteen chars", "äöüäöüäöüäöüäö"})
    void aShortPassphraseIsNotSet(String passphrase) {
        assertThatThrownBy(() -> source(passphrase).make(ENTROPY))
                .isInstanceOf(RootKeyException.class)
                .hasMessageContaining("at least 15 characters");
    }

    @Test
    void whatIsNoTextOrTooLongIsNotSet() {
        assertThatThrownBy(() -> source("x".repeat(1025)).make(ENTROPY)).isInstanceOf(RootKeyException.class);
        byte[] noText = new byte[20];
        noText[3] = (byte) 0xFF;
        assertThatThrownBy(() -> new RootKeyFromPassphrase(SecretBytes.owning(noText)).make(ENTROPY))
                .isInstanceOf(RootKeyException.class)
                .hasMessageContaining("UTF-8");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 7, 1 << 20})
    void aCostThatNobodyStoredIsRefused(int memoryKibibytes) {
        assertThatThrownBy(() -> new Argon2id(memoryKibibytes, 3, 4)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Argon2id(65_536, 0, 4)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Argon2id(65_536, 3, 99)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void itsTextTellsNothing() {
        assertThat(source(PASSPHRASE).toString()).isEqualTo("RootKeyFromPassphrase");
    }

    private static RootKeyFromPassphrase source(String passphrase) {
        return new RootKeyFromPassphrase(SecretBytes.owning(passphrase.getBytes(UTF_8)));
    }
}
