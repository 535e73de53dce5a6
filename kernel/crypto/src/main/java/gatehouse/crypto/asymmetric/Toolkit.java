package gatehouse.crypto.asymmetric;

import gatehouse.crypto.NativeCrypto;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.Security;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/// Who carries out an algorithm. Providers are passed as objects and never registered ([NativeCrypto] says
/// why). All objects that work on one key come from one provider, so that none has to translate the key.
enum Toolkit {
    /// What the server uses: Corretto's provider where it runs and has the algorithm.
    NATIVE_FIRST,
    /// What it uses on machines without the native library. Tests hold the two against each other.
    PORTABLE;

    private static final String CIPHER = "Cipher";
    private static final Provider BOUNCY_CASTLE = new BouncyCastleProvider();

    /// Corretto's provider or the JDK's, for what both have.
    Provider nativeOrJdk(String type, String algorithm) {
        if (this == NATIVE_FIRST) {
            return NativeCrypto.provider(type, algorithm);
        }
        for (Provider provider : Security.getProviders()) {
            if (provider.getService(type, algorithm) != null) {
                return provider;
            }
        }
        throw new IllegalStateException("This Java has no " + type + " " + algorithm);
    }

    /// The same for a cipher with its mode and padding, which the JDK finds by the cipher's name.
    Provider cipher(String transformation) {
        return runsNative()
                ? NativeCrypto.provider(CIPHER, transformation)
                : PORTABLE.nativeOrJdk(CIPHER, transformation.substring(0, transformation.indexOf('/')));
    }

    /// Corretto's provider or Bouncy Castle's, for what the JDK lacks or has in part.
    Provider nativeOrBouncy(String type, String algorithm) {
        return runsNative() ? NativeCrypto.provider(type, algorithm) : BOUNCY_CASTLE;
    }

    boolean runsNative() {
        return this == NATIVE_FIRST && NativeCrypto.available();
    }

    /// The failure of an operation that cannot fail on a sound installation. Providers' messages may describe
    /// keys: the cause's class has to do.
    static IllegalStateException broken(String operation, GeneralSecurityException cause) {
        return new IllegalStateException(
                operation + " does not work here: " + cause.getClass().getName());
    }
}
