/// TLS: the server's own certificate authority, or certificates that the operator gives.
@NullMarked
package gatehouse.server.tls;

import org.jspecify.annotations.NullMarked;
