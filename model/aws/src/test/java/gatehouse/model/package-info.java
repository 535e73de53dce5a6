/// The generated shapes, through a wire format that exists in these tests alone, and through every protocol.
@NullMarked
package gatehouse.model;

import org.jspecify.annotations.NullMarked;
