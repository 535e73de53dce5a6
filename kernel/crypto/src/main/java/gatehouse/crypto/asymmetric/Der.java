package gatehouse.crypto.asymmetric;

import gatehouse.crypto.SecretBytes;
import java.io.IOException;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1BitString;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Object;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/// Keys as DER: what is read is the whole input and nothing else; what is written is canonical.
final class Der {
    private static final int CONSTRUCTED = 0x20;
    private static final int TAG_NUMBER = 0x1F;
    private static final int LONG_LENGTH = 0x80;
    private static final int LENGTH_BYTES_MAX = 3;
    private static final int DEPTH_MAX = 16;

    private Der() {}

    /// Reads what `reader` understands. ASN.1's objects throw many kinds of exceptions at malformed input,
    /// lazily too: here they all become one without a cause, because theirs could quote a key.
    static <T> T read(String what, Reader<T> reader) throws InvalidKeyMaterialException {
        try {
            return reader.read();
        } catch (IOException | IllegalArgumentException | IllegalStateException | ArithmeticException _) {
            throw new InvalidKeyMaterialException("The key material is not " + what + ".");
        } catch (NullPointerException | ClassCastException | IndexOutOfBoundsException _) {
            throw new InvalidKeyMaterialException("The key material is not " + what + ".");
        }
    }

    static PrivateKeyInfo privateKey(SecretBytes pkcs8) throws InvalidKeyMaterialException {
        return read("a PKCS #8 private key", () -> PrivateKeyInfo.getInstance(whole(pkcs8.revealSecret())));
    }

    /// What a PKCS #8 key wraps, which is ASN.1 once more.
    static ASN1Primitive wrapped(PrivateKeyInfo info) throws IOException {
        return whole(info.getPrivateKey().getOctets());
    }

    static SubjectPublicKeyInfo publicKey(byte[] spki) throws InvalidKeyMaterialException {
        return read("a DER-encoded X.509 public key", () -> SubjectPublicKeyInfo.getInstance(whole(spki)));
    }

    /// Refuses what is nested more deeply than any key, signature or ciphertext: Bouncy Castle reads, compares and
    /// encodes a value within a value by a call within a call, and whoever sends one can choose how many.
    static void requireShallow(byte[] der) throws IOException {
        int[] ends = new int[DEPTH_MAX];
        int depth = 0;
        int at = 0;
        ends[0] = der.length;
        while (at < der.length) {
            while (at == ends[depth]) {
                depth--;
            }
            boolean constructed = (der[at] & CONSTRUCTED) != 0;
            Contents contents = Contents.behindTag(der, at);
            if (contents.end > ends[depth] || (constructed && depth + 1 == DEPTH_MAX)) {
                throw new IOException("Too deep, or longer than what it is in");
            }
            if (constructed) {
                depth++;
                ends[depth] = contents.end;
            }
            at = constructed ? contents.start : contents.end;
        }
    }

    /// Where the contents of a value lie.
    private record Contents(int start, int end) {
        /// DER has a length for all that is in a key, and tags of one byte.
        static Contents behindTag(byte[] der, int tag) throws IOException {
            int first = tag + 1 < der.length ? Byte.toUnsignedInt(der[tag + 1]) : LONG_LENGTH;
            int more = first < LONG_LENGTH ? 0 : first - LONG_LENGTH;
            int start = tag + 2 + more;
            boolean readable = (der[tag] & TAG_NUMBER) != TAG_NUMBER && first != LONG_LENGTH;
            if (!readable || more > LENGTH_BYTES_MAX || start > der.length) {
                throw new IOException("A tag or length that no key has");
            }
            int length = first;
            if (more > 0) {
                length = 0;
                for (int i = tag + 2; i < start; i++) {
                    length = length << Byte.SIZE | Byte.toUnsignedInt(der[i]);
                }
            }
            return new Contents(start, start + length);
        }
    }

    /// One ASN.1 value that is all of `der`.
    static ASN1Primitive whole(byte[] der) throws IOException {
        requireShallow(der);
        ASN1Primitive value = ASN1Primitive.fromByteArray(der);
        if (value == null) {
            throw new IOException("No value");
        }
        return value;
    }

    /// A private key of the first version of PKCS#8, which all readers know.
    static SecretBytes privateKey(AlgorithmIdentifier algorithm, ASN1Encodable privateKey) {
        try {
            return SecretBytes.owning(new PrivateKeyInfo(algorithm, privateKey).getEncoded(ASN1Encoding.DER));
        } catch (IOException e) {
            throw new IllegalStateException("A private key does not encode: " + e.getClass());
        }
    }

    static byte[] publicKey(AlgorithmIdentifier algorithm, byte[] publicKey) {
        return encode(new SubjectPublicKeyInfo(algorithm, publicKey));
    }

    static byte[] encode(ASN1Object value) {
        try {
            return value.getEncoded(ASN1Encoding.DER);
        } catch (IOException e) {
            throw new IllegalStateException("ASN.1 does not encode: " + e.getClass());
        }
    }

    /// The bytes of a public key, of which no bit string has a part.
    static byte[] octets(ASN1BitString publicKey) throws InvalidKeyMaterialException {
        if (publicKey.getPadBits() != 0) {
            throw new InvalidKeyMaterialException("The public key in the key material does not end with a whole byte.");
        }
        return publicKey.getOctets();
    }

    /// Where a PKCS#8 key (RFC 5958) names its public key, that must be the one that belongs to it.
    static void requireSamePublicKey(PrivateKeyInfo info, byte[] derived) throws InvalidKeyMaterialException {
        if (info.hasPublicKey() && !Arrays.equals(octets(info.getPublicKeyData()), derived)) {
            throw new InvalidKeyMaterialException("The public key in the key material is another key's.");
        }
    }

    /// Reads a value.
    @FunctionalInterface
    interface Reader<T> {
        T read() throws IOException;
    }
}
