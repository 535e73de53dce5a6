package gatehouse.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;

/// `bench/run signing`: what [AsymmetricBench] measures, by the seconds of its thread's processor time, as `openssl
/// speed` counts; so both can be set beside each other on a machine that has other work too. OpenSSL runs before and
/// after, because the processor's own speed may change meanwhile.
final class SigningBench {
    private static final double NANOSECONDS = 1e9;

    private SigningBench() {}

    static void run(List<String> options) throws Exception {
        String seconds = options.isEmpty() ? "3" : options.getLast();
        long nanoseconds = (long) (Double.parseDouble(seconds) * NANOSECONDS);
        openssl(seconds);
        AsymmetricBench bench = new AsymmetricBench();
        Map<String, Callable<byte[]>> operations = new LinkedHashMap<>();
        operations.put("RSA-2048, PKCS #1", bench::rsa2048Pkcs1);
        operations.put("RSA-2048, PSS", bench::rsa2048Pss);
        operations.put("RSA-4096, PSS", bench::rsa4096Pss);
        operations.put("P-256", bench::p256);
        operations.put("Ed25519", bench::ed25519);
        operations.put("ML-DSA-65", bench::mlDsa65);
        operations.put("HMAC-SHA256 of 1024 bytes", bench::hmac256OfAKilobyte);
        for (Map.Entry<String, Callable<byte[]>> operation : operations.entrySet()) {
            perSecond(operation.getValue(), nanoseconds / 2);
            double rate = perSecond(operation.getValue(), nanoseconds);
            System.out.printf(Locale.ROOT, "%s: %,.0f a second%n", operation.getKey(), rate);
        }
        openssl(seconds);
    }

    private static double perSecond(Callable<byte[]> operation, long nanoseconds) throws Exception {
        long start = cpuNanoseconds();
        long count = 0;
        long spent;
        do {
            for (int i = 0; i < 16; i++) {
                operation.call();
            }
            count += 16;
            spent = cpuNanoseconds() - start;
        } while (spent < nanoseconds);
        return count * NANOSECONDS / spent;
    }

    private static long cpuNanoseconds() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    /// OpenSSL's rates: signatures a second, and for HMAC thousands of bytes.
    private static void openssl(String seconds) throws IOException, InterruptedException {
        for (List<String> what : List.of(
                List.of("rsa2048", "rsa4096", "ecdsap256", "ed25519"), List.of("-hmac", "sha256", "-bytes", "1024"))) {
            System.out.print(Openssl.speed(seconds, what));
        }
    }
}
