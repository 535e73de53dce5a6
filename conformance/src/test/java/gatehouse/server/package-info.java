/// What tests need from inside the server.
@NullMarked
package gatehouse.server;

import org.jspecify.annotations.NullMarked;
