/// STS, through the gateway.
@NullMarked
package gatehouse.identity.sts;

import org.jspecify.annotations.NullMarked;
