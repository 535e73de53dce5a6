/// Parts of payloads: a vault of the tests and AWS's own client, which asks for ranges of what the vault holds.
@NullMarked
package gatehouse.conformance.glacier;

import org.jspecify.annotations.NullMarked;
