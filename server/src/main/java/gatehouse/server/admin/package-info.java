/// The server's own operations, under `/_gatehouse/`: only the root user of the operator's account may call them.
@NullMarked
package gatehouse.server.admin;

import org.jspecify.annotations.NullMarked;
