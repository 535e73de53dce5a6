package gatehouse.crypto;

import java.io.IOException;

/// Where a root key comes from: a file, a passphrase or a PKCS#11 token.
public sealed interface RootKeySource permits RootKeyFromFile, RootKeyFromPassphrase, RootKeyFromToken {
    /// A root key for something that is not sealed yet, with what must be stored to have it again.
    ///
    /// @throws RootKeyException where this source cannot give one, with what to do
    Made make(Entropy entropy) throws IOException;

    /// The root key `keyId`, of which `lock` was stored.
    ///
    /// @throws WrongRootSecretException where the passphrase or PIN is a wrong one
    /// @throws RootKeyException where it cannot be had for another reason, with what to do
    RootKey open(RootLock lock, String keyId) throws IOException;

    /// A new root key.
    record Made(RootKey key, RootLock lock) {}
}
