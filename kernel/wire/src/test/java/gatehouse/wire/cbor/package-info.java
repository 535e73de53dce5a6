@NullMarked
package gatehouse.wire.cbor;

import org.jspecify.annotations.NullMarked;
