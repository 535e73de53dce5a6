/// Tests of the embedded engine.
@NullMarked
package gatehouse.store.rocks;

import org.jspecify.annotations.NullMarked;
