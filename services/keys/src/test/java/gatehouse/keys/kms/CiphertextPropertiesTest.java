package gatehouse.keys.kms;

import static gatehouse.keys.kms.KmsFixture.base64;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.keys.kms.KeysInStates.Kind;
import gatehouse.keys.kms.KeysInStates.Use;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.jspecify.annotations.Nullable;

/// Ciphertexts of every kind of symmetric key, through the gateway. The number of tries is jqwik's default,
/// which `-Pdeep` raises.
class CiphertextPropertiesTest {
    private static final int PLAINTEXT_BYTES_MAX = 4096;
    private static final Map<String, String> CONTEXT = Map.of("purpose", "test", "tenant", "7");

    private static @Nullable Path folder;
    private static @Nullable KeysInStates keys;

    /// Where a key's material is.
    enum Keys {
        MADE(Kind.MADE, Use.ENCRYPT),
        MULTI_REGION(Kind.MADE, Use.BE_REPLICATED),
        IMPORTED(Kind.IMPORTED, Use.ENCRYPT),
        IN_A_STORE(Kind.STORED, Use.ENCRYPT);

        private final Kind kind;
        private final Use use;

        Keys(Kind kind, Use use) {
            this.kind = kind;
            this.use = use;
        }

        String key() {
            try {
                return requireNonNull(keys).subject(kind, use, KeyState.ENABLED).key();
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        }

        /// The Regions in which its ciphertexts open.
        List<String> regions() {
            return this == MULTI_REGION
                    ? List.of(KmsFixture.REGION, KeysInStates.ELSEWHERE)
                    : List.of(KmsFixture.REGION);
        }
    }

    @BeforeContainer
    static void start() throws IOException {
        folder = Files.createTempDirectory("gatehouse-ciphertexts-");
        keys = new KeysInStates(folder);
    }

