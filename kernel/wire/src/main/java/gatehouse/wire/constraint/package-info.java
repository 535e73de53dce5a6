/// The models' constraints on inputs, checked before an operation sees them, and AWS's words where they are not met.
@NullMarked
package gatehouse.wire.constraint;

import org.jspecify.annotations.NullMarked;
