@NullMarked
package gatehouse.wire.query;

import org.jspecify.annotations.NullMarked;
