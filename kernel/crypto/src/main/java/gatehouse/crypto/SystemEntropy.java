package gatehouse.crypto;

import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.SecureRandom;

/// The machine's cryptographic randomness: AWS-LC's generator, which keeps a state per thread, where the native
/// provider runs, and the JDK's elsewhere. Any number of threads may use one instance.
public final class SystemEntropy implements Entropy {
    private static final String NATIVE = "LibCryptoRng";

    private final SecureRandom random;
    private final DrawnAhead drawnAhead = new DrawnAhead(this);

    public SystemEntropy() {
        this.random = NativeCrypto.available() ? nativeRandom() : new SecureRandom();
    }

    @Override
    public void fill(byte[] target) {
        random.nextBytes(target);
    }

    @Override
    public byte[] publicBytes(int count) {
        return drawnAhead.bytes(count);
    }

    private static SecureRandom nativeRandom() {
        Provider provider = NativeCrypto.provider("SecureRandom", NATIVE);
        try {
            return SecureRandom.getInstance(NATIVE, provider);
        } catch (NoSuchAlgorithmException e) {
            throw NativeCrypto.broken(e);
        }
    }
}
