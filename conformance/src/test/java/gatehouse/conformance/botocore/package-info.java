/// AWS's Python client against every operation of every model that is listed, answered by an echo.
@NullMarked
package gatehouse.conformance.botocore;

import org.jspecify.annotations.NullMarked;
