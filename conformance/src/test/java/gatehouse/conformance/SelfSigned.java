package gatehouse.conformance;

import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.OperatorException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/// A new RSA key in the forms that IAM takes, in PEM: a certificate that it signed for itself, the private key, and the
/// public key.
record SelfSigned(String certificate, String privateKey, String publicKey) {
    static SelfSigned make() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            KeyPair keys = generator.generateKeyPair();
            X500Name name = new X500Name("CN=self.example.com");
            JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                    name,
                    BigInteger.ONE,
                    Date.from(Instant.parse("2020-01-01T00:00:00Z")),
                    Date.from(Instant.parse("2060-01-01T00:00:00Z")),
                    name,
                    keys.getPublic());
            return new SelfSigned(
                    pem(builder.build(new JcaContentSignerBuilder("SHA256withRSA").build(keys.getPrivate()))),
                    pem(new JcaPKCS8Generator(keys.getPrivate(), null)),
                    "-----BEGIN PUBLIC KEY-----\n"
                            + Base64.getEncoder()
                                    .encodeToString(keys.getPublic().getEncoded())
                            + "\n-----END PUBLIC KEY-----\n");
        } catch (IOException | GeneralSecurityException | OperatorException e) {
            throw new IllegalStateException(e);
        }
    }

    /// A line of the private key in PEM that tells of it.
    String secretLine() {
        return privateKey.lines().skip(8).findFirst().orElseThrow();
    }

    private static String pem(Object object) throws IOException {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            writer.writeObject(object);
        }
        return text.toString();
    }
}
