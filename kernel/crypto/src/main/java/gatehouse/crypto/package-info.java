/// Key material, sealing and the root key. Plaintext key material is never on disk, in a log, in an exception or in
/// `toString`.
@NullMarked
package gatehouse.crypto;

import org.jspecify.annotations.NullMarked;
