@NullMarked
package gatehouse.policy.spec;

import org.jspecify.annotations.NullMarked;
