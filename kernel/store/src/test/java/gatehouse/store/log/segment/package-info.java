/// Tests of the event log.
@NullMarked
package gatehouse.store.log.segment;

import org.jspecify.annotations.NullMarked;
