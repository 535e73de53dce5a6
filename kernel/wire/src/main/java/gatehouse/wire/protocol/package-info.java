/// AWS's protocols: how an operation, its input, its output and its errors stand in HTTP messages.
@NullMarked
package gatehouse.wire.protocol;

import org.jspecify.annotations.NullMarked;
