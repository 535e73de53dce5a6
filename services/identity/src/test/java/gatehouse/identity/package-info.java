/// A server without sockets, and what is true of keys and accounts.
@NullMarked
package gatehouse.identity;

import org.jspecify.annotations.NullMarked;
