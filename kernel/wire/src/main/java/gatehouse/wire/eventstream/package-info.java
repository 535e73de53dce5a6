/// Messages of `application/vnd.amazon.eventstream`, and shapes as their events.
@NullMarked
package gatehouse.wire.eventstream;

import org.jspecify.annotations.NullMarked;
