@NullMarked
package gatehouse.wire.protocol;

import org.jspecify.annotations.NullMarked;
