/// The embedded engine: tables and raw log entries in RocksDB, one committer that groups what waits into synced
/// batches, and exact caches of decoded records and short listings.
///
/// Start reading at [gatehouse.store.rocks.RocksStore]; [gatehouse.store.rocks.Committer] is where changes happen,
/// [gatehouse.store.rocks.Rows] where reads do.
@NullMarked
package gatehouse.store.rocks;

import org.jspecify.annotations.NullMarked;
