@NullMarked
package gatehouse.wire.sigv4;

import org.jspecify.annotations.NullMarked;
