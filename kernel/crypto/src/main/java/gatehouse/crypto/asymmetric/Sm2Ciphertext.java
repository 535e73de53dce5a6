package gatehouse.crypto.asymmetric;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.util.BigIntegers;

/// An SM2 ciphertext in the form of GM/T 0009:
///
/// ```
/// SEQUENCE { x INTEGER, y INTEGER, hash OCTET STRING (32), ciphertext OCTET STRING }
/// ```
///
/// The engine has the same joined: `04 ‖ x ‖ y ‖ hash ‖ ciphertext`.
final class Sm2Ciphertext {
    private static final byte UNCOMPRESSED = 4;

    private Sm2Ciphertext() {}

    static byte[] encoded(byte[] joined, Curve curve) {
        int xEnd = 1 + curve.fieldBytes();
        int yEnd = xEnd + curve.fieldBytes();
        int hashEnd = yEnd + Hash.SM3.sizeBytes();
        ASN1EncodableVector parts = new ASN1EncodableVector();
        parts.add(new ASN1Integer(new BigInteger(1, Arrays.copyOfRange(joined, 1, xEnd))));
        parts.add(new ASN1Integer(new BigInteger(1, Arrays.copyOfRange(joined, xEnd, yEnd))));
        parts.add(new DEROctetString(Arrays.copyOfRange(joined, yEnd, hashEnd)));
        parts.add(new DEROctetString(Arrays.copyOfRange(joined, hashEnd, joined.length)));
        return Der.encode(new DERSequence(parts));
    }

    /// @throws InvalidCiphertextException where it is not exactly the DER of such a sequence
    static byte[] joined(byte[] der, Curve curve) throws InvalidCiphertextException {
        try {
            ASN1Sequence parts = ASN1Sequence.getInstance(Der.whole(der));
            if (parts.size() != 4 || !Arrays.equals(parts.getEncoded(ASN1Encoding.DER), der)) {
                throw new InvalidCiphertextException();
            }
            byte[] hash = ASN1OctetString.getInstance(parts.getObjectAt(2)).getOctets();
            byte[] ciphertext =
                    ASN1OctetString.getInstance(parts.getObjectAt(3)).getOctets();
            if (hash.length != Hash.SM3.sizeBytes() || ciphertext.length == 0) {
                throw new InvalidCiphertextException();
            }
            return ByteBuffer.allocate(1 + 2 * curve.fieldBytes() + hash.length + ciphertext.length)
                    .put(UNCOMPRESSED)
                    .put(coordinate(parts, 0, curve))
                    .put(coordinate(parts, 1, curve))
                    .put(hash)
                    .put(ciphertext)
                    .array();
        } catch (IOException | IllegalArgumentException | IllegalStateException | ClassCastException _) {
            throw new InvalidCiphertextException();
        }
    }

    private static byte[] coordinate(ASN1Sequence parts, int index, Curve curve) throws InvalidCiphertextException {
        BigInteger value = ASN1Integer.getInstance(parts.getObjectAt(index)).getValue();
        if (value.signum() < 0 || value.bitLength() > curve.domain().getCurve().getFieldSize()) {
            throw new InvalidCiphertextException();
        }
        return BigIntegers.asUnsignedByteArray(curve.fieldBytes(), value);
    }
}
