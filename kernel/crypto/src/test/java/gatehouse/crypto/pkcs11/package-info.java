@NullMarked
package gatehouse.crypto.pkcs11;

import org.jspecify.annotations.NullMarked;
