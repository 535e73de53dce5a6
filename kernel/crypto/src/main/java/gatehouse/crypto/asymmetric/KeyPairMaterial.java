package gatehouse.crypto.asymmetric;

import gatehouse.crypto.SecretBytes;

/// A key pair as it is stored and sent. The same key has always the same bytes, however it was imported: two
/// private keys are equal where their encodings are.
///
/// @param privateKey PKCS#8 (RFC 5208), DER; ML-DSA's holds the seed where it is known (RFC 9881)
/// @param publicKey SubjectPublicKeyInfo (RFC 5280), DER, as GetPublicKey answers it
public record KeyPairMaterial(SecretBytes privateKey, byte[] publicKey) {
    @Override
    public String toString() {
        return "KeyPairMaterial[" + publicKey.length + " bytes of public key]";
    }
}
