/// Reads AWS's API models and writes them as Java.
///
/// Start at [gatehouse.generator.Generator]. A model is read and overlaid
/// ([gatehouse.generator.ModelSource], [gatehouse.generator.Overlay], [gatehouse.generator.Model]); a
/// plan names every class ([gatehouse.generator.Plan]) and finds each schema a home
/// ([gatehouse.generator.Homes]); emitters write records, exceptions, enums and the service itself. No
/// service is a special case: what is peculiar to one stands in its overlay.
@NullMarked
package gatehouse.generator;

import org.jspecify.annotations.NullMarked;