    @AfterContainer
    static void stop() throws IOException {
        requireNonNull(keys).close();
        try (Stream<Path> files = Files.walk(requireNonNull(folder))) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /// Contexts of any text that there can be: half a surrogate pair cannot.
    @Provide
    Arbitrary<Map<String, String>> contexts() {
        Arbitrary<String> text = Arbitraries.oneOf(
                Arbitraries.strings().alpha().ofMinLength(1).ofMaxLength(3),
                Arbitraries.strings()
                        .withCharRange('\u0001', '\ud7ff')
                        .ofMinLength(1)
                        .ofMaxLength(40),
                Arbitraries.of("\ud83d\ude00", "'", "\"", "\\", "aws:arn"));
        return Arbitraries.maps(text, text).ofMaxSize(6);
    }

    @Property
    void whatIsEncryptedIsDecryptedInEveryRegionOfTheKey(
            @ForAll Keys kind,
            @ForAll @Size(min = 1, max = PLAINTEXT_BYTES_MAX) byte[] plaintext,
            @ForAll("contexts") Map<String, String> context) {
        String ciphertext = encrypt(kind, plaintext, context);
        for (String region : kind.regions()) {
            assertThat(decrypt(region, ciphertext, context).bytes("Plaintext")).isEqualTo(plaintext);
        }
    }

    @Property
    void whatIsEncryptedInOneContextIsInvalidInAnother(
            @ForAll Keys kind,
            @ForAll("contexts") Map<String, String> context,
            @ForAll("contexts") Map<String, String> other) {
        Assume.that(!context.equals(other));
        String ciphertext = encrypt(kind, new byte[] {1}, context);
        decrypt(KmsFixture.REGION, ciphertext, other).isRefusedWith("InvalidCiphertextException", "");
        for (Map<String, String> changed : changes(context)) {
            decrypt(KmsFixture.REGION, ciphertext, changed).isRefusedWith("InvalidCiphertextException", "");
        }
    }

    /// Contexts that differ in one place.
    private static List<Map<String, String>> changes(Map<String, String> context) {
        List<Map<String, String>> all = new ArrayList<>();
        Map<String, String> more = new LinkedHashMap<>(context);
        more.put("one more", "");
        all.add(more);
        context.forEach((key, value) -> {
            Map<String, String> less = new LinkedHashMap<>(context);
            less.remove(key);
            all.add(less);
            Map<String, String> longer = new LinkedHashMap<>(context);
            longer.put(key, value + " ");
            all.add(longer);
            Map<String, String> renamed = new LinkedHashMap<>(less);
            renamed.put(key + " ", value);
            all.add(renamed);
        });
        return all;
    }

    @Example
    void oneFlippedBitAnywhereIsAnInvalidCiphertext() {
        for (Keys kind : Keys.values()) {
            byte[] ciphertext = Base64.getDecoder().decode(encrypt(kind, new byte[] {1, 2, 3}, CONTEXT));
            for (int bit = 0; bit < ciphertext.length * Byte.SIZE; bit++) {
                byte[] changed = ciphertext.clone();
                changed[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
                for (String region : kind.regions()) {
                    decrypt(region, base64(changed), CONTEXT).isRefusedWith("InvalidCiphertextException", "");
                }
            }
            assertThat(decrypt(KmsFixture.REGION, base64(ciphertext), CONTEXT).bytes("Plaintext"))
                    .containsExactly(1, 2, 3);
        }
    }

    @Example
    void noTwoCiphertextsOfOnePlaintextAreEqual() {
        Set<String> all = new HashSet<>();
        for (Keys kind : Keys.values()) {
            for (int i = 0; i < 100; i++) {
                assertThat(all.add(encrypt(kind, new byte[] {1}, CONTEXT))).isTrue();
            }
        }
    }

    @Example
    void anIntactCiphertextOfAKeyThatTheCallerCannotReachIsDenied() {
        KmsFixture kms = requireNonNull(keys).kms;
        String nobody = kms.identities.user(KmsFixture.ACCOUNT, "nobody");
        for (Keys kind : Keys.values()) {
            String body = decrypting(encrypt(kind, new byte[] {1}, CONTEXT), CONTEXT);
            String changedContext = decrypting(encrypt(kind, new byte[] {1}, CONTEXT), Map.of());
            for (String caller : List.of(nobody, kms.otherRoot)) {
                kms.call(caller, "Decrypt", body).isRefusedWith("AccessDeniedException");
                // Whether the context is right is not for them to learn.
                kms.call(caller, "Decrypt", changedContext).isRefusedWith("AccessDeniedException");
            }
            kms.callIn("ap-south-1", kms.root, "Decrypt", body).isRefusedWith("AccessDeniedException");
        }
    }

    private static String encrypt(Keys kind, byte[] plaintext, Map<String, String> context) {
        KmsFixture kms = requireNonNull(keys).kms;
        String body = "{'KeyId':'" + kind.key() + "','Plaintext':'" + base64(plaintext) + "','EncryptionContext':"
                + json(context) + "}";
        return kms.call(kms.root, "Encrypt", body).text("CiphertextBlob");
    }

    private static Answer decrypt(String region, String ciphertext, Map<String, String> context) {
        KmsFixture kms = requireNonNull(keys).kms;
        return kms.callIn(region, kms.root, "Decrypt", decrypting(ciphertext, context));
    }

    private static String decrypting(String ciphertext, Map<String, String> context) {
        return "{'CiphertextBlob':'" + ciphertext + "','EncryptionContext':" + json(context) + "}";
    }

    /// As JSON in which no single quote stands for a double one.
    private static String json(Map<String, String> context) {
        return context.entrySet().stream()
                .map(pair -> KmsFixture.json(pair.getKey()) + ":" + KmsFixture.json(pair.getValue()))
                .collect(Collectors.joining(",", "{", "}"))
                .replace("'", "\\u0027");
    }
}
