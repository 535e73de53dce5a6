@NullMarked
package gatehouse.keys.kms.xks;

import org.jspecify.annotations.NullMarked;
