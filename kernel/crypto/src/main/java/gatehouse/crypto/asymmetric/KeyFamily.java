package gatehouse.crypto.asymmetric;

import gatehouse.crypto.SecretBytes;

/// What the key specs of one kind share.
interface KeyFamily {
    KeyPairMaterial generate();

    /// @throws InvalidKeyMaterialException where `pkcs8` is not a private key of this spec, whole and
    ///     consistent
    KeyPairMaterial imported(SecretBytes pkcs8) throws InvalidKeyMaterialException;

    PrivateOperations openPrivate(SecretBytes pkcs8, Toolkit toolkit) throws InvalidKeyMaterialException;

    PublicOperations openPublic(byte[] spki, Toolkit toolkit) throws InvalidKeyMaterialException;
}
