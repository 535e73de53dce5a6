@NullMarked
package gatehouse.crypto;

import org.jspecify.annotations.NullMarked;
