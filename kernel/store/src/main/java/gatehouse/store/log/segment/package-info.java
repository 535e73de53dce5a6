/// The event log as a sequence of parts: sealed segments, which are immutable files, and behind them the tail, whose
/// entries still lie in the engine that committed them and are indexed in memory.
///
/// Start reading at [gatehouse.store.log.segment.SegmentLog]; the file format is told in
/// [gatehouse.store.log.segment.SegmentFormat].
@NullMarked
package gatehouse.store.log.segment;

import org.jspecify.annotations.NullMarked;
