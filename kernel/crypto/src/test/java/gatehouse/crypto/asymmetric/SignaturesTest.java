package gatehouse.crypto.asymmetric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gatehouse.crypto.asymmetric.Fixtures.Use;
import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

class SignaturesTest {
    private static final int SM3_DIGEST_BYTES = 32;

    @Provide
    Arbitrary<Use> uses() {
        return Arbitraries.of(Fixtures.uses());
    }

    @Property(tries = 150)
    void whatIsSignedVerifiesWithEitherToolkit(
            @ForAll("uses") Use use, @ForAll Toolkit signing, @ForAll Toolkit verifying, @ForAll byte[] message) {
        assertThat(use.verify(verifying, message, use.sign(signing, message))).isTrue();
    }

    @Property(tries = 150)
    void noOtherMessageVerifies(
            @ForAll("uses") Use use, @ForAll Toolkit toolkit, @ForAll byte[] message, @ForAll byte[] other) {
        Assume.that(!Arrays.equals(message, other));

        assertThat(use.verify(toolkit, other, use.sign(toolkit, message))).isFalse();
    }

    @Property(tries = 150)
    void bytesThatAreNoSignatureDoNotVerify(
            @ForAll("uses") Use use, @ForAll Toolkit toolkit, @ForAll @Size(max = 600) byte[] bytes) {
        assertThat(use.verify(toolkit, new byte[] {1}, bytes)).isFalse();
    }

    /// Every bit of short signatures, and of the long ones one in 57, at each place in a byte.
    @Example
    void noFlippedBitVerifies() {
        byte[] message = {1, 2, 3};
        for (Use use : Fixtures.uses()) {
            for (Toolkit toolkit : Toolkit.values()) {
                byte[] signature = use.sign(toolkit, message);
                int step = signature.length > 200 ? 57 : toolkit == Toolkit.NATIVE_FIRST ? 1 : 7;
                for (int bit = 0; bit < signature.length * 8; bit += step) {
                    byte[] changed = signature.clone();
                    changed[bit / 8] ^= (byte) (1 << bit % 8);
                    assertThat(use.verify(toolkit, message, changed))
                            .describedAs("%s, %s, bit %d", use, toolkit, bit)
                            .isFalse();
                }
            }
        }
    }

    @Example
    void nothingCutOrExtendedVerifies() {
        byte[] message = {1, 2, 3};
        for (Use use : Fixtures.uses()) {
            byte[] signature = use.sign(Toolkit.NATIVE_FIRST, message);
            for (int length = 0; length <= signature.length + 1; length += length < 80 ? 1 : 11) {
                if (length != signature.length) {
                    byte[] changed = Arrays.copyOf(signature, length);
                    assertThat(use.verify(Toolkit.NATIVE_FIRST, message, changed))
                            .isFalse();
                    assertThat(use.verify(Toolkit.PORTABLE, message, changed)).isFalse();
                }
            }
        }
    }

    @Example
    void aSignatureOfTheDigestIsOneOfTheMessage() throws Exception {
        byte[] message = {1, 2, 3};
        for (Use use : Fixtures.uses()) {
            boolean hashed = use.type() == MessageType.DIGEST
                    && use.algorithm().messageTypes().size() == 2;
            if (hashed && use.spec() != KeyPairSpec.SM2) {
                Use raw = new Use(use.spec(), use.algorithm(), MessageType.RAW);
                assertThat(raw.verify(Toolkit.NATIVE_FIRST, message, use.sign(Toolkit.NATIVE_FIRST, message)))
                        .describedAs("%s", use)
                        .isTrue();
            }
        }
    }

    @Example
    void digestsOfOtherLengthsAreRefused() {
        for (Use use : Fixtures.uses()) {
            if (use.type() == MessageType.RAW) {
                continue;
            }
            OpenedPrivateKey key = Fixtures.privateKey(use.spec(), Toolkit.NATIVE_FIRST);
            OpenedPublicKey publicKey = Fixtures.publicKey(use.spec(), Toolkit.NATIVE_FIRST);
            int right = use.algorithm().digestBytes();
            for (int length : new int[] {0, right - 1, right + 1, 4096}) {
                assertThatThrownBy(() -> key.sign(use.algorithm(), use.type(), new byte[length]))
                        .isInstanceOf(InvalidMessageException.class)
                        .hasMessage((use.type() == MessageType.DIGEST ? "Digest" : "EXTERNAL_MU")
                                + " is invalid length for algorithm " + use.algorithm() + ".");
                assertThatThrownBy(() -> publicKey.verify(use.algorithm(), use.type(), new byte[length], new byte[0]))
                        .isInstanceOf(InvalidMessageException.class);
            }
        }
    }

    @Example
    void messageTypesAreThoseOfTheAlgorithm() {
        for (Use use : Fixtures.uses()) {
            OpenedPrivateKey key = Fixtures.privateKey(use.spec(), Toolkit.NATIVE_FIRST);
            for (MessageType type : MessageType.values()) {
                if (!use.algorithm().messageTypes().contains(type)) {
                    assertThatThrownBy(() -> key.sign(
                                    use.algorithm(),
                                    type,
                                    new byte[use.algorithm().digestBytes()]))
                            .isInstanceOf(InvalidMessageException.class);
                }
            }
        }
        assertThat(SigningAlgorithm.ED25519_SHA_512.messageTypes()).containsExactly(MessageType.RAW);
        assertThat(SigningAlgorithm.ED25519_PH_SHA_512.messageTypes()).containsExactly(MessageType.DIGEST);
        assertThat(SigningAlgorithm.ML_DSA_SHAKE_256.messageTypes())
                .containsExactlyInAnyOrder(MessageType.RAW, MessageType.EXTERNAL_MU);
        assertThat(SigningAlgorithm.SM2DSA.digestBytes()).isEqualTo(SM3_DIGEST_BYTES);
    }

    @Example
    void algorithmsOfOtherSpecsAreABugOfTheCaller() {
        for (KeyPairSpec spec : KeyPairSpec.values()) {
            OpenedPrivateKey key = Fixtures.privateKey(spec, Toolkit.NATIVE_FIRST);
            for (SigningAlgorithm algorithm : SigningAlgorithm.values()) {
                if (!spec.signingAlgorithms().contains(algorithm)) {
                    assertThatThrownBy(() -> key.sign(algorithm, MessageType.RAW, new byte[1]))
                            .isInstanceOf(IllegalArgumentException.class);
                }
            }
        }
    }
}
