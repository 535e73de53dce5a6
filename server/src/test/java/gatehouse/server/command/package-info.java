@NullMarked
package gatehouse.server.command;

import org.jspecify.annotations.NullMarked;
