/// What the generated shapes of all services share. The shapes themselves are in `gatehouse.model.<service>`.
@NullMarked
package gatehouse.model;

import org.jspecify.annotations.NullMarked;
