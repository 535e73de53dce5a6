/// The event log: an append-only sequence of finished events, found by account, region, attribute and time.
@NullMarked
package gatehouse.store.log;

import org.jspecify.annotations.NullMarked;
