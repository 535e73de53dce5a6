/// Buffers that formats write into: growable bytes, and JSON on top of them.
@NullMarked
package gatehouse.wire.buffer;

import org.jspecify.annotations.NullMarked;
