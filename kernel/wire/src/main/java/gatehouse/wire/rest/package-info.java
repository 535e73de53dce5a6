/// What HTTP itself carries of a shape in the REST protocols: labels, query, headers, status and payload.
@NullMarked
package gatehouse.wire.rest;

import org.jspecify.annotations.NullMarked;
