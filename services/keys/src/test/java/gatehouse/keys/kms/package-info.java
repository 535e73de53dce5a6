@NullMarked
package gatehouse.keys.kms;

import org.jspecify.annotations.NullMarked;
