/// The generated shapes of the four services, through a wire format that exists in these tests alone.
@NullMarked
package gatehouse.model;

import org.jspecify.annotations.NullMarked;
