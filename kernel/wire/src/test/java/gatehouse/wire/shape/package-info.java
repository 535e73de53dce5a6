@NullMarked
package gatehouse.wire.shape;

import org.jspecify.annotations.NullMarked;
