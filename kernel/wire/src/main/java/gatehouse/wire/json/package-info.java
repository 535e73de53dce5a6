/// JSON as AWS's protocols have it: shapes read from it and written to it.
@NullMarked
package gatehouse.wire.json;

import org.jspecify.annotations.NullMarked;
