package gatehouse.crypto.asymmetric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gatehouse.crypto.SecretBytes;
import java.util.Arrays;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class WrappingAlgorithmTest {
    static Stream<Arguments> wrappings() {
        return Arrays.stream(WrappingAlgorithm.values())
                .flatMap(algorithm -> (algorithm == WrappingAlgorithm.SM2PKE
                                ? Stream.of(KeyPairSpec.SM2)
                                : Stream.of(KeyPairSpec.RSA_2048, KeyPairSpec.RSA_3072, KeyPairSpec.RSA_4096))
                        .map(spec -> Arguments.of(algorithm, spec)));
    }

    @ParameterizedTest
    @MethodSource("wrappings")
    void unwrapsAKey(WrappingAlgorithm algorithm, KeyPairSpec spec) throws Exception {
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) 7);

        byte[] wrapped = wrap(algorithm, spec, key);
        assertThat(algorithm.unwrap(Fixtures.privateKey(spec, Toolkit.NATIVE_FIRST), wrapped))
                .isEqualTo(SecretBytes.owning(key));
        assertThat(algorithm.wrapsTo(wrapped.length, spec)).isTrue();
    }

    /// What is imported most: a private key that is longer than the RSA modulus, and of every remainder
    /// modulo 8.
    @Test
    void unwrapsPrivateKeysOfAnyLength() throws Exception {
        for (WrappingAlgorithm algorithm : new WrappingAlgorithm[] {
            WrappingAlgorithm.RSA_AES_KEY_WRAP_SHA_1, WrappingAlgorithm.RSA_AES_KEY_WRAP_SHA_256
        }) {
            for (int length : new int[] {1, 8, 9, 15, 16, 17, 138, 1215, 1216, 1217, 2348}) {
                byte[] key = new byte[length];
                Arrays.fill(key, (byte) length);
                byte[] wrapped = wrap(algorithm, KeyPairSpec.RSA_2048, key);
                assertThat(algorithm.unwrap(Fixtures.privateKey(KeyPairSpec.RSA_2048, Toolkit.PORTABLE), wrapped))
                        .isEqualTo(SecretBytes.owning(key));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("wrappings")
    void nothingChangedCutOrExtendedUnwraps(WrappingAlgorithm algorithm, KeyPairSpec spec) throws Exception {
        byte[] wrapped = wrap(algorithm, spec, new byte[] {1, 2, 3});
        OpenedPrivateKey key = Fixtures.privateKey(spec, Toolkit.NATIVE_FIRST);
        for (int bit = 0; bit < wrapped.length * 8; bit += 29) {
            byte[] changed = wrapped.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            assertRefused(algorithm, key, changed);
        }
        for (int at = wrapped.length - 1; at >= Math.max(0, wrapped.length - 24); at--) {
            byte[] changed = wrapped.clone();
            changed[at] ^= 1;
            assertRefused(algorithm, key, changed);
            assertRefused(algorithm, key, Arrays.copyOf(wrapped, at));
        }
        for (int more : new int[] {1, 8, 16}) {
            assertRefused(algorithm, key, Arrays.copyOf(wrapped, wrapped.length + more));
        }
        assertRefused(algorithm, key, new byte[0]);
    }

    @Test
    void rsaWrapsToItsModulusOrMore() {
        for (int bytes : new int[] {0, 255, 257, 384}) {
            assertThat(WrappingAlgorithm.RSAES_OAEP_SHA_256.wrapsTo(bytes, KeyPairSpec.RSA_2048))
                    .isFalse();
            assertThat(WrappingAlgorithm.RSA_AES_KEY_WRAP_SHA_1.wrapsTo(bytes, KeyPairSpec.RSA_2048))
                    .isEqualTo(bytes > 256);
        }
    }

    @Test
    void anAesKeyOfAnotherSizeIsRefused() throws Exception {
        for (int keyBytes : new int[] {16, 24}) {
            byte[] wrapped = wrapInTwoSteps(
                    EncryptionAlgorithm.RSAES_OAEP_SHA_256, KeyPairSpec.RSA_2048, new byte[keyBytes], new byte[32]);
            assertRefused(
                    WrappingAlgorithm.RSA_AES_KEY_WRAP_SHA_256,
                    Fixtures.privateKey(KeyPairSpec.RSA_2048, Toolkit.NATIVE_FIRST),
                    wrapped);
        }
    }

    @Test
    void aWrappingOfAnotherAlgorithmIsRefused() throws Exception {
        OpenedPrivateKey key = Fixtures.privateKey(KeyPairSpec.RSA_2048, Toolkit.NATIVE_FIRST);
        for (WrappingAlgorithm made : WrappingAlgorithm.values()) {
            for (WrappingAlgorithm tried : WrappingAlgorithm.values()) {
                boolean rsa = made != WrappingAlgorithm.SM2PKE && tried != WrappingAlgorithm.SM2PKE;
                if (made != tried && rsa) {
                    assertRefused(tried, key, wrap(made, KeyPairSpec.RSA_2048, new byte[32]));
                }
            }
        }
    }

    private static void assertRefused(WrappingAlgorithm algorithm, OpenedPrivateKey key, byte[] wrapped) {
        assertThatThrownBy(() -> algorithm.unwrap(key, wrapped))
                .isInstanceOf(InvalidCiphertextException.class)
                .hasNoCause();
    }

    private static byte[] wrap(WrappingAlgorithm algorithm, KeyPairSpec spec, byte[] key) throws Exception {
        byte[] aesKey = new byte[32];
        return switch (algorithm) {
            case RSAES_OAEP_SHA_1 -> encrypt(EncryptionAlgorithm.RSAES_OAEP_SHA_1, spec, key);
            case RSAES_OAEP_SHA_256 -> encrypt(EncryptionAlgorithm.RSAES_OAEP_SHA_256, spec, key);
            case SM2PKE -> encrypt(EncryptionAlgorithm.SM2PKE, spec, key);
            case RSA_AES_KEY_WRAP_SHA_1 -> wrapInTwoSteps(EncryptionAlgorithm.RSAES_OAEP_SHA_1, spec, aesKey, key);
            case RSA_AES_KEY_WRAP_SHA_256 -> wrapInTwoSteps(EncryptionAlgorithm.RSAES_OAEP_SHA_256, spec, aesKey, key);
        };
    }

    private static byte[] encrypt(EncryptionAlgorithm algorithm, KeyPairSpec spec, byte[] key) throws Exception {
        return Fixtures.publicKey(spec, Toolkit.PORTABLE).encrypt(algorithm, key);
    }

    /// With the JDK's own cipher.
    private static byte[] wrapInTwoSteps(EncryptionAlgorithm algorithm, KeyPairSpec spec, byte[] aesKey, byte[] key)
            throws Exception {
        byte[] encrypted = encrypt(algorithm, spec, aesKey);
        Cipher cipher = Cipher.getInstance("AES/KWP/NoPadding", "SunJCE");
        cipher.init(Cipher.WRAP_MODE, new SecretKeySpec(aesKey, "AES"));
        byte[] wrapped = cipher.wrap(new SecretKeySpec(key, "AES"));
        byte[] both = Arrays.copyOf(encrypted, encrypted.length + wrapped.length);
        System.arraycopy(wrapped, 0, both, encrypted.length, wrapped.length);
        return both;
    }
}
