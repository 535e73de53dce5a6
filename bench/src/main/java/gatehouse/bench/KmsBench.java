package gatehouse.bench;

import gatehouse.bench.EncryptBench.Measured;
import gatehouse.server.OwnClient;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;

/// KMS's calls, each signed, authorized, audited and durable: what one costs the server's processor, and what is
/// left of that without HTTP, which an echo on the same HTTP server measures.
///
/// Of signatures beside what OpenSSL needs for the same one, measured before and after because the processor's own
/// speed may change meanwhile; and beside what is left without the cost of a call that computes nothing.
final class KmsBench {
    private static final double MICROS = 1e6;

    private KmsBench() {}

    /// A kind of signature: how KMS names it, and `openssl speed`.
    private record Signature(String keySpec, String algorithm, String openssl) {}

    private static final List<Signature> SIGNATURES = List.of(
            new Signature("RSA_2048", "RSASSA_PSS_SHA_256", "rsa2048"),
            new Signature("RSA_4096", "RSASSA_PSS_SHA_256", "rsa4096"),
            new Signature("ECC_NIST_P256", "ECDSA_SHA_256", "ecdsap256"));

    /// What the echo costs, without and with an event that is made durable.
    private record Http(double echo, double durableEcho) {
        void print(String name, Measured call) {
            System.out.printf(
                    Locale.ROOT,
                    "%s: %.1f us, %.1f without HTTP, %.1f without HTTP and durability%n",
                    name,
                    call.cpuMicros(),
                    call.cpuMicros() - echo,
                    call.cpuMicros() - durableEcho);
        }

        void print(String name, Measured call, Measured idle, double openssl) {
            print(name, call);
            double itself = call.cpuMicros() - idle.cpuMicros();
            System.out.printf(
                    Locale.ROOT,
                    "  OpenSSL %.1f us: the rate without HTTP is %.0f %% of its, and %.0f %% without durability;%n"
                            + "  beside GetPublicKey (%.1f us) the signature itself costs %.1f us: %.0f %%%n",
                    openssl,
                    100 * openssl / (call.cpuMicros() - echo),
                    100 * openssl / (call.cpuMicros() - durableEcho),
                    idle.cpuMicros(),
                    itself,
                    100 * openssl / itself);
        }
    }

    static void run(List<String> options) throws IOException, InterruptedException {
        int seconds = Options.number(options, "--seconds", 30);
        String only = Options.text(options, "--only", "");
        Http http = new Http(
                EncryptBench.echo("echo", seconds).cpuMicros(),
                EncryptBench.echo("durable echo", seconds, Options.dataFolder().toString())
                        .cpuMicros());
        try (Target server = EncryptBench.server(Options.dataFolder())) {
            OwnClient root = new OwnClient(server.endpoint().toString(), Subject.ROOT, InstantSource.system());
            Subject subject = Subject.make(server.endpoint());
            EncryptBench.measure("Encrypt, to warm up", server, subject, seconds);
            String keyId = Subject.createKey(root, "{}");
            for (KmsCall call : List.of(KmsCall.encrypt(keyId), KmsCall.generateDataKey(keyId))) {
                String name = call.operation();
                if (name.contains(only)) {
                    http.print(name, EncryptBench.measure(name, server, subject.calling(call), seconds));
                }
            }
            for (Signature signature : SIGNATURES) {
                if (signature.keySpec().contains(only)) {
                    sign(http, server, subject, signature, seconds);
                }
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
        Measured idle =
                EncryptBench.measure("GetPublicKey", server, subject.calling(KmsCall.getPublicKey(keyId)), seconds);
        Measured call = EncryptBench.measure(name, server, signing, seconds);
        double after = Openssl.signatures(signature.openssl());
        http.print(name, call, idle, MICROS / ((before + after) / 2));
    }
}
