/// AWS's own cases for its protocols, each a test under its own name.
///
/// Start at [gatehouse.protocoltests.ProtocolCases]. What is left out stands in `exclusions.txt`, with the reason.
@NullMarked
package gatehouse.protocoltests;

import org.jspecify.annotations.NullMarked;
