/// Forms as the Query protocols have them.
@NullMarked
package gatehouse.wire.query;

import org.jspecify.annotations.NullMarked;
