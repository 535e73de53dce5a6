/// What decoding may cost, for the tests of every format.
@NullMarked
package gatehouse.wire.bounds;

import org.jspecify.annotations.NullMarked;
