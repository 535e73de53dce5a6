/// The HTTP server, with real clients and raw sockets.
@NullMarked
package gatehouse.gateway.http;

import org.jspecify.annotations.NullMarked;
