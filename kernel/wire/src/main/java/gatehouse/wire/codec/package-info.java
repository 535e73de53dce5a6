/// What the formats share: text, Base64 and times.
@NullMarked
package gatehouse.wire.codec;

import org.jspecify.annotations.NullMarked;
