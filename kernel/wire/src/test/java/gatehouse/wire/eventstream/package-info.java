@NullMarked
package gatehouse.wire.eventstream;

import org.jspecify.annotations.NullMarked;
