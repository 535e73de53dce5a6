@NullMarked
package gatehouse.server;

import org.jspecify.annotations.NullMarked;
