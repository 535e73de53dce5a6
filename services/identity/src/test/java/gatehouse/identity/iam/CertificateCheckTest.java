package gatehouse.identity.iam;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.model.iam.KeyPairMismatchException;
import gatehouse.model.iam.MalformedCertificateException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Whatever is broken in a certificate or key is refused in AWS's words; none is an error of the server.
class CertificateCheckTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final TestCertificate RSA = TestCertificate.selfSigned(TestCertificate.RSA);
    private static final TestCertificate EC = TestCertificate.selfSigned(TestCertificate.EC);

    static Stream<TestCertificate> all() {
        return Stream.of(RSA, EC);
    }

    @ParameterizedTest
    @MethodSource("all")
    void aKeyThatIsBrokenAnywhereIsTakenOrRefused(TestCertificate whole) {
        int refused = 0;
        List<String> broken = new ArrayList<>(broken(whole.keyPem()));
        broken.addAll(broken(whole.pkcs8Pem()));
        for (String key : broken) {
            refused += isRefused(whole.pem(), key, null) ? 1 : 0;
        }
        assertThat(refused).isGreaterThan(broken.size() / 3);
    }

    @ParameterizedTest
    @MethodSource("all")
    void aCertificateThatIsBrokenAnywhereIsTakenOrRefused(TestCertificate whole) {
        List<String> broken = broken(whole.pem());
        long refused = broken.stream()
                .filter(body -> isRefused(body, whole.keyPem(), null))
                .count();
        assertThat(refused).isGreaterThan(broken.size() / 9);
    }

    @Test
    void aChainThatIsBrokenAnywhereIsTakenOrRefused() {
        TestCertificate leaf = EC.issue("Leaf", TestCertificate.RSA);
        List<String> broken = broken(EC.pem());
        long refused = broken.stream()
                .filter(chain -> isRefused(leaf.pem(), leaf.keyPem(), chain))
                .count();
        assertThat(refused).isGreaterThan(broken.size() / 9);
    }

    private static boolean isRefused(String body, String key, @Nullable String chain) {
        try {
            CertificateCheck.check(body, key, chain, NOW);
            return false;
        } catch (MalformedCertificateException | KeyPairMismatchException _) {
            return true;
        }
    }

    /// The text in PEM with one bit of each byte of what it says flipped.
    private static List<String> broken(String pem) {
        List<String> lines = pem.lines().toList();
        byte[] der = Base64.getDecoder().decode(String.join("", lines.subList(1, lines.size() - 1)));
        List<String> all = new ArrayList<>();
        for (int i = 0; i < der.length; i++) {
            byte[] broken = der.clone();
            broken[i] ^= (byte) (1 << (i % 8));
            all.add(lines.getFirst() + "\n" + Base64.getEncoder().encodeToString(broken) + "\n" + lines.getLast());
        }
        return all;
    }
}
