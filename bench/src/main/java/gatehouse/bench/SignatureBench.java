package gatehouse.bench;

import gatehouse.wire.http.Headers;
import gatehouse.wire.http.HttpRequest;
import gatehouse.wire.sigv4.AuthenticationFailure;
import gatehouse.wire.sigv4.SignatureV4;
import gatehouse.wire.sigv4.Signer;
import gatehouse.wire.sigv4.SigningKeys;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// Reading and checking the signature of a small JSON request.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class SignatureBench {
    private static final String SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";

    private final Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final SigningKeys keys = new SigningKeys(1_000);
    private final HttpRequest request = Signer.sign(
            new HttpRequest(
                    "POST",
                    "/",
                    "",
                    Headers.of(
                            "host", "127.0.0.1:4566",
                            "content-type", "application/x-amz-json-1.1",
                            "x-amz-target", "TrentService.Encrypt"),
                    ("{\"KeyId\":\"1234abcd-12ab-34cd-56ef-1234567890ab\",\"Plaintext\":\"" + "QUJD".repeat(22) + "\"}")
                            .getBytes(StandardCharsets.US_ASCII),
                    new HttpRequest.Connection("127.0.0.1", false)),
            new Signer.Credentials("AKIAIOSFODNN7EXAMPLE", SECRET, null),
            "us-east-1",
            "kms",
            now);

    @Benchmark
    public SignatureV4 parseAndVerify() throws AuthenticationFailure {
        SignatureV4 signature = SignatureV4.parse(request);
        signature.verify(request, keys, SECRET, now, Duration.ofMinutes(5));
        return signature;
    }
}
