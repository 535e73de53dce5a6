/// An operation's input and output as the audit trail shows them.
@NullMarked
package gatehouse.wire.trail;

import org.jspecify.annotations.NullMarked;
