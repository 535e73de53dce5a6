package gatehouse.crypto.asymmetric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class KeyAgreementTest {
    static Stream<KeyPairSpec> specs() {
        return Arrays.stream(KeyPairSpec.values()).filter(KeyPairSpec::agreesOnSecrets);
    }

    @ParameterizedTest
    @MethodSource("specs")
    void bothSidesFindTheSameSecret(KeyPairSpec spec) throws Exception {
        KeyPairMaterial theirs = spec.generate();
        byte[] own = Fixtures.key(spec).publicKey();
        for (Toolkit toolkit : Toolkit.values()) {
            try (OpenedPrivateKey peer = OpenedPrivateKey.open(spec, theirs.privateKey(), toolkit)) {
                byte[] secret = peer.agree(own);
                assertThat(secret).hasSize(Fixtures.curve(spec).fieldBytes());
                assertThat(Fixtures.privateKey(spec, Toolkit.NATIVE_FIRST).agree(theirs.publicKey()))
                        .isEqualTo(secret);
                assertThat(Fixtures.privateKey(spec, Toolkit.PORTABLE).agree(theirs.publicKey()))
                        .isEqualTo(secret);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("specs")
    void keysOfOtherSpecsAreRefused(KeyPairSpec spec) {
        for (KeyPairSpec other : KeyPairSpec.values()) {
            if (other != spec) {
                assertRefused(spec, Fixtures.key(other).publicKey());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("specs")
    void pointsOffTheCurveAndInfinityAreRefused(KeyPairSpec spec) {
        byte[] off = Fixtures.key(spec).publicKey().clone();
        off[off.length - 1] ^= 1;
        assertRefused(spec, off);
        assertRefused(spec, Der.publicKey(Fixtures.curve(spec).algorithm(), new byte[] {0}));
        assertRefused(spec, Der.publicKey(Fixtures.curve(spec).algorithm(), new byte[0]));
    }

    @ParameterizedTest
    @MethodSource("specs")
    void aKeyThatDoesNotNameItsCurveIsRefused(KeyPairSpec spec) {
        byte[] point = Curve.encode(Fixtures.curve(spec).domain().getG().normalize());
        assertRefused(
                spec,
                Der.publicKey(new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, DERNull.INSTANCE), point));
        assertRefused(spec, Der.publicKey(new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey), point));
    }

    @ParameterizedTest
    @MethodSource("specs")
    void compressedPointsAreKeysToo(KeyPairSpec spec) throws Exception {
        Curve curve = Fixtures.curve(spec);
        byte[] compressed =
                EcKeys.publicPoint(curve, Fixtures.key(spec).publicKey()).getEncoded(true);
        for (Toolkit toolkit : Toolkit.values()) {
            OpenedPrivateKey key = Fixtures.privateKey(spec, toolkit);
            assertThat(key.agree(Der.publicKey(curve.algorithm(), compressed)))
                    .isEqualTo(key.agree(Fixtures.key(spec).publicKey()));
        }
    }

    @Property(tries = 200)
    void otherBytesAreRefused(@ForAll byte[] bytes) {
        specs().forEach(spec -> assertRefused(spec, bytes));
    }

    @ParameterizedTest
    @MethodSource("specs")
    void onlyKeysForItAgree(KeyPairSpec spec) {
        for (KeyPairSpec other : KeyPairSpec.values()) {
            if (!other.agreesOnSecrets()) {
                assertThatThrownBy(() -> Fixtures.privateKey(other, Toolkit.NATIVE_FIRST)
                                .agree(Fixtures.key(spec).publicKey()))
                        .isInstanceOf(IllegalArgumentException.class);
            }
        }
    }

    private static void assertRefused(KeyPairSpec spec, byte[] peer) {
        for (Toolkit toolkit : Toolkit.values()) {
            assertThatThrownBy(() -> Fixtures.privateKey(spec, toolkit).agree(peer))
                    .isInstanceOf(InvalidPeerKeyException.class)
                    .hasNoCause();
        }
    }
}
