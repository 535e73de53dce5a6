package gatehouse.identity.iam;

import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPrivateKey;
import java.time.Instant;
import java.util.Date;
import java.util.concurrent.atomic.AtomicLong;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.OperatorException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.util.io.pem.PemGenerationException;
import org.bouncycastle.util.io.pem.PemObject;
import org.jspecify.annotations.Nullable;

/// A certificate made for a test, with its keys. No two are equal.
record TestCertificate(X509Certificate certificate, KeyPair keys) {
    static final KeyPair RSA = keys("RSA", 2048);
    static final KeyPair OTHER_RSA = keys("RSA", 2048);
    static final KeyPair EC = keys("EC", 256);

    private static final Instant FROM = Instant.parse("2020-01-01T00:00:00Z");
    private static final Instant TO = Instant.parse("2040-01-01T00:00:00Z");
    private static final AtomicLong SERIAL = new AtomicLong(1);

    /// An authority that is its own.
    static TestCertificate selfSigned(String name) {
        return made(name, RSA, null, FROM, TO);
    }

    static TestCertificate selfSigned(KeyPair keys) {
        return made("Itself", keys, null, FROM, TO);
    }

    static TestCertificate valid(Instant from, Instant to) {
        return made("Itself", RSA, null, from, to);
    }

    /// One that this one signs.
    TestCertificate issue(String name, KeyPair itsKeys) {
        return made(name, itsKeys, this, FROM, TO);
    }

    String pem() {
        return pem(certificate);
    }

    /// The private key, in the form of its own that its kind has, as OpenSSL writes it.
    String keyPem() {
        return keys.getPrivate() instanceof ECPrivateKey ec
                ? pem(new PemObject("EC PRIVATE KEY", sec1(ec)))
                : pem(keys.getPrivate());
    }

    private byte[] sec1(ECPrivateKey key) {
        SubjectPublicKeyInfo info =
                SubjectPublicKeyInfo.getInstance(keys.getPublic().getEncoded());
        int bits = key.getParams().getOrder().bitLength();
        try {
            return new org.bouncycastle.asn1.sec.ECPrivateKey(
                            bits,
                            key.getS(),
                            info.getPublicKeyData(),
                            info.getAlgorithm().getParameters())
                    .getEncoded();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The private key in PKCS #8.
    String pkcs8Pem() {
        try {
            return pem(new JcaPKCS8Generator(keys.getPrivate(), null));
        } catch (PemGenerationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String pem(Object object) {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            writer.writeObject(object);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return text.toString();
    }

    private static TestCertificate made(
            String name, KeyPair keys, @Nullable TestCertificate issuer, Instant from, Instant to) {
        X500Principal subject = new X500Principal("CN=" + name);
        JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                issuer == null ? subject : issuer.certificate().getSubjectX500Principal(),
                BigInteger.valueOf(SERIAL.incrementAndGet()),
                Date.from(from),
                Date.from(to),
                subject,
                keys.getPublic());
        KeyPair signing = issuer == null ? keys : issuer.keys();
        String algorithm = signing.getPrivate().getAlgorithm().equals("EC") ? "SHA256withECDSA" : "SHA256withRSA";
        try {
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
            return new TestCertificate(
                    new JcaX509CertificateConverter()
                            .getCertificate(
                                    builder.build(new JcaContentSignerBuilder(algorithm).build(signing.getPrivate()))),
                    keys);
        } catch (IOException | GeneralSecurityException | OperatorException e) {
            throw new IllegalStateException(e);
        }
    }

    static KeyPair keys(String algorithm, int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(bits);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
