/// CBOR as the RPC v2 protocol has it: shapes read from it and written to it.
@NullMarked
package gatehouse.wire.cbor;

import org.jspecify.annotations.NullMarked;
