@NullMarked
package gatehouse.crypto.asymmetric;

import org.jspecify.annotations.NullMarked;
