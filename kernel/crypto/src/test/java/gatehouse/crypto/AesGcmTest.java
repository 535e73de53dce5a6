package gatehouse.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AesGcmTest {
    private static final SecretBytes KEY = SecretBytes.owning(new byte[32]);
    private static final byte[] NONCE = new byte[AesGcm.NONCE_BYTES];
    private static final byte[] NOTHING = {};

    /// Test cases 1, 4, 13, 14 and 16 of "The Galois/Counter Mode of Operation" (McGrew and Viega), which NIST
    /// SP 800-38D refers to.
    @ParameterizedTest
    @CsvSource({
        "00000000000000000000000000000000,000000000000000000000000,'','',58e2fccefa7e3061367f1d57a4e7455a",
        "feffe9928665731c6d6a8f9467308308,cafebabefacedbaddecaf888,feedfacedeadbeeffeedfacedeadbeefabaddad2,"
                + "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525"
                + "b16aedf5aa0de657ba637b39,"
                + "42831ec2217774244b7221b784d0d49ce3aa212f2c02a4e035c17e2329aca12e21d514b25466931c7d8f6a5aac84aa05"
                + "1ba30b396a0aac973d58e0915bc94fbc3221a5db94fae95ae7121a47",
        "0000000000000000000000000000000000000000000000000000000000000000,000000000000000000000000,'','',"
                + "530f8afbc74536b9a963b4f1c4cb738b",
        "0000000000000000000000000000000000000000000000000000000000000000,000000000000000000000000,'',"
                + "00000000000000000000000000000000,"
                + "cea7403d4d606b6e074ec5d3baf39d18d0d1c8a799996bf0265b98b5d48ab919",
        "feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308,cafebabefacedbaddecaf888,"
                + "feedfacedeadbeeffeedfacedeadbeefabaddad2,"
                + "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525"
                + "b16aedf5aa0de657ba637b39,"
                + "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3da7b08b1056828838"
                + "c5f61e6393ba7a0abcc9f66276fc6ece0f4e1768cddf8853bb2d551b",
    })
    void agreesWithThePublishedTestCases(String key, String nonce, String aad, String plaintext, String ciphertext) {
        SecretBytes secret = SecretBytes.owning(hex(key));

        assertThat(AesGcm.encrypt(secret, hex(nonce), hex(aad), hex(plaintext))).isEqualTo(hex(ciphertext));
        assertThat(AesGcm.decrypt(secret, hex(nonce), hex(aad), hex(ciphertext)))
                .isEqualTo(hex(plaintext));
    }

    @Test
    void refusesAnythingButTheWholeCiphertext() {
        byte[] ciphertext = AesGcm.encrypt(KEY, NONCE, NOTHING, new byte[64]);
        for (int length = 0; length < ciphertext.length; length++) {
            byte[] cut = Arrays.copyOf(ciphertext, length);
            assertThatThrownBy(() -> AesGcm.decrypt(KEY, NONCE, NOTHING, cut)).isInstanceOf(SealException.class);
        }
    }

    @Test
    void refusesOtherAdditionalData() {
        byte[] ciphertext = AesGcm.encrypt(KEY, NONCE, new byte[] {1}, new byte[64]);

        assertThatThrownBy(() -> AesGcm.decrypt(KEY, NONCE, new byte[] {2}, ciphertext))
                .isInstanceOf(SealException.class);
        assertThatThrownBy(() -> AesGcm.decrypt(KEY, NONCE, NOTHING, ciphertext))
                .isInstanceOf(SealException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 15, 17, 31, 33, 64})
    void refusesKeysOfOtherSizesWithoutShowingThem(int sizeBytes) {
        SecretBytes key = SecretBytes.owning(new byte[sizeBytes]);

        assertThatThrownBy(() -> AesGcm.encrypt(key, NONCE, NOTHING, NOTHING))
                .isInstanceOf(IllegalArgumentException.class)
                .hasNoCause();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 8, 11, 13, 16})
    void refusesNoncesOfOtherSizes(int sizeBytes) {
        assertThatThrownBy(() -> AesGcm.encrypt(KEY, new byte[sizeBytes], NOTHING, NOTHING))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }
}
