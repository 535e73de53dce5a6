/// Real clients against a running server.
@NullMarked
package gatehouse.conformance;

import org.jspecify.annotations.NullMarked;
