package gatehouse.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WrappingKeyTest {
    private static final Entropy ENTROPY = new SystemEntropy();
    private static final String IDENTITY = "kms.material/arn:aws:kms:us-east-1:111122223333:key/1/2";

    private static SecretBytes secret() {
        return SecretBytes.owning("a secret".getBytes(UTF_8));
    }

    @Test
    void opensWhatItWrappedForThatIdentityAlone() {
        WrappingKey key = WrappingKey.random(ENTROPY);
        byte[] wrapped = key.wrap(secret(), IDENTITY, ENTROPY);
        assertThat(wrapped).hasSize(8 + WrappingKey.OVERHEAD_BYTES);
        assertThat(WrappingKey.isWrapped(wrapped)).isTrue();
        assertThat(key.unwrap(wrapped, IDENTITY)).isEqualTo(secret());
        assertThatThrownBy(() -> key.unwrap(wrapped, IDENTITY + "3")).isInstanceOf(SealException.class);
        assertThatThrownBy(() -> WrappingKey.random(ENTROPY).unwrap(wrapped, IDENTITY))
                .isInstanceOf(SealException.class);
        for (int bit = 0; bit < 8 * wrapped.length; bit++) {
            byte[] changed = wrapped.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            assertThatThrownBy(() -> key.unwrap(changed, IDENTITY)).isInstanceOf(SealException.class);
        }
        assertThat(key.wrap(secret(), IDENTITY, ENTROPY)).isNotEqualTo(wrapped);
        assertThat(key).hasToString("WrappingKey");
    }

    @Test
    void isItselfSealedForItsOwner(@TempDir Path folder) throws Exception {
        Sealer sealer = new Sealer(RootKey.create(folder.resolve("root.key"), ENTROPY), ENTROPY);
        WrappingKey key = WrappingKey.random(ENTROPY);
        byte[] wrapped = key.wrap(secret(), IDENTITY, ENTROPY);
        byte[] sealed = key.seal(sealer, "kms.wrapping-key/a");
        assertThat(WrappingKey.isWrapped(sealed)).isFalse();
        assertThat(WrappingKey.open(sealed, sealer, "kms.wrapping-key/a").unwrap(wrapped, IDENTITY))
                .isEqualTo(secret());
        assertThatThrownBy(() -> WrappingKey.open(sealed, sealer, "kms.wrapping-key/b"))
                .isInstanceOf(SealException.class);
    }

    /// Computed by another implementation after docs/formats/kms-key-material.md.
    @Test
    void opensWhatAnotherImplementationWrapped() {
        WrappingKey key = WrappingKey.random(bytes -> {
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) i;
            }
        });
        byte[] wrapped = HexFormat.of().parseHex(VECTOR);
        assertThat(key.unwrap(wrapped, IDENTITY)).isEqualTo(secret());
    }

    private static final String VECTOR =
            "576465666768696a6b6c6d6e6f707172737475767778797a7b7c7d7e7f80818283353c9062b673d94147fd9eabe0bab7"
                    + "168bb98a4d0566efca";
}
