@NullMarked
package gatehouse.identity.iam;

import org.jspecify.annotations.NullMarked;
