package gatehouse.keys.kms;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gatehouse.crypto.Entropy;
import gatehouse.crypto.SecretBytes;
import gatehouse.crypto.SystemEntropy;
import gatehouse.model.kms.InvalidCiphertextException;
import gatehouse.wire.shape.ServiceException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.ByteRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class CiphertextTest {
    private static final Entropy ENTROPY = new SystemEntropy();
    private static final String KEY_ID = "1234abcd-12ab-34cd-56ef-1234567890ab";
    private static final String MATERIAL_ID = "5f".repeat(32);
    private static final Ciphertext.Names NAMES = new Ciphertext.Names(KEY_ID, MATERIAL_ID);

    /// Computed apart from this code, in Python, from what `docs/formats/kms-ciphertext.md` says.
    private static final String CIPHERTEXT_OF_THE_FIRST_VERSION =
            "01001234abcd12ab34cd56ef1234567890ab5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f"
                    + "5f5f5f5f5f5f5f5f5f5f404142434445464748494a4b4c4d4e4f505152535455565758595a5b1455"
                    + "6d06acf2428dd653e1779ddfd94b5d247a6ae9c03dffa2ea77145bd26a9b896ee52b83";

    private final SecretBytes headerKey = SecretBytes.owning(filled(1));
    private final SecretBytes material = SecretBytes.owning(filled(2));

    @Test
    void isWhatThePageSays() {
        Entropy counting = target -> {
            for (int i = 0; i < target.length; i++) {
                target[i] = (byte) (0x40 + i);
            }
        };
        byte[] context =
                EncryptionContext.of(Map.of("purpose", "test", "Ä", "")).canonical(100);
        byte[] ciphertext =
                Ciphertext.encrypt(NAMES.encoded(), headerKey, material, context, "hello".getBytes(UTF_8), counting);

        assertThat(HexFormat.of().formatHex(ciphertext)).isEqualTo(CIPHERTEXT_OF_THE_FIRST_VERSION);
    }

    @Property(tries = 200)
    void decryptsWhatItEncrypted(
            @ForAll @Size(min = 1, max = 200) byte[] plaintext, @ForAll Map<String, String> pairs) {
        byte[] context = canonical(pairs);
        Ciphertext ciphertext = read(encrypt(plaintext, context));

        assertThat(ciphertext.names()).isEqualTo(NAMES);
        assertThat(ciphertext.decrypt(material, context)).isEqualTo(plaintext);
    }

    @Property(tries = 500)
    void oneChangedBitAnywhereIsNoticed(
            @ForAll @Size(min = 1, max = 50) byte[] plaintext, @ForAll @IntRange(min = 0, max = 100_000) int at) {
        byte[] changed = encrypt(plaintext, new byte[0]);
        int bit = at % (changed.length * 8);
        changed[bit / 8] ^= (byte) (1 << bit % 8);
        Ciphertext read = Ciphertext.read(changed, headerKey);

        // The header is 94 bytes, and is noticed before the key is known.
        assertThat(read == null).isEqualTo(bit / 8 < 94);
        if (read != null) {
            assertThatThrownBy(() -> read.decrypt(material, new byte[0]))
                    .isInstanceOf(InvalidCiphertextException.class);
        }
    }

    @Property(tries = 300)
    void whatIsNoCiphertextIsNotRead(@ForAll @Size(max = 300) @ByteRange byte[] bytes) {
        assertThat(Ciphertext.read(bytes, headerKey)).isNull();
    }

    @Test
    void opensNothingThatWasCutOrExtended() {
        byte[] ciphertext = encrypt(new byte[] {1, 2, 3}, new byte[0]);
        for (int length = 0; length <= ciphertext.length + 1; length++) {
            Ciphertext read = Ciphertext.read(Arrays.copyOf(ciphertext, length), headerKey);
            if (length != ciphertext.length && read != null) {
                assertThatThrownBy(() -> read.decrypt(material, new byte[0]))
                        .isInstanceOf(InvalidCiphertextException.class);
            }
        }
    }

    @Test
    void opensUnderNoOtherMaterialAndHeaderKey() {
        byte[] ciphertext = encrypt(new byte[] {1}, new byte[0]);

        assertThat(Ciphertext.read(ciphertext, SecretBytes.owning(filled(3)))).isNull();
        assertThatThrownBy(() -> read(ciphertext).decrypt(SecretBytes.owning(filled(3)), new byte[0]))
                .isInstanceOf(InvalidCiphertextException.class);
    }

    @Property(tries = 300)
    void differentContextsAreDifferentBytes(@ForAll Map<String, String> one, @ForAll Map<String, String> other) {
        Assume.that(!one.equals(other));
        assertThat(canonical(one)).isNotEqualTo(canonical(other));
    }

    @Test
    void theOrderOfAContextsPairsDoesNotMatter() {
        Map<String, String> forwards = new LinkedHashMap<>();
        Map<String, String> backwards = new LinkedHashMap<>();
        for (int i = 0; i < 10; i++) {
            forwards.put("k" + i, "v");
            backwards.put("k" + (9 - i), "v");
        }
        assertThat(canonical(forwards)).isEqualTo(canonical(backwards));
    }

    @Test
    void halfACharacterIsNoContext() {
        EncryptionContext context = EncryptionContext.of(Map.of("k", "\uD800"));
        assertThatThrownBy(() -> context.canonical(100)).isInstanceOf(ServiceException.class);
        assertThat(EncryptionContext.of(Map.of("k", "\uD83D\uDE00")).canonical(100))
                .hasSize(13);
    }

    @Test
    void keyIdsOfBothKindsComeBack() {
        for (String id : Set.of(KEY_ID, "mrk-1234abcd12ab34cd56ef1234567890ab")) {
            assertThat(KeyId.isValid(id)).isTrue();
            assertThat(KeyId.parse(id)).hasToString(id);
        }
        for (String id : Set.of("", "alias/x", KEY_ID.toUpperCase(Locale.ROOT), KEY_ID + "0", "mrk-12")) {
            assertThat(KeyId.isValid(id)).isFalse();
        }
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            String id = ENTROPY.uuid();
            assertThat(id).matches("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
            assertThat(ids.add(id)).isTrue();
        }
    }

    private byte[] encrypt(byte[] plaintext, byte[] context) {
        return Ciphertext.encrypt(NAMES.encoded(), headerKey, material, context, plaintext, ENTROPY);
    }

    private Ciphertext read(byte[] bytes) {
        return Objects.requireNonNull(Ciphertext.read(bytes, headerKey));
    }

    /// Arbitrary strings, made well-formed.
    private static byte[] canonical(Map<String, String> pairs) {
        Function<String, String> wellFormed = text -> HexFormat.of().formatHex(text.getBytes(UTF_16));
        Map<String, String> clean = new LinkedHashMap<>();
        pairs.forEach((key, value) -> clean.put(wellFormed.apply(key), wellFormed.apply(value)));
        return EncryptionContext.of(clean).canonical(Integer.MAX_VALUE);
    }

    private static byte[] filled(int value) {
        byte[] bytes = new byte[32];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }
}
