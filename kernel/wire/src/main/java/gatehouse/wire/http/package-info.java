/// An HTTP request and its answer, apart from any server: what signatures and protocols work on.
@NullMarked
package gatehouse.wire.http;

import org.jspecify.annotations.NullMarked;
