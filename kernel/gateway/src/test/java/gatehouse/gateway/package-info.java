/// Tests of the pipeline's parts that need no server.
@NullMarked
package gatehouse.gateway;

import org.jspecify.annotations.NullMarked;
