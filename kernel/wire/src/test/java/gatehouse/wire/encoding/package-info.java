@NullMarked
package gatehouse.wire.encoding;

import org.jspecify.annotations.NullMarked;
