package gatehouse.crypto;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.Security;

/// Where cryptography is carried out: Amazon Corretto Crypto Provider where its native library runs, the JDK
/// elsewhere. Both compute the same; the native one is faster, above all at signing.
///
/// Providers are passed to `getInstance` as objects and never registered: a registered provider would change the
/// choice for every library in the process, and a lookup by name costs more than a small encryption.
public final class NativeCrypto {
    private static final boolean AVAILABLE = AmazonCorrettoCryptoProvider.INSTANCE.getLoadingError() == null;

    private NativeCrypto() {}

    /// Whether the native provider is in use.
    public static boolean available() {
        return AVAILABLE;
    }

    /// The provider to use for `algorithm` of the JCA service `type`, such as `Cipher` and `AES/GCM/NoPadding`.
    ///
    /// @throws IllegalStateException where neither the native provider nor the JDK has it
    public static Provider provider(String type, String algorithm) {
        if (AVAILABLE && AmazonCorrettoCryptoProvider.INSTANCE.getService(type, algorithm) != null) {
            return AmazonCorrettoCryptoProvider.INSTANCE;
        }
        for (Provider provider : Security.getProviders()) {
            if (provider.getService(type, algorithm) != null) {
                return provider;
            }
        }
        throw new IllegalStateException("This Java has no " + type + " " + algorithm);
    }

    /// The failure of an algorithm that [#provider] has promised: a broken installation.
    static IllegalStateException broken(NoSuchAlgorithmException cause) {
        return new IllegalStateException("A cryptographic algorithm is missing from this Java", cause);
    }
}
