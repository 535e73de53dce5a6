package gatehouse.crypto.asymmetric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gatehouse.crypto.SecretBytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Values within values, as many as a request can hold, end as other malformed input and never the stack.
class NestedAsn1Test {
    private static final int VALUES = 2_000;

    /// Sequences, sets, bit and octet strings in parts, tagged values.
    @ParameterizedTest
    @ValueSource(ints = {0x30, 0x31, 0x23, 0x24, 0xA0})
    void nestedKeysAndSignaturesAreRefused(int tag) {
        byte[] nested = nested(tag);
        for (KeyPairSpec spec : KeyPairSpec.values()) {
            refused(spec, nested);
        }
        assertThat(verifies(KeyPairSpec.SM2, nested)).isFalse();
        assertThat(verifies(KeyPairSpec.ECC_NIST_P256, nested)).isFalse();
        assertThatThrownBy(() -> Fixtures.privateKey(KeyPairSpec.SM2, Toolkit.NATIVE_FIRST)
                        .decrypt(EncryptionAlgorithm.SM2PKE, nested))
                .isInstanceOf(InvalidCiphertextException.class);
    }

    @ParameterizedTest
    @EnumSource
    void soIsWhatAKeyWraps(KeyPairSpec spec) throws Exception {
        PrivateKeyInfo key =
                PrivateKeyInfo.getInstance(Fixtures.key(spec).privateKey().revealSecret());
        for (int tag : new int[] {0x30, 0x24, 0xA0}) {
            byte[] nested = nested(tag);
            byte[] info = new PrivateKeyInfo(key.getPrivateKeyAlgorithm(), DERNull.INSTANCE).getEncoded();
            byte[] whole = replaced(info, nested);
            refused(spec, whole);
            refused(
                    spec,
                    Der.publicKey(
                            new AlgorithmIdentifier(key.getPrivateKeyAlgorithm().getAlgorithm()), nested));
        }
    }

    private static void refused(KeyPairSpec spec, byte[] der) {
        assertThatThrownBy(() -> spec.imported(SecretBytes.owning(der.clone())))
                .isInstanceOf(InvalidKeyMaterialException.class);
        for (Toolkit toolkit : Toolkit.values()) {
            assertThatThrownBy(() -> OpenedPublicKey.open(spec, der, toolkit))
                    .isInstanceOf(InvalidKeyMaterialException.class);
            if (spec.agreesOnSecrets()) {
                assertThatThrownBy(() -> Fixtures.privateKey(spec, toolkit).agree(der))
                        .isInstanceOf(InvalidPeerKeyException.class);
            }
        }
    }

    private static boolean verifies(KeyPairSpec spec, byte[] signature) {
        try {
            return OpenedPublicKey.open(spec, Fixtures.key(spec).publicKey())
                    .verify(spec.signingAlgorithms().getFirst(), MessageType.RAW, new byte[] {1}, signature);
        } catch (InvalidKeyMaterialException | InvalidMessageException e) {
            throw new AssertionError(e);
        }
    }

    /// PKCS #8 whose wrapped NULL is something else.
    private static byte[] replaced(byte[] info, byte[] wrapped) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        int start = info[1] < 0 ? 2 + (info[1] & 0x7F) : 2;
        body.write(info, start, info.length - start - 4);
        body.writeBytes(value(0x04, wrapped));
        return value(0x30, body.toByteArray());
    }

    private static byte[] nested(int tag) {
        byte[] value = {};
        for (int i = 0; i < VALUES; i++) {
            value = value(tag, value);
        }
        return value;
    }

    private static byte[] value(int tag, byte[] contents) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(tag);
        if (contents.length < 0x80) {
            out.write(contents.length);
        } else {
            out.write(0x82);
            out.write(contents.length >> 8);
            out.write(contents.length);
        }
        out.writeBytes(contents);
        return out.toByteArray();
    }
}
