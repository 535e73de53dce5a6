/// Main, settings and wiring: the only module that sees everything.
@NullMarked
package gatehouse.server;

import org.jspecify.annotations.NullMarked;
