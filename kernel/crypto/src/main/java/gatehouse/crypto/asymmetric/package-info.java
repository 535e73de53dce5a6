/// The cryptography of KMS's key specs: key pairs, signatures, encryption, key agreement, message
/// authentication codes and the wrapping of imported key material. Names are AWS's. It knows no key of KMS,
/// no permission and no store.
///
/// Algorithms are carried out by Amazon Corretto Crypto Provider where it runs, by the JDK next, and by
/// Bouncy Castle where neither has them ([Toolkit]). Private keys are never in `toString`, in an exception or
/// in a log; what a caller sent wrong is one of the checked exceptions of this package, never a
/// `RuntimeException`.
///
/// Sources: the KMS API Reference (Sign, Verify, Encrypt, DeriveSharedSecret, GetParametersForImport) and
/// "Key spec reference" of the KMS Developer Guide; RFC 8017 (RSA), FIPS 186-5 (ECDSA, EdDSA), RFC 8032
/// (Ed25519), FIPS 204 and RFC 9881 (ML-DSA), GB/T 32918 and GM/T 0009 (SM2), RFC 5649 (key wrap).
@NullMarked
package gatehouse.crypto.asymmetric;

import org.jspecify.annotations.NullMarked;
