package gatehouse.bench;

import gatehouse.wire.http.Headers;
import gatehouse.wire.http.HttpRequest;
import gatehouse.wire.protocol.Protocol.Family;
import gatehouse.wire.sigv4.AuthenticationFailure;
import gatehouse.wire.sigv4.SignatureRules;
import gatehouse.wire.sigv4.SignatureV4;
import gatehouse.wire.sigv4.Signer;
import gatehouse.wire.sigv4.Signer.Addressee;
import gatehouse.wire.sigv4.SigningAlgorithm;
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

/// Reading and checking the signature of a small JSON request, of one that is signed asymmetrically, and of a
/// presigned URL.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class SignatureBench {
    private static final String SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";

    private static final Signer.Credentials CREDENTIALS = new Signer.Credentials("AKIAIOSFODNN7EXAMPLE", SECRET, null);

    private final Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final SigningKeys keys = new SigningKeys(1_000);
    private final SignatureRules json = SignatureRules.ordinary(Family.JSON, Duration.ofMinutes(5));
    private final HttpRequest unsigned = new HttpRequest(
            "POST",
            "/",
            "",
            Headers.of(
                    "host", "127.0.0.1:4566",
                    "content-type", "application/x-amz-json-1.1",
                    "x-amz-target", "TrentService.Encrypt"),
            ("{\"KeyId\":\"1234abcd-12ab-34cd-56ef-1234567890ab\",\"Plaintext\":\"" + "QUJD".repeat(22) + "\"}")
                    .getBytes(StandardCharsets.US_ASCII),
            new HttpRequest.Connection("127.0.0.1", false));
    private final HttpRequest request = Signer.sign(unsigned, CREDENTIALS, "us-east-1", "kms", now);
    private final HttpRequest asymmetric =
            Signer.sign(unsigned, CREDENTIALS, new Addressee(SigningAlgorithm.ECDSA, "us-*", "kms"), now);
    private final HttpRequest presigned = Signer.presign(
            new HttpRequest(
                    "GET",
                    "/bucket/photos/2026/01/01.jpg",
                    "",
                    Headers.of("host", "127.0.0.1:4566"),
                    new byte[0],
                    unsigned.connection()),
            CREDENTIALS,
            new Addressee(SigningAlgorithm.HMAC, "us-east-1", "s3"),
            now,
            Duration.ofHours(1));

    @Benchmark
    public SignatureV4 parseAndVerify() throws AuthenticationFailure {
        return parseAndVerify(request, json);
    }

    @Benchmark
    public SignatureV4 presigned() throws AuthenticationFailure {
        return parseAndVerify(presigned, SignatureRules.s3());
    }

    @Benchmark
    public SignatureV4 asymmetric() throws AuthenticationFailure {
        return parseAndVerify(asymmetric, json);
    }

    private SignatureV4 parseAndVerify(HttpRequest sent, SignatureRules rules) throws AuthenticationFailure {
        SignatureV4 signature = SignatureV4.parse(sent);
        signature.verify(sent, keys, SECRET, now, rules);
        return signature;
    }
}
