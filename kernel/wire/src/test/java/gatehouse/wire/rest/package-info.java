@NullMarked
package gatehouse.wire.rest;

import org.jspecify.annotations.NullMarked;
