@NullMarked
package gatehouse.wire.json;

import org.jspecify.annotations.NullMarked;
