package gatehouse.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gatehouse.server.StartException;
import gatehouse.server.tls.TlsSetting;
import gatehouse.server.tls.TlsSetting.PemFiles;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Certificates that the operator gives: which client gets which.
final class GivenCertificatesTest {
    @TempDir
    Path folder;

    @Test
    void clientsGetTheCertificateOfTheNameThatTheyAskFor() throws Exception {
        PemFiles first = certificate("first", "EC", "one.example.com", "*.wild.example.com");
        PemFiles second = certificate("second", "RSA", "two.example.com", "exact.wild.example.com");
        try (TestServer server = TestServer.start(new TlsSetting.Given(List.of(first, second)))) {
            assertThat(isServed(server, first, "one.example.com")).isTrue();
            assertThat(isServed(server, second, "two.example.com")).isTrue();
            assertThat(isServed(server, first, "a.wild.example.com")).isTrue();
            assertThat(isServed(server, second, "exact.wild.example.com")).isTrue();
            assertThat(isServed(server, first, "two.example.com")).isFalse();
            assertThat(isServed(server, second, "other.example.com")).isFalse();
        }
    }

    /// The form before PKCS#8.
    @ParameterizedTest
    @ValueSource(strings = {"ecparam -name prime256v1 -genkey -noout -out", "genrsa -traditional -out"})
    void keysInOpensslsOlderFormAreRead(String made) throws Exception {
        Path key = folder.resolve("older.key");
        Path certificate = folder.resolve("older.pem");
        openssl(made + " " + key);
        openssl("req -x509 -new -key " + key + " -days 2 -subj /CN=older.example.com"
                + " -addext subjectAltName=DNS:older.example.com -out " + certificate);
        PemFiles files = new PemFiles(certificate, key);
        try (TestServer server = TestServer.start(new TlsSetting.Given(List.of(files)))) {
            assertThat(isServed(server, files, "older.example.com")).isTrue();
        }
    }

    @Test
    void filesThatDoNotFitAreRefusedBeforeTheServerListens() throws Exception {
        PemFiles first = certificate("first", "EC", "one.example.com");
        PemFiles second = certificate("second", "EC", "two.example.com");
        assertThatThrownBy(() -> TestServer.start(
                        new TlsSetting.Given(List.of(new PemFiles(first.certificate(), second.key())))))
                .isInstanceOf(StartException.class)
                .hasMessageContaining("is not that of the certificate");
        assertThatThrownBy(() -> TestServer.start(
                        new TlsSetting.Given(List.of(new PemFiles(first.certificate(), first.certificate())))))
                .isInstanceOf(StartException.class)
                .hasMessageContaining("no private key");
        assertThatThrownBy(
                        () -> TestServer.start(new TlsSetting.Given(List.of(new PemFiles(first.key(), first.key())))))
                .isInstanceOf(StartException.class);
    }

    private static void openssl(String arguments) throws IOException, InterruptedException {
        Process openssl = new ProcessBuilder(("openssl " + arguments).split(" "))
                .redirectErrorStream(true)
                .start();
        String said = new String(openssl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(openssl.waitFor()).as(said).isZero();
    }

    private static boolean isServed(TestServer server, PemFiles trusted, String name)
            throws IOException, InterruptedException {
        URI endpoint = server.endpoint();
        Process curl = new ProcessBuilder(
                        "curl",
                        "-sS",
                        "--max-time",
                        "30",
                        "--cacert",
                        trusted.certificate().toString(),
                        "--resolve",
                        name + ":" + endpoint.getPort() + ":" + endpoint.getHost(),
                        "https://" + name + ":" + endpoint.getPort() + "/_gatehouse/health")
                .redirectErrorStream(true)
                .start();
        curl.getInputStream().readAllBytes();
        return curl.waitFor() == 0;
    }

    /// A certificate that signs itself, and its key.
    private PemFiles certificate(String file, String algorithm, String... names)
            throws GeneralSecurityException, OperatorCreationException, IOException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
        generator.initialize(algorithm.equals("EC") ? 256 : 2048, new SecureRandom());
        KeyPair pair = generator.generateKeyPair();
        Instant now = InstantSource.system().instant();
        X500Name subject = new X500Name("CN=" + names[0]);
        JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                subject,
                BigInteger.ONE,
                Date.from(now.minus(Duration.ofHours(1))),
                Date.from(now.plus(Duration.ofDays(1))),
                subject,
                pair.getPublic());
        GeneralName[] alternatives = Arrays.stream(names)
                .map(name -> new GeneralName(GeneralName.dNSName, name))
                .toArray(GeneralName[]::new);
        builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(alternatives));
        String signature = algorithm.equals("EC") ? "SHA256withECDSA" : "SHA256withRSA";
        return new PemFiles(
                write(file + ".pem", builder.build(new JcaContentSignerBuilder(signature).build(pair.getPrivate()))),
                write(file + ".key", new JcaPKCS8Generator(pair.getPrivate(), null)));
    }

    private Path write(String name, Object content) throws IOException {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter pem = new JcaPEMWriter(text)) {
            pem.writeObject(content);
        }
        return Files.writeString(folder.resolve(name), text.toString(), StandardCharsets.US_ASCII);
    }
}
