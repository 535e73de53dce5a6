/// Transactions over typed tables, and the event log, behind one small contract that every engine meets.
///
/// A transaction reads without locks and remembers what it read. A commit is accepted only if all of that is still
/// so; it is durable, together with its log entries, when [Store#commit] returns. Nobody sees a change that is not
/// durable yet.
@NullMarked
package gatehouse.store;

import org.jspecify.annotations.NullMarked;
