package gatehouse.bench;

import gatehouse.bench.EncryptBench.Measured;
import gatehouse.server.OwnClient;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;

/// KMS's calls, each signed, authorized, audited and durable: what one costs the server's processor, and what is
/// left of that without HTTP, which an echo on the same HTTP server measures; of signatures, beside what OpenSSL
/// needs for the same one, measured before and after because the processor's own speed may change meanwhile.
final class KmsBench {
    private static final double MICROS = 1e6;

    private KmsBench() {}

    /// A kind of signature: how KMS names it, and `openssl speed`.
    private record Signature(String keySpec, String algorithm, String openssl) {}

    private static final List<Signature> SIGNATURES = List.of(
            new Signature("RSA_2048", "RSASSA_PSS_SHA_256", "rsa2048"),
            new Signature("RSA_4096", "RSASSA_PSS_SHA_256", "rsa4096"),
            new Signature("ECC_NIST_P256", "ECDSA_SHA_256", "ecdsap256"));

    /// What a call costs without HTTP, with and without what waiting for the disk costs.
    private record Http(double echo, double durableEcho) {
        void print(String name, Measured call, double opensslMicros) {
            double own = call.cpuMicros() - echo;
            double rest = call.cpuMicros() - durableEcho;
            System.out.printf(
                    Locale.ROOT,
                    "%-24s %7.1f us, %7.1f without HTTP, %7.1f without HTTP and durability",
                    name,
                    call.cpuMicros(),
                    own,
                    rest);
            if (opensslMicros > 0) {
                System.out.printf(
                        Locale.ROOT,
                        "; OpenSSL %.1f us: %.0f %% and %.0f %% of its rate",
                        opensslMicros,
                        100 * opensslMicros / own,
                        100 * opensslMicros / rest);
            }
            System.out.println();
        }
    }

    static void run(List<String> options) throws IOException, InterruptedException {
        int seconds = Options.number(options, "--seconds", 30);
        Http http = new Http(
                EncryptBench.echo("echo", seconds).cpuMicros(),
                EncryptBench.echo("durable echo", seconds, Options.dataFolder().toString())
                        .cpuMicros());
        try (Target server = EncryptBench.server(Options.dataFolder())) {
            OwnClient root = new OwnClient(server.endpoint().toString(), Subject.ROOT, InstantSource.system());
            Subject subject = Subject.make(server.endpoint());
            http.print("Encrypt", EncryptBench.measure("Encrypt", server, subject, seconds), 0);
            String keyId = Subject.createKey(root, "{}");
            Subject generating = subject.calling(KmsCall.generateDataKey(keyId));
            http.print("GenerateDataKey", EncryptBench.measure("GenerateDataKey", server, generating, seconds), 0);
            for (Signature signature : SIGNATURES) {
                sign(http, server, subject, signature, seconds);
            }
        }
    }

    private static void sign(Http http, Target server, Subject subject, Signature signature, int seconds)
            throws IOException, InterruptedException {
        OwnClient root = new OwnClient(server.endpoint().toString(), Subject.ROOT, InstantSource.system());
        String keyId =
                Subject.createKey(root, "{\"KeySpec\":\"" + signature.keySpec() + "\",\"KeyUsage\":\"SIGN_VERIFY\"}");
        Subject signing = subject.calling(KmsCall.sign(keyId, signature.algorithm()));
        String name = "Sign, " + signature.keySpec();
        double before = Openssl.signatures(signature.openssl());
        Measured call = EncryptBench.measure(name, server, signing, seconds);
        double after = Openssl.signatures(signature.openssl());
        http.print(name, call, MICROS / ((before + after) / 2));
    }
}
