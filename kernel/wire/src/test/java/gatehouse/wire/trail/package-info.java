@NullMarked
package gatehouse.wire.trail;

import org.jspecify.annotations.NullMarked;
