package gatehouse.crypto.asymmetric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

class EncryptionTest {
    /// A key spec and one of its algorithms.
    record Use(KeyPairSpec spec, EncryptionAlgorithm algorithm) {}

    @Provide
    Arbitrary<Use> uses() {
        return Arbitraries.of(Arrays.stream(KeyPairSpec.values())
                .flatMap(spec -> spec.encryptionAlgorithms().stream().map(algorithm -> new Use(spec, algorithm)))
                .toList());
    }

    @Property(tries = 100)
    void decryptsWhatWasEncryptedWithEitherToolkit(
            @ForAll("uses") Use use,
            @ForAll Toolkit encrypting,
            @ForAll Toolkit decrypting,
            @ForAll @Size(min = 1, max = 190) byte[] plaintext)
            throws Exception {
        byte[] ciphertext = Fixtures.publicKey(use.spec, encrypting).encrypt(use.algorithm, plaintext);
        byte[] again = Fixtures.publicKey(use.spec, encrypting).encrypt(use.algorithm, plaintext);

        assertThat(again).isNotEqualTo(ciphertext);
        OpenedPrivateKey key = Fixtures.privateKey(use.spec, decrypting);
        assertThat(key.decrypt(use.algorithm, ciphertext)).isEqualTo(plaintext);
        assertThat(key.decrypt(use.algorithm, again)).isEqualTo(plaintext);
    }

    @Property(tries = 100)
    void bytesThatAreNoCiphertextAreRefused(
            @ForAll("uses") Use use, @ForAll Toolkit toolkit, @ForAll @Size(max = 600) byte[] bytes) {
        assertRefused(use, toolkit, bytes);
    }

    /// As AWS lists them (KMS API Reference, Encrypt).
    @Example
    void theLongestPlaintextsAreAwss() {
        assertThat(EncryptionAlgorithm.RSAES_OAEP_SHA_1.plaintextBytesMax(KeyPairSpec.RSA_2048))
                .isEqualTo(214);
        assertThat(EncryptionAlgorithm.RSAES_OAEP_SHA_256.plaintextBytesMax(KeyPairSpec.RSA_2048))
                .isEqualTo(190);
        assertThat(EncryptionAlgorithm.RSAES_OAEP_SHA_1.plaintextBytesMax(KeyPairSpec.RSA_3072))
                .isEqualTo(342);
        assertThat(EncryptionAlgorithm.RSAES_OAEP_SHA_256.plaintextBytesMax(KeyPairSpec.RSA_3072))
                .isEqualTo(318);
        assertThat(EncryptionAlgorithm.RSAES_OAEP_SHA_1.plaintextBytesMax(KeyPairSpec.RSA_4096))
                .isEqualTo(470);
        assertThat(EncryptionAlgorithm.RSAES_OAEP_SHA_256.plaintextBytesMax(KeyPairSpec.RSA_4096))
                .isEqualTo(446);
        assertThat(EncryptionAlgorithm.SM2PKE.plaintextBytesMax(KeyPairSpec.SM2))
                .isEqualTo(1024);
        assertThatThrownBy(() -> EncryptionAlgorithm.SM2PKE.plaintextBytesMax(KeyPairSpec.RSA_2048))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Property
    void theLongestPlaintextIsEncryptedAndNoLonger(@ForAll("uses") Use use, @ForAll Toolkit toolkit) throws Exception {
        int bytesMax = use.algorithm.plaintextBytesMax(use.spec);
        OpenedPublicKey publicKey = Fixtures.publicKey(use.spec, toolkit);

        byte[] ciphertext = publicKey.encrypt(use.algorithm, new byte[bytesMax]);

        OpenedPrivateKey key = Fixtures.privateKey(use.spec, toolkit);
        assertThat(key.decrypt(use.algorithm, ciphertext)).isEqualTo(new byte[bytesMax]);
        for (int length : new int[] {0, bytesMax + 1, 10_000}) {
            assertThatThrownBy(() -> publicKey.encrypt(use.algorithm, new byte[length]))
                    .isInstanceOf(InvalidMessageException.class);
        }
    }

    @Property
    void noFlippedBitDecrypts(@ForAll("uses") Use use, @ForAll Toolkit toolkit) throws Exception {
        byte[] ciphertext = Fixtures.publicKey(use.spec, toolkit).encrypt(use.algorithm, new byte[] {1, 2, 3});
        int step = use.spec == KeyPairSpec.SM2 ? 3 : 101;
        for (int bit = 0; bit < ciphertext.length * 8; bit += step) {
            byte[] changed = ciphertext.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            assertRefused(use, toolkit, changed);
        }
        assertRefused(use, toolkit, Arrays.copyOf(ciphertext, ciphertext.length - 1));
        assertRefused(use, toolkit, Arrays.copyOf(ciphertext, ciphertext.length + 1));
    }

    private static void assertRefused(Use use, Toolkit toolkit, byte[] ciphertext) {
        OpenedPrivateKey key = Fixtures.privateKey(use.spec, toolkit);
        assertThatThrownBy(() -> key.decrypt(use.algorithm, ciphertext))
                .isInstanceOf(InvalidCiphertextException.class)
                .hasMessage("The ciphertext does not decrypt")
                .hasNoCause();
    }
}
