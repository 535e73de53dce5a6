/// XML as AWS's protocols have it: shapes read from it and written to it.
@NullMarked
package gatehouse.wire.xml;

import org.jspecify.annotations.NullMarked;
