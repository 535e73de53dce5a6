@NullMarked
package gatehouse.wire.buffer;

import org.jspecify.annotations.NullMarked;
