@NullMarked
package gatehouse.wire.xml;

import org.jspecify.annotations.NullMarked;
