/// Tests of what is made of Smithy models.
@NullMarked
package gatehouse.smithy;

import org.jspecify.annotations.NullMarked;
