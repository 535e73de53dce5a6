/// Small interfaces through which services use each other. Services never import one another.
@NullMarked
package gatehouse.ports;

import org.jspecify.annotations.NullMarked;
