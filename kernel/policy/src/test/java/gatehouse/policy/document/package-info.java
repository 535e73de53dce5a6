@NullMarked
package gatehouse.policy.document;

import org.jspecify.annotations.NullMarked;
