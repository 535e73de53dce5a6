/// Hardware security modules, through PKCS#11: keys that are made in a token, never leave it, and work there.
///
/// [Token] is all that others need. What is promised:
/// - A key that a token makes is sensitive and not extractable; the token is asked, and one that answers otherwise
///   loses the key again.
/// - A library that is slow or hangs keeps only those waiting who asked this token, and these for a limited time:
///   each token has threads of its own, as many as its limits say.
/// - A token that went away and came back is used again without a restart.
/// - A PIN is in memory, in the call that logs in, and nowhere else.
///
/// A library is called through Java's foreign functions, on 64-bit systems of the Unix kind.
///
/// Source: PKCS #11 Cryptographic Token Interface Base Specification 2.40,
/// https://docs.oasis-open.org/pkcs11/pkcs11-base/v2.40/pkcs11-base-v2.40.html
@NullMarked
package gatehouse.crypto.pkcs11;

import org.jspecify.annotations.NullMarked;
