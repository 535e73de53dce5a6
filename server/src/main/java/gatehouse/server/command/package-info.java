/// The command line: `gatehouse` serves; `env` and `account create` talk to a server that runs.
@NullMarked
package gatehouse.server.command;

import org.jspecify.annotations.NullMarked;
