package gatehouse.identity.iam;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.KeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/// SSH public keys as AWS takes them: RSA, either in OpenSSH's line (`ssh-rsa AAAA… comment`) or in PEM.
///
/// Source: https://docs.aws.amazon.com/IAM/latest/APIReference/API_UploadSSHPublicKey.html
final class SshKeyFormat {
    private static final int BITS_MIN = 2048;
    private static final byte[] NAME = "ssh-rsa".getBytes(US_ASCII);

    private static final Pattern LINE = Pattern.compile("ssh-rsa[ \\t]+(\\S+)(?:[ \\t]+[^\\r\\n]*+)?");

    private static final Pattern PEM =
            Pattern.compile("-----BEGIN ((?:RSA )?+PUBLIC KEY)-----([A-Za-z0-9+/=\\s]++)-----END \\1-----");

    private SshKeyFormat() {}

    /// Reads a key.
    ///
    /// @return the key as RFC 4253 writes it (section 6.6)
    /// @throws gatehouse.model.iam.UnrecognizedPublicKeyEncodingException where it is in neither form
    /// @throws gatehouse.model.iam.InvalidPublicKeyException where it is in one of them, but not RSA or too small
    static byte[] read(String body) {
        String text = body.strip();
        Matcher line = LINE.matcher(text);
        Matcher pem = PEM.matcher(text);
        try {
            if (line.matches()) {
                return blob(rsa(specOf(Base64.getDecoder().decode(line.group(1)))));
            }
            if (pem.matches()) {
                byte[] der = Base64.getMimeDecoder().decode(pem.group(2));
                return blob(rsa(new X509EncodedKeySpec(pem.group(1).startsWith("RSA") ? wrapped(der) : der)));
            }
        } catch (IllegalArgumentException | BufferUnderflowException | IOException | GeneralSecurityException _) {
            throw IamErrors.invalidPublicKey();
        }
        throw IamErrors.publicKeyEncoding();
    }

    private static RSAPublicKey rsa(KeySpec spec) throws GeneralSecurityException {
        RSAPublicKey key = (RSAPublicKey) KeyFactory.getInstance("RSA").generatePublic(spec);
        if (key.getModulus().bitLength() < BITS_MIN) {
            throw new InvalidKeySpecException("the key is too small");
        }
        return key;
    }

    /// The SubjectPublicKeyInfo of an RSA key as PKCS #1 writes it.
    private static byte[] wrapped(byte[] der) throws IOException {
        AlgorithmIdentifier rsa = new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE);
        return new SubjectPublicKeyInfo(rsa, ASN1Primitive.fromByteArray(der)).getEncoded();
    }

    private static RSAPublicKeySpec specOf(byte[] blob) throws InvalidKeySpecException {
        ByteBuffer in = ByteBuffer.wrap(blob);
        boolean named = Arrays.equals(field(in), NAME);
        BigInteger exponent = new BigInteger(field(in));
        BigInteger modulus = new BigInteger(field(in));
        if (!named || in.hasRemaining()) {
            throw new InvalidKeySpecException("no RSA key");
        }
        return new RSAPublicKeySpec(modulus, exponent);
    }

    private static byte[] field(ByteBuffer in) throws InvalidKeySpecException {
        int length = in.getInt();
        if (length <= 0 || length > in.remaining()) {
            throw new InvalidKeySpecException("a field is longer than the key");
        }
        byte[] bytes = new byte[length];
        in.get(bytes);
        return bytes;
    }

    private static byte[] blob(RSAPublicKey key) {
        byte[] exponent = key.getPublicExponent().toByteArray();
        byte[] modulus = key.getModulus().toByteArray();
        return ByteBuffer.allocate(3 * Integer.BYTES + NAME.length + exponent.length + modulus.length)
                .putInt(NAME.length)
                .put(NAME)
                .putInt(exponent.length)
                .put(exponent)
                .putInt(modulus.length)
                .put(modulus)
                .array();
    }

    /// OpenSSH's line, without a comment.
    static String openSsh(byte[] blob) {
        return "ssh-rsa " + Base64.getEncoder().encodeToString(blob);
    }

    /// The key in PEM, as X.509 writes it (SubjectPublicKeyInfo).
    static String pem(byte[] blob) {
        try {
            return "-----BEGIN PUBLIC KEY-----\n"
                    + Base64.getMimeEncoder(64, "\n".getBytes(US_ASCII))
                            .encodeToString(rsa(specOf(blob)).getEncoded())
                    + "\n-----END PUBLIC KEY-----\n";
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a stored key cannot be read", e);
        }
    }

    /// The MD5 of the key, as `ssh-keygen -E md5 -l` shows it: pairs of hexadecimal digits with colons between them.
    static String fingerprint(byte[] blob) {
        try {
            return HexFormat.ofDelimiter(":")
                    .formatHex(MessageDigest.getInstance("MD5").digest(blob));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
