@NullMarked
package gatehouse.keys.kms.store;

import org.jspecify.annotations.NullMarked;
