/// Writes the services of Smithy models in the older format that AWS's jar of models has and the generator reads.
///
/// Start at [gatehouse.smithy.SmithyConverter]. Only the build and the tests use it.
@NullMarked
package gatehouse.smithy;

import org.jspecify.annotations.NullMarked;
