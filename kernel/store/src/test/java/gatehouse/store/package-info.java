/// The contract that every engine meets.
@NullMarked
package gatehouse.store;

import org.jspecify.annotations.NullMarked;
