package gatehouse.keys.kms;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gatehouse.crypto.Entropy;
import gatehouse.crypto.SecretBytes;
import gatehouse.crypto.SystemEntropy;
import gatehouse.keys.kms.xks.XksCiphertext;
import gatehouse.model.kms.InvalidCiphertextException;
import gatehouse.wire.shape.CommonException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.function.UnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/// Ciphertexts that are encrypted here and then by a proxy, which flips all bits.
class CiphertextOfProxyTest {
    private static final Ciphertext.Names NAMES =
            new Ciphertext.Names("1234abcd-12ab-34cd-56ef-1234567890ab", "5f".repeat(32));

    /// Computed apart from this code, in Python, from what `docs/formats/kms-ciphertext.md` says.
    private static final String KNOWN =
            "03001234abcd12ab34cd56ef1234567890ab5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f40414243"
                    + "4445464748494a4b4c4d4e4f505152535455565758595a5bb6d7da64adb2e9c28dcb89d74d551760016d0c07070707070707"
                    + "070707070708080808080808080808080808080808a2db85951687048e8226a9e63ccfbb5e96fbfc801e51b59a0b4f72079f"
                    + "2f2a6ab9cee9a003";

    private final SecretBytes headerKey = SecretBytes.owning(filled(32, 1));
    private final SecretBytes material = SecretBytes.owning(filled(32, 2));

    @Test
    void isWhatThePageSays() {
        Entropy counting = target -> {
            for (int i = 0; i < target.length; i++) {
                target[i] = (byte) (0x40 + i);
            }
        };
        byte[] context =
                EncryptionContext.of(Map.of("purpose", "test", "Ä", "")).canonical(100);
        byte[] ciphertext = encrypt(counting, context, "hello".getBytes(UTF_8));
        assertThat(HexFormat.of().formatHex(ciphertext)).isEqualTo(KNOWN);
        assertThat(read(ciphertext).isOfProxy()).isTrue();
        assertThat(decrypt(ciphertext, context)).isEqualTo("hello".getBytes(UTF_8));
    }

    @Property(tries = 500)
    void oneChangedBitAnywhereIsNoticedBeforeTheProxySeesIt(
            @ForAll @Size(min = 1, max = 50) byte[] plaintext, @ForAll @IntRange(min = 0, max = 100_000) int at) {
        byte[] changed = encrypt(new SystemEntropy(), new byte[0], plaintext);
        int bit = at % (changed.length * 8);
        changed[bit / 8] ^= (byte) (1 << bit % 8);
        Ciphertext read = Ciphertext.read(changed, headerKey);

        assertThat(read == null).isEqualTo(bit / 8 < 94);
        if (read != null) {
            assertThatThrownBy(() -> decrypt(changed, new byte[0], _ -> {
                        throw new AssertionError("the proxy was asked");
                    }))
                    .isInstanceOf(InvalidCiphertextException.class);
        }
    }

    @Test
    void whatTheProxyDecryptsMustBeWhatWasEncryptedInThatContext() {
        byte[] context = "context".getBytes(UTF_8);
        byte[] ciphertext = encrypt(new SystemEntropy(), context, "hello".getBytes(UTF_8));
        assertThatThrownBy(() -> decrypt(ciphertext, context, _ -> new byte[21]))
                .hasMessage("wrong");
        assertThatThrownBy(() -> decrypt(ciphertext, new byte[0])).hasMessage("wrong");
        assertThat(decrypt(ciphertext, context)).isEqualTo("hello".getBytes(UTF_8));
    }

    private byte[] encrypt(Entropy entropy, byte[] context, byte[] plaintext) {
        return Ciphertext.encryptTwice(
                NAMES.encoded(),
                new Ciphertext.Secrets(headerKey, material, entropy),
                context,
                plaintext,
                encrypted -> new XksCiphertext("m".getBytes(UTF_8), filled(12, 7), filled(16, 8), flipped(encrypted))
                        .encoded());
    }

    private byte[] decrypt(byte[] ciphertext, byte[] context) {
        return decrypt(ciphertext, context, CiphertextOfProxyTest::proxyDecrypts);
    }

    private byte[] decrypt(byte[] ciphertext, byte[] context, UnaryOperator<byte[]> proxy) {
        return read(ciphertext)
                .decryptTwice(material, context, proxy, () -> CommonException.sender("Wrong", 400, "wrong"));
    }

    private static byte[] proxyDecrypts(byte[] made) {
        XksCiphertext decoded = requireNonNull(XksCiphertext.decode(made));
        assertThat(decoded.metadata()).isEqualTo("m".getBytes(UTF_8));
        assertThat(decoded.iv()).isEqualTo(filled(12, 7));
        assertThat(decoded.tag()).isEqualTo(filled(16, 8));
        return flipped(decoded.ciphertext());
    }

    private Ciphertext read(byte[] bytes) {
        return requireNonNull(Ciphertext.read(bytes, headerKey));
    }

    private static byte[] flipped(byte[] bytes) {
        byte[] flipped = bytes.clone();
        for (int i = 0; i < flipped.length; i++) {
            flipped[i] = (byte) ~flipped[i];
        }
        return flipped;
    }

    private static byte[] filled(int length, int value) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }
}
