@NullMarked
package gatehouse.wire.constraint;

import org.jspecify.annotations.NullMarked;
