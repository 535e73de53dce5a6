@NullMarked
package gatehouse.wire.checksum;

import org.jspecify.annotations.NullMarked;
