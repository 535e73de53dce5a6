package gatehouse.bench;

import gatehouse.crypto.SecretBytes;
import gatehouse.crypto.asymmetric.InvalidKeyMaterialException;
import gatehouse.crypto.asymmetric.InvalidMessageException;
import gatehouse.crypto.asymmetric.KeyPairSpec;
import gatehouse.crypto.asymmetric.MacAlgorithm;
import gatehouse.crypto.asymmetric.MessageType;
import gatehouse.crypto.asymmetric.OpenedPrivateKey;
import gatehouse.crypto.asymmetric.SigningAlgorithm;
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

/// What KMS signs and authenticates, on one core: `bench/run signing` sets it beside `openssl speed`.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 3)
@Measurement(iterations = 3, time = 3)
public class AsymmetricBench {
    private final OpenedPrivateKey rsa2048 = open(KeyPairSpec.RSA_2048);
    private final OpenedPrivateKey rsa4096 = open(KeyPairSpec.RSA_4096);
    private final OpenedPrivateKey p256 = open(KeyPairSpec.ECC_NIST_P256);
    private final OpenedPrivateKey ed25519 = open(KeyPairSpec.ECC_NIST_EDWARDS25519);
    private final OpenedPrivateKey mlDsa65 = open(KeyPairSpec.ML_DSA_65);
    private final SecretBytes macKey = SecretBytes.owning(new byte[32]);

    /// As long as what `openssl speed` signs.
    private final byte[] message = new byte[36];

    private final byte[] kilobyte = new byte[1024];

    @Benchmark
    public byte[] rsa2048Pkcs1() throws InvalidMessageException {
        return rsa2048.sign(SigningAlgorithm.RSASSA_PKCS1_V1_5_SHA_256, MessageType.RAW, message);
    }

    @Benchmark
    public byte[] rsa2048Pss() throws InvalidMessageException {
        return rsa2048.sign(SigningAlgorithm.RSASSA_PSS_SHA_256, MessageType.RAW, message);
    }

    @Benchmark
    public byte[] rsa4096Pss() throws InvalidMessageException {
        return rsa4096.sign(SigningAlgorithm.RSASSA_PSS_SHA_256, MessageType.RAW, message);
    }

    @Benchmark
    public byte[] p256() throws InvalidMessageException {
        return p256.sign(SigningAlgorithm.ECDSA_SHA_256, MessageType.RAW, message);
    }

    @Benchmark
    public byte[] ed25519() throws InvalidMessageException {
        return ed25519.sign(SigningAlgorithm.ED25519_SHA_512, MessageType.RAW, message);
    }

    @Benchmark
    public byte[] mlDsa65() throws InvalidMessageException {
        return mlDsa65.sign(SigningAlgorithm.ML_DSA_SHAKE_256, MessageType.RAW, message);
    }

    @Benchmark
    public byte[] hmac256OfAKilobyte() {
        return MacAlgorithm.HMAC_SHA_256.compute(macKey, kilobyte);
    }

    private static OpenedPrivateKey open(KeyPairSpec spec) {
        try {
            return OpenedPrivateKey.open(spec, spec.generate().privateKey());
        } catch (InvalidKeyMaterialException e) {
            throw new IllegalStateException(e);
        }
    }
}
