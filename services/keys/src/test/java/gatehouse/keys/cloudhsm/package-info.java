@NullMarked
package gatehouse.keys.cloudhsm;

import org.jspecify.annotations.NullMarked;
