/// The HTTP server around the gateway, and its limits.
@NullMarked
package gatehouse.gateway.http;

import org.jspecify.annotations.NullMarked;
